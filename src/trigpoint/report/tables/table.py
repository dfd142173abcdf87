"""What a table of figures is: columns that say what they hold, rows, a key, and what it refers to."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

Cell: TypeAlias = str | int | bool | Decimal | None
Kind: TypeAlias = Literal["string", "integer", "decimal", "boolean"]
Missing: TypeAlias = Literal["not applicable", "not known", "confidential"]


@dataclass(frozen=True, slots=True)
class Field:
    """One column. `missing` says what an empty cell means; without it no cell may be empty.

    A `noted` column has its description among the notes of the spreadsheet.
    """

    name: str
    title: str
    kind: Kind
    description: str
    missing: Missing | None = None
    noted: bool = False


@dataclass(frozen=True, slots=True)
class Refers:
    """Cells of one column are also in the column of this name in another table (or in the same)."""

    field: str
    table: str
    to: str


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table in long form. No two rows have the same values in the columns of `key`.

    Raises ValueError where a row has too many or too few cells, or an empty one where none may be.
    """

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Cell, ...], ...]
    key: tuple[str, ...]
    refers: tuple[Refers, ...] = ()

    def __post_init__(self) -> None:
        for row in self.rows:
            for field, cell in zip(self.fields, row, strict=True):
                if cell is None and field.missing is None:
                    raise ValueError(f"{self.name}: '{field.name}' is empty in {row}.")
