"""Whose heading and whose word is which of ours: suggested, asked for where it is not known, and remembered."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from trigpoint.bundle.case_list.findings import REMARKS
from trigpoint.bundle.case_list.layout import AttributeLayout, CaseListLayout, ColumnLayout
from trigpoint.bundle.case_list.table import Row, Table
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
    """Return a plan with all that is known: our own headings, what was remembered, then our other words.

    What was remembered of headings that this list does not have is left out; of words, it is kept.
    """
    before = remembered or ColumnPlan()
    return with_known_words(table, layout, ColumnPlan(_headings(table, layout.columns, before), before.values))


def with_known_words(table: Table, layout: CaseListLayout, plan: ColumnPlan) -> ColumnPlan:
    """Return the plan with the words that we know under its headings, which stay as they are."""
    cells = {one.id: cells_of(table, plan.headings.get(one.id)) for one in layout.attribute_layouts}
    values = {one.id: _values(cells[one.id], one, plan) for one in layout.attribute_layouts}
    return ColumnPlan(plan.headings, values)


def unmapped_columns(plan: ColumnPlan, layout: CaseListLayout) -> tuple[ColumnLayout, ...]:
    """Return our columns for which the plan names no heading."""
    return tuple(column for column in layout.columns if column.id not in plan.headings)


@dataclass(frozen=True, slots=True)
class GivenWord:
    """A word of the list that is none of ours, with our value that it was taken to mean; '' where it has no meaning."""

    attribute: str
    word: str
    times: int
    value: str


def given_words(table: Table, plan: ColumnPlan, layout: CaseListLayout) -> tuple[GivenWord, ...]:
    """Return every word of the list that has or needs a meaning of the service's own; those without one come first."""
    found: list[GivenWord] = []
    for one in layout.attribute_layouts:
        known = plan.meanings(one.id)
        for word, times in Counter(_distinct(cells_of(table, plan.headings.get(one.id)))).items():
            value = known.get(normal(word), "")
            if not value or one.words.get(normal(word)) != value:
                found.append(GivenWord(one.id, word, times, value))
    return tuple(sorted(found, key=lambda word: bool(word.value)))


def unknown_words(table: Table, plan: ColumnPlan, layout: CaseListLayout) -> tuple[GivenWord, ...]:
    """Return the words of every attribute that have no meaning yet, in the order of the list."""
    return tuple(word for word in given_words(table, plan, layout) if not word.value)


def only_asked_for(table: Table, plan: ColumnPlan, layout: CaseListLayout) -> Table:
    """Return the table with none but the columns that are asked for: whatever else is in it is not ours to keep.

    A heading that stands over two columns keeps both, so that it is still told.
    """
    wanted = {normal(plan.headings[one.id]) for one in layout.columns if one.id in plan.headings}
    places = [place for place, heading in enumerate(table.headings) if normal(heading) in wanted]
    # Our own remarks in an annotated copy are no column of theirs.
    left_out = (
        heading
        for place, heading in enumerate(table.headings)
        if place not in places and heading.strip() and heading not in REMARKS
    )
    return replace(
        table,
        headings=tuple(table.headings[place] for place in places),
        rows=tuple(Row(row.line, tuple(row.cells[place] for place in places)) for row in table.rows),
        left_out=tuple(dict.fromkeys((*table.left_out, *left_out))),
    )


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


def _headings(table: Table, columns: Sequence[ColumnLayout], before: ColumnPlan) -> dict[str, str]:
    """Our own heading wins over what was remembered, and that over our other words. A heading is given once."""
    remembered = {column.id: frozenset({normal(before.headings.get(column.id, ""))} - {""}) for column in columns}
    found: dict[str, str] = {}
    for words in (
        {column.id: frozenset({normal(column.label)}) for column in columns},
        remembered,
        {column.id: column.words for column in columns},
    ):
        for column in columns:
            taken = {normal(one) for one in found.values()}
            heading = next((one for one in table.headings if normal(one) in words[column.id] - taken), None)
            if heading is not None:
                found.setdefault(column.id, heading)
    return {column.id: found[column.id] for column in columns if column.id in found}


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
