"""The lines of a file as they were read, before anything is known of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class CellKind(StrEnum):
    """What a spreadsheet says of a cell beside its text. A cell of which nothing has to be said has no kind.

    The values are stored.
    """

    DATE = "date"
    ERROR = "error"
    NO_VALUE = "no_value"
    """A formula that no program has worked out: its cell looks filled in and holds nothing."""
    ROUNDED = "rounded"
    """A number of more digits than a spreadsheet keeps: the last ones are noughts that nobody wrote."""
    TOO_NARROW = "too_narrow"
    """Nothing but '####': the column was too narrow for its number when it was saved."""
    SHORTENED = "shortened"
    """A number with decimals that its format does not show: what a person sees is rounded."""
    OTHER_FORM = "other_form"
    """A number under a format that is not understood: a person sees something else than the digits read here."""


class Visibility(StrEnum):
    """Whether a person sees a sheet. A very hidden one cannot be shown by the program's own menu."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "very_hidden"


NO_KINDS: Final[Mapping[int, CellKind]] = {}


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of a line; `number` is what a person sees beside it, `kinds` what is to be said of cells, from 0."""

    number: int
    cells: list[str]
    kinds: Mapping[int, CellKind] = field(default_factory=lambda: NO_KINDS)
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of one sheet of a workbook, or of a whole text, which has no name.

    `hidden_columns` are counted from 0.
    """

    name: str
    lines: list[Line]
    visibility: Visibility = Visibility.VISIBLE
    hidden_columns: frozenset[int] = frozenset()
