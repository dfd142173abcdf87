"""One line of a file as it was read, before anything is known of it."""

from typing import NamedTuple


class Line(NamedTuple):
    """The cells of a line; `number` is what a person sees beside it."""

    number: int
    cells: list[str]
