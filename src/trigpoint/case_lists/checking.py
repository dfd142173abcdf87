"""A list held against its layout, row by row: one function a rule, named as the rule."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from trigpoint.case_lists import messages
from trigpoint.case_lists.findings import CheckedList, CheckedRow, Finding, Severity
from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.rules.case_list import ListedCase
from trigpoint.rules.eligibility import MONTHS, months_before
from trigpoint.tables.columns import Column
from trigpoint.tables.dates import NotADateError, ShortYearError, date_in
from trigpoint.tables.mapping import ColumnPlan, place_of
from trigpoint.tables.table import Row, Table
from trigpoint.tables.words import normal

# A name has spaces, commas or apostrophes, or is letters alone; a reference has none of these and has a figure.
_REFERENCE: Final = re.compile(r"(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9._/-]{0,39}")
# No child is on a list for longer: it is a slip of the hand, or a date of birth.
_MOST_YEARS: Final = 10
_WHOLE: Final = re.compile(r"[0-9]{1,3}")


def checked(
    table: Table,
    plan: ColumnPlan,
    layout: CaseListLayout,
    *,
    case_type: str,
    drawn_up: date,
    window: tuple[date, date] | None,
) -> CheckedList:
    """Check a list of one case type.

    `drawn_up` is the day on which the list was made; `window` the first and the last day of disposal that can be
    drawn, None where it is not known yet.
    """
    found = {one.id: place_of(table, plan.headings.get(one.id)) for one in layout.columns}
    places = {column: place for column, place in found.items() if place is not None}
    meanings = {one.id: plan.meanings(one.id) for one in layout.attribute_layouts}
    held = _Held(layout, case_type, drawn_up, window, places, meanings)
    read = [_read(row, held) for row in table.rows]
    lines = _Lines(read)
    rows = tuple(_checked_row(one, held, lines) for one in read)
    return CheckedList(case_type, rows, tuple(_of_the_whole(table, plan, held)))


@dataclass(frozen=True, slots=True)
class _Held:
    """All that rows are held against. `places` says in which cell of a row each of our columns stands."""

    layout: CaseListLayout
    case_type: str
    drawn_up: date
    window: tuple[date, date] | None
    places: Mapping[str, int]
    meanings: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class _Read:
    """A row with what could be read of it. `typed` are the cells by column without the blanks around them."""

    line: int
    raw: dict[str, str]
    typed: dict[str, str]
    disposed: date | None
    age: int | None
    values: dict[str, str]


def _read(row: Row, held: _Held) -> _Read:
    raw = {column: row.cells[place] for column, place in held.places.items()}
    typed = {column: " ".join(cell.split()) for column, cell in raw.items()}
    age = typed.get("age", "")
    values = {one: known.get(normal(typed.get(one, ""))) for one, known in held.meanings.items()}
    return _Read(
        line=row.line,
        raw=raw,
        typed=typed,
        disposed=_date(typed.get("disposed", "")),
        age=int(age) if _WHOLE.fullmatch(age) else None,
        values={one: value for one, value in values.items() if value},
    )


def _date(text: str) -> date | None:
    try:
        return date_in(text)
    except NotADateError:
        return None


class _Lines:
    """In which lines each case and each child stands."""

    def __init__(self, rows: Sequence[_Read]) -> None:
        self.by_word: dict[str, dict[str, list[int]]] = {"reference": defaultdict(list), "child": defaultdict(list)}
        for row in rows:
            for column, lines in self.by_word.items():
                # Capitals apart, a reference is the same one.
                lines[row.typed.get(column, "").casefold()].append(row.line)

    def others(self, column: str, row: _Read) -> list[int]:
        """The other lines with the same word in this column."""
        word = row.typed.get(column, "").casefold()
        return [line for line in self.by_word[column][word] if line != row.line] if word else []


def _checked_row(row: _Read, held: _Held, lines: _Lines) -> CheckedRow:
    findings = tuple(finding for rule in _RULES for finding in rule(row, held, lines))
    is_good = not any(one.severity is Severity.MEND for one in findings)
    return CheckedRow(row.line, row.raw, _case(row, held) if is_good else None, row.age, findings)


def _case(row: _Read, held: _Held) -> ListedCase | None:
    if row.disposed is None or len(held.places) < len(held.layout.columns):
        return None
    profile = tuple(row.values[one.id] for one in held.layout.attributes)
    return ListedCase(row.typed["reference"], row.typed["child"], held.case_type, row.disposed, profile)


# The whole list


def _of_the_whole(table: Table, plan: ColumnPlan, held: _Held) -> Iterator[Finding]:
    if not held.places:
        # Eight columns that are not there are one thing: other headings, another line, another sheet.
        yield Finding("no_headings", None, Severity.MEND, messages.no_headings(table.where))
        return
    for column in held.layout.columns:
        yield from _column_is_there_once(column, table, plan)
    yield from _heading_holds_one_column(plan, held.layout)
    if not table.rows:
        yield Finding("no_rows", None, Severity.NOTE, messages.no_rows())
    if held.window and held.drawn_up < held.window[1]:
        message = messages.drawn_up_early(held.drawn_up, held.window[1])
        yield Finding("drawn_up_early", None, Severity.NOTE, message)


def _heading_holds_one_column(plan: ColumnPlan, layout: CaseListLayout) -> Iterator[Finding]:
    """Read from one heading, two columns would be copies of each other, and the sample matched on one thing twice."""
    first: dict[str, Column] = {}
    for column in layout.columns:
        heading = plan.headings.get(column.id, "")
        before = first.setdefault(normal(heading), column) if heading else column
        if before is not column:
            yield _mend("heading_for_two", column, messages.heading_for_two(heading, before.label, column.label))


def _column_is_there_once(column: Column, table: Table, plan: ColumnPlan) -> Iterator[Finding]:
    heading = plan.headings.get(column.id, "")
    number = sum(normal(one) == normal(heading) for one in table.headings) if heading else 0
    if number == 0:
        yield _mend("no_column", column, messages.no_column(column.label))
    elif number > 1:
        yield _mend("heading_twice", column, messages.heading_twice(heading))


# One row


def missing_value(row: _Read, held: _Held, _: _Lines) -> Iterator[Finding]:
    """Every cell of a column that we ask for is filled in."""
    for column in held.layout.columns:
        if row.typed.get(column.id) == "":
            yield _mend("missing_value", column, messages.missing(column.label))


def reference_form(row: _Read, held: _Held, _: _Lines) -> Iterator[Finding]:
    """A reference, of the case or of the child, is none that could be a name."""
    for column in (held.layout.reference, held.layout.child):
        reference = row.typed.get(column.id, "")
        if reference and not _REFERENCE.fullmatch(reference):
            yield _mend("reference_form", column, messages.not_a_reference(column.label))


def duplicate_reference(row: _Read, held: _Held, lines: _Lines) -> Iterator[Finding]:
    """A case stands in the list once."""
    others = lines.others("reference", row)
    if others:
        message = messages.duplicate_reference(row.typed["reference"], others)
        yield _mend("duplicate_reference", held.layout.reference, message)


def impossible_date(row: _Read, held: _Held, _: _Lines) -> Iterator[Finding]:
    """The date of disposal is a real day, written so that only one can be meant, and no slip of a century."""
    text = row.typed.get("disposed", "")
    if row.disposed and row.disposed < months_before(held.drawn_up, _MOST_YEARS * MONTHS):
        message = messages.too_long_ago(row.disposed, held.drawn_up, _MOST_YEARS)
        yield _mend("impossible_date", held.layout.disposed, message)
    if not text or row.disposed:
        return
    try:
        date_in(text)
    except ShortYearError:
        yield _mend("impossible_date", held.layout.disposed, messages.short_year(text))
    except NotADateError:
        yield _mend("impossible_date", held.layout.disposed, messages.not_a_date(text))


def after_the_list(row: _Read, held: _Held, _: _Lines) -> Iterator[Finding]:
    """No disposal lies after the day on which the list was drawn up."""
    if row.disposed and row.disposed > held.drawn_up:
        message = messages.after_the_list(row.disposed, held.drawn_up)
        yield _mend("after_the_list", held.layout.disposed, message)


def impossible_age(row: _Read, held: _Held, _: _Lines) -> Iterator[Finding]:
    """The age at disposal is a whole number that a child in youth justice can have."""
    text = row.typed.get("age", "")
    youngest, oldest = held.layout.youngest, held.layout.oldest
    if text and row.age is None:
        yield _mend("impossible_age", held.layout.age, messages.not_an_age(text))
    elif row.age is not None and not youngest <= row.age <= oldest:
        yield _mend("impossible_age", held.layout.age, messages.outside_ages(row.age, youngest, oldest))


def unknown_code(row: _Read, held: _Held, _: _Lines) -> Iterator[Finding]:
    """Every word of an attribute has a meaning."""
    for one in held.layout.attribute_layouts:
        word = row.typed.get(one.id, "")
        if word and one.id not in row.values:
            known = [value.label for value in held.layout.values_of(one.id, held.case_type)]
            yield _mend("unknown_code", one.column, messages.unknown_code(one.column.label, word, known))


def other_case_type(row: _Read, held: _Held, _: _Lines) -> Iterator[Finding]:
    """A case is of the type of which the list is."""
    for one in held.layout.attribute_layouts:
        found = {value.id: value for value in one.attribute.values}.get(row.values.get(one.id, ""))
        if found and found.case_type and found.case_type != held.case_type:
            listed, its = (held.layout.case_type_name(name) for name in (held.case_type, found.case_type))
            message = messages.other_case_type(one.column.label, found.label, its, listed)
            yield _mend("other_case_type", one.column, message)


def out_of_window(row: _Read, held: _Held, _: _Lines) -> Iterator[Finding]:
    """A case outside the window is listed and not drawn; of a date that has to be corrected, nothing is said yet."""
    if held.window is None or row.disposed is None or row.disposed > held.drawn_up:
        return
    if not held.window[0] <= row.disposed <= held.window[1]:
        yield _note("out_of_window", held.layout.disposed, messages.out_of_window(row.disposed, *held.window))


def same_child(row: _Read, held: _Held, lines: _Lines) -> Iterator[Finding]:
    """Of the cases of one child, one can be drawn."""
    others = lines.others("child", row)
    if others:
        yield _note("same_child", held.layout.child, messages.same_child(others))


_RULES: Final[tuple[Callable[[_Read, _Held, _Lines], Iterator[Finding]], ...]] = (
    missing_value,
    reference_form,
    duplicate_reference,
    impossible_date,
    after_the_list,
    impossible_age,
    unknown_code,
    other_case_type,
    out_of_window,
    same_child,
)


def _mend(rule: str, column: Column, message: str) -> Finding:
    return Finding(rule, column.id, Severity.MEND, message)


def _note(rule: str, column: Column, message: str) -> Finding:
    return Finding(rule, column.id, Severity.NOTE, message)
