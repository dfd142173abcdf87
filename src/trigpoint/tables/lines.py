"""The lines of a file as they were read, before anything is known of them."""

from typing import NamedTuple


class Line(NamedTuple):
    """The cells of a line; `number` is what a person sees beside it."""

    number: int
    cells: list[str]


class Sheet(NamedTuple):
    """The lines of one sheet of a workbook, or of a whole text, which has no name."""

    name: str
    lines: list[Line]
