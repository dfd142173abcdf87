"""Whose heading and whose word is which of ours: suggest_plan, asked for where it is not known, and remembered."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from trigpoint.sameness import code_key, heading_key, read
from trigpoint.tables.cell_faults import fault_of
from trigpoint.tables.columns import Column, Expected
from trigpoint.tables.sheets_read import SheetRead, SheetsRead
from trigpoint.tables.table import Row, Table
from trigpoint.tables.unreadable import MOST_CHARACTERS, MOST_COLUMNS

NONE_OF_THESE: Final = "none-of-these"
"""What a word may mean in the place of a value: its case is left out by rule. No value can have such an id."""
_MOST_WORDS: Final = 2_000
"""Of one attribute. A code list has a few dozen words, so more are not codes."""


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """Which of their headings holds each of our columns, and which of our values each of their words means.

    `headings` are our column's id → their heading; `values` are our attribute's id → their word → our value's id.
    """

    headings: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def meanings(self, attribute: str) -> dict[str, str]:
        """What the words of an attribute mean, by the form in which words are compared."""
        return {code_key(word): value for word, value in self.values.get(attribute, {}).items()}

    def to_json(self) -> dict[str, dict[str, str] | dict[str, dict[str, str]]]:
        """Return the plan as plain values."""
        return {
            "headings": dict(self.headings),
            "values": {column: dict(words) for column, words in self.values.items()},
        }


def from_json(value: object) -> ColumnPlan:
    """Return the plan that was kept as plain values. Whatever else is found there is left out."""
    if not isinstance(value, Mapping):
        return ColumnPlan()
    values = value.get("values")
    by_attribute = list(values.items())[:MOST_COLUMNS] if isinstance(values, Mapping) else []
    return ColumnPlan(
        _texts(value.get("headings"), MOST_COLUMNS),
        {column: _texts(words, _MOST_WORDS) for column, words in by_attribute if isinstance(column, str)},
    )


def _texts(value: object, most: int) -> dict[str, str]:
    pairs = list(value.items())[:most] if isinstance(value, Mapping) else []
    return {key: text for key, text in pairs if _is_text(key) and _is_text(text)}


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= MOST_CHARACTERS


def suggest_plan(
    table: Table,
    expected: Expected,
    remembered: ColumnPlan | None = None,
    chosen: Mapping[str, str] | None = None,
) -> ColumnPlan:
    """Return a plan with all that is known: our own headings, what was remembered, then our other words.

    `chosen` are headings that somebody named for a column, which come before all. Where two headings fit one column
    alike it has none: somebody has to say. What was remembered of headings that this list does not have is left out; of
    words, it is kept.
    """
    before = remembered or ColumnPlan()
    headings = _headings(table, expected.columns, before, chosen or {})
    values = {
        column: _values(cells_of(table, headings.get(column)), words, before.values.get(column, {}))
        for column, words in expected.codes.items()
    }
    return ColumnPlan(headings, values)


def unmapped_columns(plan: ColumnPlan, expected: Expected) -> tuple[Column, ...]:
    """Return our columns for which the plan names no heading."""
    return tuple(column for column in expected.columns if column.id not in plan.headings)


@dataclass(frozen=True, slots=True)
class GivenWord:
    """A word of the list that is none of ours, with our value that it was taken to mean; '' where it has no meaning."""

    attribute: str
    word: str
    times: int
    value: str


def given_words(table: Table, plan: ColumnPlan, expected: Expected) -> tuple[GivenWord, ...]:
    """Return every word of the list that has or needs a meaning of the service's own; those without one come first."""
    in_the_list: list[GivenWord] = []
    for column, words in expected.codes.items():
        meanings = plan.meanings(column)
        heading = heading_key(plan.headings.get(column, ""))
        for word, times in _counted(cells_of(table, plan.headings.get(column))).items():
            value = meanings.get(code_key(word), "")
            # An export may write the headings again on each of its pages: that is no word to be given a meaning.
            if heading_key(word) != heading and (not value or words.get(code_key(word)) != value):
                in_the_list.append(GivenWord(column, word, times, value))
    return tuple(sorted(in_the_list, key=lambda word: bool(word.value)))


def unknown_words(table: Table, plan: ColumnPlan, expected: Expected) -> tuple[GivenWord, ...]:
    """Return the words of every attribute that have no meaning yet, in the order of the list."""
    return tuple(word for word in given_words(table, plan, expected) if not word.value)


def without_other_columns(table: Table, plan: ColumnPlan, expected: Expected, remarks: Collection[str] = ()) -> Table:
    """Return the table with none but the columns that are asked for: whatever else is in it is not ours to keep.

    Of two columns with the same heading both are kept, so that this is still reported. `remarks` are headings of
    columns that we wrote ourselves into a copy of the table: they are left out without a word.
    """
    wanted = {heading_key(plan.headings[column.id]) for column in expected.columns if column.id in plan.headings}
    return _with_headings(table, wanted, remarks)


def asked_for(
    sheets: SheetsRead, headings: Mapping[str, str], expected: Expected, remarks: Collection[str] = ()
) -> SheetsRead:
    """Return a file with none but the columns that are asked for, once every one of them is found in one sheet.

    `headings` are those of a plan. Headings that fit as well stay, so that another can be chosen.
    """
    wanted = {heading_key(heading) for heading in headings.values()}.union(
        *(column.words for column in expected.columns)
    )
    if not any(sheet.table and _has_all(sheet.table, headings, expected) for sheet in sheets.sheets):
        return sheets
    return replace(sheets, sheets=tuple(_sheet_with_headings(sheet, wanted, remarks) for sheet in sheets.sheets))


def _has_all(table: Table, headings: Mapping[str, str], expected: Expected) -> bool:
    in_table = {heading_key(heading) for heading in table.headings} - {""}
    return all(
        heading_key(headings.get(column.id, "")) in in_table or in_table & column.words for column in expected.columns
    )


def _sheet_with_headings(sheet: SheetRead, wanted: Collection[str], remarks: Collection[str]) -> SheetRead:
    table = _with_headings(sheet.table, wanted, remarks) if sheet.table else None
    # A sheet of which nothing is asked for cannot be the list.
    return replace(sheet, table=table if table and table.headings else None)


def _with_headings(table: Table, wanted: Collection[str], remarks: Collection[str]) -> Table:
    indices = [index for index, heading in enumerate(table.headings) if heading_key(heading) in wanted]
    left_out = (
        heading
        for index, heading in enumerate(table.headings)
        if index not in indices and heading.strip() and heading not in remarks
    )
    headings = tuple(table.headings[index] for index in indices)
    return replace(
        table,
        headings=headings,
        rows=tuple(_with_cells(row, indices) for row in table.rows),
        left_out=tuple(dict.fromkeys((*table.left_out, *left_out))),
        hidden_columns=tuple(heading for heading in table.hidden_columns if heading in headings),
    )


def _with_cells(row: Row, indices: Sequence[int]) -> Row:
    kinds = {new: row.kinds[old] for new, old in enumerate(indices) if old in row.kinds} if row.kinds else row.kinds
    return replace(row, cells=tuple(row.cells[index] for index in indices), kinds=kinds)


def index_of(table: Table, heading: str | None) -> int | None:
    """Return which column, from 0, has a heading, of two the first; None where none has."""
    wanted = heading_key(heading) if heading else ""
    indices = (index for index, other in enumerate(table.headings) if wanted and heading_key(other) == wanted)
    return next(indices, None)


def cells_of(table: Table, heading: str | None) -> tuple[str, ...]:
    """Return the cells under a heading, none where the list does not have it. One that holds an error is empty."""
    index = index_of(table, heading)
    return () if index is None else tuple("" if fault_of(row, index) else row.cells[index] for row in table.rows)


def fitting_headings(table: Table, column: Column, plan: ColumnPlan) -> tuple[str, ...]:
    """Return the headings that are other words for a column and that the plan gives to no other column.

    More than one means that somebody has to say which holds it.
    """
    others = {heading_key(heading) for other, heading in plan.headings.items() if other != column.id}
    return _fitting(table, column.words - others)


def _fitting(table: Table, words: Collection[str]) -> tuple[str, ...]:
    """The headings that are among some words, of several that are compared as one the first."""
    by_key = {heading_key(heading): heading for heading in reversed(table.headings)}
    in_order = dict.fromkeys(heading_key(heading) for heading in table.headings)
    return tuple(by_key[key] for key in in_order if key in words)


def _headings(table: Table, columns: Sequence[Column], before: ColumnPlan, named: Mapping[str, str]) -> dict[str, str]:
    """A heading that was named wins over our own, that over what was remembered, and that over our other words.

    One that nobody sees wins over none that is shown.
    """
    chosen: dict[str, str] = {}
    outdone = {column.id: _hidden_beside_shown(table, column) for column in columns}
    for words in (
        {column.id: frozenset({heading_key(named.get(column.id, ""))} - {""}) for column in columns},
        {column.id: frozenset({heading_key(column.label)}) - outdone[column.id] for column in columns},
        {
            column.id: frozenset({heading_key(before.headings.get(column.id, ""))} - {""}) - outdone[column.id]
            for column in columns
        },
        {column.id: column.words for column in columns},
    ):
        # One heading for one column: read from the same cells, two columns would be copies of each other.
        for column in columns:
            taken = {heading_key(heading) for heading in chosen.values()}
            fitting = _fitting(table, words[column.id] - taken)
            if len(fitting) == 1:
                chosen.setdefault(column.id, fitting[0])
    return {column.id: chosen[column.id] for column in columns if column.id in chosen}


def _hidden_beside_shown(table: Table, column: Column) -> frozenset[str]:
    """The headings of a column that nobody sees, where one that is shown fits it as well."""
    hidden = frozenset(heading_key(heading) for heading in table.hidden_columns)
    fitting = frozenset(heading_key(heading) for heading in _fitting(table, column.words))
    return fitting & hidden if fitting - hidden else frozenset()


def _values(cells: Iterable[str], words: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    """The words of a column that are known, after all that was remembered and can still be meant."""
    # A value that the framework no longer has cannot be meant: its word is asked for again.
    values = {*words.values(), NONE_OF_THESE}
    remembered = {word: value for word, value in before.items() if value in values}
    meanings = {**words, **{code_key(word): value for word, value in remembered.items()}}
    unwritten = meanings.keys() - {code_key(word) for word in remembered}
    new = {word: meanings[code_key(word)] for word in _counted(cells) if code_key(word) in unwritten}
    return {**remembered, **new}


def _counted(cells: Iterable[str]) -> dict[str, int]:
    """How often each word of a column is in it, as it is read; of several spellings the first is used for all."""
    first: dict[str, str] = {}
    times: dict[str, int] = {}
    # Thousands of rows hold a few dozen words, so each is compared once.
    for cell, number in Counter(cells).items():
        word = read(cell).text
        if word:
            spelling = first.setdefault(code_key(word), word)
            times[spelling] = times.get(spelling, 0) + number
    return times
