"""A list checked against its layout, row by row: one function a rule, named as the rule."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from trigpoint.case_lists import messages
from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.case_lists.remarks import CheckedList, CheckedRow, Remark, Severity
from trigpoint.rules.case_list import ListedCase
from trigpoint.rules.eligibility import MONTHS, months_before
from trigpoint.sameness import code_key, heading_key, reference_key
from trigpoint.tables.columns import Column
from trigpoint.tables.dates import NotADateError, ShortYearError, date_in
from trigpoint.tables.mapping import ColumnPlan, index_of
from trigpoint.tables.table import Row, Table

# A name has spaces, commas or apostrophes, or is letters alone; a reference has none of these and has a figure.
_REFERENCE: Final = re.compile(r"(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9._/-]{0,39}")
# No child is on a list for longer: it is a slip of the hand, or a date of birth.
_MOST_YEARS: Final = 10
_WHOLE: Final = re.compile(r"[0-9]{1,3}")


def check_list(
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
    found_at = {column.id: index_of(table, plan.headings.get(column.id)) for column in layout.columns}
    indices = {column: index for column, index in found_at.items() if index is not None}
    meanings = {column: plan.meanings(column) for column in layout.codes}
    context = _Context(layout, case_type, drawn_up, window, indices, meanings)
    read = [_read(row, context) for row in table.rows]
    lines = _Lines(read)
    rows = tuple(_checked_row(row, context, lines) for row in read)
    return CheckedList(case_type, rows, tuple(_of_the_whole(table, plan, context)))


@dataclass(frozen=True, slots=True)
class _Context:
    """All that rows are checked against. `indices` says in which cell of a row each of our columns is."""

    layout: CaseListLayout
    case_type: str
    drawn_up: date
    window: tuple[date, date] | None
    indices: Mapping[str, int]
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


def _read(row: Row, context: _Context) -> _Read:
    raw = {column: row.cells[index] for column, index in context.indices.items()}
    typed = {column: " ".join(cell.split()) for column, cell in raw.items()}
    age = typed.get("age", "")
    values = {column: words.get(code_key(typed.get(column, ""))) for column, words in context.meanings.items()}
    return _Read(
        line=row.line,
        raw=raw,
        typed=typed,
        disposed=_date(typed.get("disposed", "")),
        age=int(age) if _WHOLE.fullmatch(age) else None,
        values={column: value for column, value in values.items() if value},
    )


def _date(text: str) -> date | None:
    try:
        return date_in(text)
    except NotADateError:
        return None


class _Lines:
    """In which lines each case and each child is."""

    def __init__(self, rows: Sequence[_Read]) -> None:
        self.by_word: dict[str, dict[str, list[int]]] = {"reference": defaultdict(list), "child": defaultdict(list)}
        for row in rows:
            for column, lines in self.by_word.items():
                lines[reference_key(row.typed.get(column, ""))].append(row.line)

    def others(self, column: str, row: _Read) -> list[int]:
        """The other lines with the same word in this column."""
        word = reference_key(row.typed.get(column, ""))
        return [line for line in self.by_word[column][word] if line != row.line] if word else []


def _checked_row(row: _Read, context: _Context, lines: _Lines) -> CheckedRow:
    remarks = tuple(remark for rule in _RULES for remark in rule(row, context, lines))
    is_good = not any(remark.severity is Severity.ERROR for remark in remarks)
    return CheckedRow(row.line, row.raw, _case(row, context) if is_good else None, row.age, remarks)


def _case(row: _Read, context: _Context) -> ListedCase | None:
    if row.disposed is None or len(context.indices) < len(context.layout.columns):
        return None
    profile = tuple(row.values[attribute.id] for attribute in context.layout.attributes)
    return ListedCase(row.typed["reference"], row.typed["child"], context.case_type, row.disposed, profile)


# The whole list


def _of_the_whole(table: Table, plan: ColumnPlan, context: _Context) -> Iterator[Remark]:
    if not context.indices:
        # Eight columns that are not there are one thing: other headings, another line, another sheet.
        yield Remark("no_headings", None, Severity.ERROR, messages.no_headings(table.where))
        return
    for column in context.layout.columns:
        yield from _column_is_there_once(column, table, plan)
    yield from _heading_holds_one_column(plan, context.layout)
    if not table.rows:
        yield Remark("no_rows", None, Severity.NOTE, messages.no_rows())
    if context.window and context.drawn_up < context.window[1]:
        message = messages.drawn_up_early(context.drawn_up, context.window[1])
        yield Remark("drawn_up_early", None, Severity.NOTE, message)


def _heading_holds_one_column(plan: ColumnPlan, layout: CaseListLayout) -> Iterator[Remark]:
    """Read from one heading, two columns would be copies of each other, and the sample matched on one thing twice."""
    first: dict[str, Column] = {}
    for column in layout.columns:
        heading = plan.headings.get(column.id, "")
        before = first.setdefault(heading_key(heading), column) if heading else column
        if before is not column:
            yield _error("heading_for_two", column, messages.heading_for_two(heading, before.label, column.label))


def _column_is_there_once(column: Column, table: Table, plan: ColumnPlan) -> Iterator[Remark]:
    heading = plan.headings.get(column.id, "")
    number = sum(heading_key(other) == heading_key(heading) for other in table.headings) if heading else 0
    if number == 0:
        yield _error("no_column", column, messages.no_column(column.label))
    elif number > 1:
        yield _error("heading_twice", column, messages.heading_twice(heading))


# One row


def missing_value(row: _Read, context: _Context, _: _Lines) -> Iterator[Remark]:
    """Every cell of a column that we ask for is filled in."""
    for column in context.layout.columns:
        if row.typed.get(column.id) == "":
            yield _error("missing_value", column, messages.missing(column.label))


def reference_form(row: _Read, context: _Context, _: _Lines) -> Iterator[Remark]:
    """A reference, of the case or of the child, is none that could be a name."""
    for column in (context.layout.reference, context.layout.child):
        reference = row.typed.get(column.id, "")
        if reference and not _REFERENCE.fullmatch(reference):
            yield _error("reference_form", column, messages.not_a_reference(column.label))


def duplicate_reference(row: _Read, context: _Context, lines: _Lines) -> Iterator[Remark]:
    """A case is in the list once."""
    others = lines.others("reference", row)
    if others:
        message = messages.duplicate_reference(row.typed["reference"], others)
        yield _error("duplicate_reference", context.layout.reference, message)


def impossible_date(row: _Read, context: _Context, _: _Lines) -> Iterator[Remark]:
    """The date of disposal is a real day, written so that only one can be meant, and no slip of a century."""
    text = row.typed.get("disposed", "")
    if row.disposed and row.disposed < months_before(context.drawn_up, _MOST_YEARS * MONTHS):
        message = messages.too_long_ago(row.disposed, context.drawn_up, _MOST_YEARS)
        yield _error("impossible_date", context.layout.disposed, message)
    if not text or row.disposed:
        return
    try:
        date_in(text)
    except ShortYearError:
        yield _error("impossible_date", context.layout.disposed, messages.short_year(text))
    except NotADateError:
        yield _error("impossible_date", context.layout.disposed, messages.not_a_date(text))


def after_the_list(row: _Read, context: _Context, _: _Lines) -> Iterator[Remark]:
    """No disposal lies after the day on which the list was drawn up."""
    if row.disposed and row.disposed > context.drawn_up:
        message = messages.after_the_list(row.disposed, context.drawn_up)
        yield _error("after_the_list", context.layout.disposed, message)


def impossible_age(row: _Read, context: _Context, _: _Lines) -> Iterator[Remark]:
    """The age at disposal is a whole number that a child in youth justice can have."""
    text = row.typed.get("age", "")
    youngest, oldest = context.layout.youngest, context.layout.oldest
    if text and row.age is None:
        yield _error("impossible_age", context.layout.age, messages.not_an_age(text))
    elif row.age is not None and not youngest <= row.age <= oldest:
        yield _error("impossible_age", context.layout.age, messages.outside_ages(row.age, youngest, oldest))


def unknown_code(row: _Read, context: _Context, _: _Lines) -> Iterator[Remark]:
    """Every word of an attribute has a meaning."""
    for attribute in context.layout.attribute_layouts:
        word = row.typed.get(attribute.id, "")
        if word and attribute.id not in row.values:
            labels = [value.label for value in context.layout.values_of(attribute.id, context.case_type)]
            yield _error("unknown_code", attribute.column, messages.unknown_code(attribute.column.label, word, labels))


def other_case_type(row: _Read, context: _Context, _: _Lines) -> Iterator[Remark]:
    """A case is of the type of which the list is."""
    for attribute in context.layout.attribute_layouts:
        value = {possible.id: possible for possible in attribute.values}.get(row.values.get(attribute.id, ""))
        if value and value.case_type and value.case_type != context.case_type:
            listed, its = (context.layout.case_type_name(name) for name in (context.case_type, value.case_type))
            message = messages.other_case_type(attribute.column.label, value.label, its, listed)
            yield _error("other_case_type", attribute.column, message)


def out_of_window(row: _Read, context: _Context, _: _Lines) -> Iterator[Remark]:
    """A case outside the window is listed and not drawn; of a date that has to be corrected, nothing is said yet."""
    if context.window is None or row.disposed is None or row.disposed > context.drawn_up:
        return
    if not context.window[0] <= row.disposed <= context.window[1]:
        yield _note("out_of_window", context.layout.disposed, messages.out_of_window(row.disposed, *context.window))


def same_child(row: _Read, context: _Context, lines: _Lines) -> Iterator[Remark]:
    """Of the cases of one child, one can be drawn."""
    others = lines.others("child", row)
    if others:
        yield _note("same_child", context.layout.child, messages.same_child(others))


_RULES: Final[tuple[Callable[[_Read, _Context, _Lines], Iterator[Remark]], ...]] = (
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


def _error(rule: str, column: Column, message: str) -> Remark:
    return Remark(rule, column.id, Severity.ERROR, message)


def _note(rule: str, column: Column, message: str) -> Remark:
    return Remark(rule, column.id, Severity.NOTE, message)
