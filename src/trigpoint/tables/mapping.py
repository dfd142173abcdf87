"""Whose heading and whose word is which of ours: suggest_plan, asked for where it is not known, and remembered."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from trigpoint.sameness import code_key, heading_key
from trigpoint.tables.columns import Column, Expected
from trigpoint.tables.table import Row, Table
from trigpoint.tables.unreadable import MOST_CHARACTERS, MOST_COLUMNS

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


def suggest_plan(table: Table, expected: Expected, remembered: ColumnPlan | None = None) -> ColumnPlan:
    """Return a plan with all that is known: our own headings, what was remembered, then our other words.

    What was remembered of headings that this list does not have is left out; of words, it is kept.
    """
    before = remembered or ColumnPlan()
    return with_known_words(table, expected, ColumnPlan(_headings(table, expected.columns, before), before.values))


def with_known_words(table: Table, expected: Expected, plan: ColumnPlan) -> ColumnPlan:
    """Return the plan with the words that we know under its headings, which stay as they are."""
    values = {
        column: _values(cells_of(table, plan.headings.get(column)), words, plan.values.get(column, {}))
        for column, words in expected.codes.items()
    }
    return ColumnPlan(plan.headings, values)


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
        for word, times in Counter(_distinct(cells_of(table, plan.headings.get(column)))).items():
            value = meanings.get(code_key(word), "")
            if not value or words.get(code_key(word)) != value:
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
    indices = [index for index, heading in enumerate(table.headings) if heading_key(heading) in wanted]
    left_out = (
        heading
        for index, heading in enumerate(table.headings)
        if index not in indices and heading.strip() and heading not in remarks
    )
    return replace(
        table,
        headings=tuple(table.headings[index] for index in indices),
        rows=tuple(Row(row.line, tuple(row.cells[index] for index in indices)) for row in table.rows),
        left_out=tuple(dict.fromkeys((*table.left_out, *left_out))),
    )


def index_of(table: Table, heading: str | None) -> int | None:
    """Return which column, from 0, has a heading, of two the first; None where none has."""
    wanted = heading_key(heading) if heading else ""
    indices = (index for index, other in enumerate(table.headings) if wanted and heading_key(other) == wanted)
    return next(indices, None)


def cells_of(table: Table, heading: str | None) -> tuple[str, ...]:
    """Return the cells under a heading, empty where the list does not have it."""
    index = index_of(table, heading)
    return () if index is None else tuple(row.cells[index] for row in table.rows)


def _headings(table: Table, columns: Sequence[Column], before: ColumnPlan) -> dict[str, str]:
    """Our own heading wins over what was remembered, and that over our other words. A heading is given once."""
    remembered = {column.id: frozenset({heading_key(before.headings.get(column.id, ""))} - {""}) for column in columns}
    chosen: dict[str, str] = {}
    for words in (
        {column.id: frozenset({heading_key(column.label)}) for column in columns},
        remembered,
        {column.id: column.words for column in columns},
    ):
        # One heading for one column: read from the same cells, two columns would be copies of each other.
        for column in columns:
            taken = {heading_key(heading) for heading in chosen.values()}
            free = words[column.id] - taken
            heading = next((heading for heading in table.headings if heading_key(heading) in free), None)
            if heading is not None:
                chosen.setdefault(column.id, heading)
    return {column.id: chosen[column.id] for column in columns if column.id in chosen}


def _values(cells: Iterable[str], words: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    """The words of a column that are known, after all that was remembered and can still be meant."""
    # A value that the framework no longer has cannot be meant: its word is asked for again.
    values = set(words.values())
    remembered = {word: value for word, value in before.items() if value in values}
    meanings = {**words, **{code_key(word): value for word, value in remembered.items()}}
    unwritten = meanings.keys() - {code_key(word) for word in remembered}
    new = {word: meanings[code_key(word)] for word in _distinct(cells) if code_key(word) in unwritten}
    return {**remembered, **new}


def _distinct(cells: Iterable[str]) -> Iterable[str]:
    """The words of a column without the blanks around them; of several spellings the first is used for all."""
    first: dict[str, str] = {}
    for cell in cells:
        word = " ".join(cell.split())
        if word:
            yield first.setdefault(code_key(word), word)
