"""The rows of a list as they are read: what each cell says, judged with the rest of its column."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from trigpoint.case_lists.answers import Answers
from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.case_lists.questions import DATES, Noughts, noughts_id
from trigpoint.case_lists.references import all_rounded
from trigpoint.sameness import OddCharacter, Reading, code_key, heading_key, read
from trigpoint.tables.cell_faults import fault_of
from trigpoint.tables.columns import Column
from trigpoint.tables.date_columns import DateColumn, judged
from trigpoint.tables.dates import DateOrder, day_in
from trigpoint.tables.lines import CellKind
from trigpoint.tables.mapping import NONE_OF_THESE, ColumnPlan, index_of
from trigpoint.tables.table import Row, Table

_Kind = TypeVar("_Kind", bound=StrEnum)

_WHOLE: Final = re.compile(r"([0-9]{1,3})(?:\.0+)?")
_TOTAL: Final = re.compile(
    r"(?:grand |sub-? ?|over ?all )?totals?\b.*|sum|count|number of cases\b.*|average", re.IGNORECASE
)
# Of the columns that are asked for: a row with less is a note or the end of a report, and no case.
_LEAST_FILLED: Final = 2


@dataclass(frozen=True, slots=True)
class Context:
    """All that rows are read by. `indices` says in which cell of a row each of our columns is.

    `meanings` are of each column of codes every text in it → what it means.
    """

    layout: CaseListLayout
    columns: tuple[Column, ...]
    case_type: str
    indices: Mapping[str, int]
    headings: Mapping[str, str]
    meanings: Mapping[str, Mapping[str, str]]
    dates: DateColumn
    rounded: frozenset[str]
    same_without_noughts: Mapping[str, Noughts | None]


@dataclass(frozen=True, slots=True)
class LeftOutWord:
    """A word under one of our columns (its label) that is none of the column's values, so that its case is left out."""

    column: str
    word: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row with what could be read of it. `typed` are the cells by column as they are read, without what nobody sees.

    `faults` are cells that hold an error or nothing; what is said of these columns is said by the fault.
    """

    line: int
    sheet: str
    raw: Mapping[str, str]
    typed: Mapping[str, str]
    odd: Mapping[str, tuple[OddCharacter, ...]]
    kinds: Mapping[str, CellKind]
    faults: Mapping[str, CellKind]
    disposed: date | None
    age: int | None
    values: Mapping[str, str]
    left_out: LeftOutWord | None
    is_against_order: bool
    no_case: str


@dataclass(frozen=True, slots=True)
class RowsRead:
    """The rows of a list as they are read, and what they are read by."""

    context: Context
    rows: tuple[ReadRow, ...]


def read_rows(table: Table, plan: ColumnPlan, layout: CaseListLayout, case_type: str, answers: Answers) -> RowsRead:
    """Read every row of a list, by its columns, judged as wholes, and by what was answered."""
    indices = _indices(table, plan, layout)
    readings = {column: _readings(table.rows, index) for column, index in indices.items()}
    cells = {column: [reading.text for reading in of_column] for column, of_column in readings.items()}
    context = _context(table, plan, layout, case_type, answers, cells)
    against = set(context.dates.against)
    rows = (
        _read(row, {column: readings[column][at] for column in indices}, context, is_against_order=at in against)
        for at, row in enumerate(table.rows)
    )
    return RowsRead(context, tuple(rows))


def cases_alone(table: Table, plan: ColumnPlan, layout: CaseListLayout) -> Table:
    """Return a table without the rows that are no case: nothing is asked about totals, headings and notes."""
    indices = _indices(table, plan, layout)
    dates_at = indices.get(layout.disposed.id)
    headings = {column: table.headings[index] for column, index in indices.items()}
    # A day begins with a figure, or is a date of the spreadsheet: of nearly every row no more has to be looked at.
    rows = tuple(
        row
        for row in table.rows
        if (dates_at is not None and row.cells[dates_at].lstrip()[:1].isdigit())
        or not _is_no_case(row, indices, headings)
    )
    return table if len(rows) == len(table.rows) else replace(table, rows=rows)


def _is_no_case(row: Row, indices: Mapping[str, int], headings: Mapping[str, str]) -> bool:
    faults = {column: fault for column, index in indices.items() if (fault := fault_of(row, index))}
    typed = {column: "" if column in faults else read(row.cells[index]).text for column, index in indices.items()}
    return bool(_no_case(row, typed, faults, headings))


def _indices(table: Table, plan: ColumnPlan, layout: CaseListLayout) -> dict[str, int]:
    """In which cell of a row each of our columns is, as far as it is known."""
    found_at = {column.id: index_of(table, plan.headings.get(column.id)) for column in layout.columns}
    return {column: index for column, index in found_at.items() if index is not None}


def _context(
    table: Table,
    plan: ColumnPlan,
    layout: CaseListLayout,
    case_type: str,
    answers: Answers,
    cells: Mapping[str, Sequence[str]],
) -> Context:
    indices = _indices(table, plan, layout)
    references = (layout.reference.id, layout.child.id)
    return Context(
        layout=layout,
        columns=layout.columns,
        case_type=case_type,
        indices=indices,
        headings={column: table.headings[index] for column, index in indices.items()},
        meanings={column: _meanings(cells.get(column, ()), plan.meanings(column)) for column in layout.codes},
        dates=judged(cells.get(layout.disposed.id, ()), _answered(DateOrder, answers.of(DATES))),
        rounded=frozenset(column for column in references if all_rounded(cells.get(column, ()))),
        same_without_noughts={column: _answered(Noughts, answers.of(noughts_id(column))) for column in references},
    )


def _read(row: Row, readings: Mapping[str, Reading], context: Context, *, is_against_order: bool) -> ReadRow:
    raw = {column: row.cells[index] for column, index in context.indices.items()}
    faults = {column: fault for column, index in context.indices.items() if (fault := fault_of(row, index))}
    typed = {column: "" if column in faults else reading.text for column, reading in readings.items()}
    means = {column: words.get(typed.get(column, "")) for column, words in context.meanings.items()}
    values = {column: value for column, value in means.items() if value and value != NONE_OF_THESE}
    # A day of the other order is no day here: the whole column has one.
    order = context.dates.order
    disposed = day_in(typed.get(context.layout.disposed.id, ""), order)
    age = _WHOLE.fullmatch(typed.get(context.layout.age.id, ""))
    return ReadRow(
        line=row.line,
        sheet=row.sheet,
        raw=raw,
        typed=typed,
        odd={column: reading.odd_characters for column, reading in readings.items() if reading.odd_characters},
        kinds={column: kind for column, index in context.indices.items() if (kind := row.kinds.get(index))},
        faults=faults,
        disposed=disposed,
        age=int(age[1]) if age else None,
        values=values,
        left_out=_left_out(means, typed, context),
        is_against_order=is_against_order,
        no_case="" if disposed else _no_case(row, typed, faults, context.headings),
    )


def _left_out(means: Mapping[str, str | None], typed: Mapping[str, str], context: Context) -> LeftOutWord | None:
    column = next((column for column, value in means.items() if value == NONE_OF_THESE), None)
    if column is None:
        return None
    label = next(other.label for other in context.columns if other.id == column)
    return LeftOutWord(label, typed[column])


def _no_case(row: Row, typed: Mapping[str, str], faults: Mapping[str, CellKind], headings: Mapping[str, str]) -> str:
    """What a row without a day is that is no case: 'totals', 'headings', 'note'; '' for a case."""
    filled = [column for column, text in typed.items() if text or column in faults]
    if any(_TOTAL.fullmatch(read(cell).text.rstrip(":")) for cell in row.cells):
        return "totals"
    if len(filled) > 1 and all(heading_key(typed[column]) == heading_key(headings[column]) for column in filled):
        return "headings"
    # Where few columns are known yet, little can be filled in.
    is_known = len(headings) > 2 * _LEAST_FILLED
    return "note" if is_known and len(filled) <= _LEAST_FILLED else ""


def _meanings(texts: Sequence[str], words: Mapping[str, str]) -> dict[str, str]:
    """What each text of a column means; thousands of rows hold a few dozen."""
    return {text: value for text in set(texts) if (value := words.get(code_key(text)))}


def _readings(rows: Sequence[Row], index: int) -> list[Reading]:
    """The cells of a column as they are read: each text once, as most columns hold a few dozen."""
    cells = [row.cells[index] for row in rows]
    readings = {cell: read(cell) for cell in set(cells)}
    return [readings[cell] for cell in cells]


def _answered(kind: type[_Kind], answer: tuple[str, ...]) -> _Kind | None:
    return next((value for value in kind if value.value in answer), None)
