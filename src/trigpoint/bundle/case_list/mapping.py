"""Whose heading and whose word is which of ours: suggested, asked for where it is not known, and remembered."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from trigpoint.bundle.case_list.layout import AttributeLayout, CaseListLayout, ColumnLayout
from trigpoint.bundle.case_list.table import Table
from trigpoint.bundle.case_list.unreadable import MOST_CHARACTERS, MOST_COLUMNS
from trigpoint.bundle.case_list.words import normal

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
        return {normal(word): value for word, value in self.values.get(attribute, {}).items()}

    def to_json(self) -> dict[str, dict[str, str] | dict[str, dict[str, str]]]:
        """Return the plan as plain values."""
        return {"headings": dict(self.headings), "values": {one: dict(words) for one, words in self.values.items()}}


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word that stands in the column of an attribute and that the plan does not know; `times` is how often."""

    attribute: str
    word: str
    times: int


def from_json(value: object) -> ColumnPlan:
    """Return the plan that was kept as plain values. Whatever else is found there is left out."""
    if not isinstance(value, Mapping):
        return ColumnPlan()
    values = value.get("values")
    by_attribute = list(values.items())[:MOST_COLUMNS] if isinstance(values, Mapping) else []
    return ColumnPlan(
        _texts(value.get("headings"), MOST_COLUMNS),
        {one: _texts(words, _MOST_WORDS) for one, words in by_attribute if isinstance(one, str)},
    )


def _texts(value: object, most: int) -> dict[str, str]:
    pairs = list(value.items())[:most] if isinstance(value, Mapping) else []
    return {key: text for key, text in pairs if _is_text(key) and _is_text(text)}


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= MOST_CHARACTERS


def suggested(table: Table, layout: CaseListLayout, remembered: ColumnPlan | None = None) -> ColumnPlan:
    """Return a plan with all that is known: what was remembered for this supplier first, then our own words.

    What was remembered of headings that this list does not have is left out; of words, it is kept.
    """
    before = remembered or ColumnPlan()
    headings = _headings(table, layout.columns, before)
    cells = {one.id: cells_of(table, headings.get(one.id)) for one in layout.attribute_layouts}
    return ColumnPlan(headings, {one.id: _values(cells[one.id], one, before) for one in layout.attribute_layouts})


def unmapped_columns(plan: ColumnPlan, layout: CaseListLayout) -> tuple[ColumnLayout, ...]:
    """Return our columns for which the plan names no heading."""
    return tuple(column for column in layout.columns if column.id not in plan.headings)


def unknown_words(table: Table, plan: ColumnPlan, layout: CaseListLayout) -> tuple[UnknownWord, ...]:
    """Return the words of every attribute that the plan does not know, in the order of the list."""
    found: list[UnknownWord] = []
    for one in layout.attribute_layouts:
        known = plan.meanings(one.id)
        words = Counter(_distinct(cells_of(table, plan.headings.get(one.id))))
        found += [UnknownWord(one.id, word, times) for word, times in words.items() if normal(word) not in known]
    return tuple(found)


def case_types_of(table: Table, plan: ColumnPlan, layout: CaseListLayout) -> frozenset[str]:
    """Return the case types of all values in the list that belong to one type: one of them tells what list it is."""
    found: set[str] = set()
    for one in layout.attribute_layouts:
        types = {value.id: value.case_type for value in one.attribute.values}
        known = plan.meanings(one.id)
        words = {normal(cell) for cell in cells_of(table, plan.headings.get(one.id))}
        found |= {case_type for word in words if (case_type := types.get(known.get(word, "")))}
    return frozenset(found)


def place_of(table: Table, heading: str | None) -> int | None:
    """Return which column, from 0, has a heading; None where none has. A heading may stand twice: the first counts."""
    wanted = normal(heading) if heading else ""
    places = (place for place, one in enumerate(table.headings) if wanted and normal(one) == wanted)
    return next(places, None)


def cells_of(table: Table, heading: str | None) -> tuple[str, ...]:
    """Return the cells under a heading, empty where the list does not have it."""
    place = place_of(table, heading)
    return () if place is None else tuple(row.cells[place] for row in table.rows)


def _headings(table: Table, columns: Iterable[ColumnLayout], before: ColumnPlan) -> dict[str, str]:
    ours = {column.id: _heading(table, column, before.headings.get(column.id)) for column in columns}
    return {column: heading for column, heading in ours.items() if heading}


def _heading(table: Table, column: ColumnLayout, remembered: str | None) -> str | None:
    place = place_of(table, remembered)
    if place is not None:
        return table.headings[place]
    return next((heading for heading in table.headings if normal(heading) in column.words), None)


def _values(cells: Iterable[str], one: AttributeLayout, before: ColumnPlan) -> dict[str, str]:
    """The words of a column that are known, after all that was remembered and can still be meant."""
    ours = {value.id for value in one.attribute.values}
    kept = {word: value for word, value in before.values.get(one.id, {}).items() if value in ours}
    known = {**one.words, **{normal(word): value for word, value in kept.items()}}
    there = {normal(word) for word in kept}
    new = {word: known[normal(word)] for word in _distinct(cells) if normal(word) in known.keys() - there}
    return {**kept, **new}


def _distinct(cells: Iterable[str]) -> Iterable[str]:
    """The words of a column without the blanks around them; the first way in which one is written stands for it."""
    first: dict[str, str] = {}
    for cell in cells:
        word = " ".join(cell.split())
        if word:
            yield first.setdefault(normal(word), word)
