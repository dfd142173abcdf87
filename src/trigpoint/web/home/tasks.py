"""What every list of things to do is made of."""

from dataclasses import dataclass
from datetime import date
from typing import Final

MOST: Final = 50


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing that waits for somebody: what, of which inspection, where, and by when."""

    what: str
    about: str
    href: str
    due: date | None
    late: bool
