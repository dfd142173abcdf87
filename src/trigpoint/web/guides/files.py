"""The guides as files: the same Markdown that the repository has, carried in the package."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import trigpoint

PACKAGE: Final = Path(trigpoint.__file__).parent
_TITLE: Final = re.compile(r"\A# (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide: its name in the address, its title, and its text as Markdown."""

    name: str
    title: str
    markdown: str


@cache
def guides() -> dict[str, Guide]:
    """Return every guide by its name. Raises ValueError for one without a title."""
    carried = PACKAGE / "guides"
    # In a checkout they are where people read them: the wheel alone has them beside the code.
    folder = carried if carried.is_dir() else PACKAGE.parents[1] / "docs" / "using"
    return {file.stem: _read(file) for file in sorted(folder.glob("*.md"))}


def _read(file: Path) -> Guide:
    text = file.read_text(encoding="utf-8")
    title = _TITLE.search(text)
    if title is None:
        raise ValueError(f"The guide {file.name} does not begin with its title.")
    return Guide(file.stem, title.group(1), text)
