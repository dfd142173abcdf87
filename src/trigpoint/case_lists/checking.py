"""A list checked against its layout: the list as a whole here, each row by its own rules."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from trigpoint.case_lists import messages
from trigpoint.case_lists.answers import NO_ANSWERS, Answers
from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.case_lists.questions import SHEET, heading_id
from trigpoint.case_lists.remarks import CheckedList, CheckedRow, Remark, Severity
from trigpoint.case_lists.row_reading import Context, ReadRow, RowsRead, read_rows
from trigpoint.case_lists.row_rules import Days, Lines, remarks_on
from trigpoint.rules.case_list import ListedCase
from trigpoint.sameness import heading_key
from trigpoint.tables.columns import Column
from trigpoint.tables.lines import CellKind
from trigpoint.tables.mapping import ColumnPlan, fitting_headings
from trigpoint.tables.table import Table

_MONTHS: Final = 12


def check_list(
    table: Table,
    plan: ColumnPlan,
    layout: CaseListLayout,
    *,
    case_type: str,
    drawn_up: date,
    window: tuple[date, date] | None,
    answers: Answers = NO_ANSWERS,
) -> CheckedList:
    """Check a list of one case type.

    `drawn_up` is the day on which the list was made; `window` the first and the last day of disposal that can be
    drawn, None where it is not known yet. `answers` are those to the questions that the list left open.
    """
    read = read_rows(table, plan, layout, case_type, answers)
    days, lines = Days(drawn_up, window), Lines(read)
    rows = tuple(_checked_row(row, read.context, days, lines) for row in read.rows)
    return CheckedList(case_type, read, rows, tuple(_of_the_whole(table, plan, days, read)))


def _checked_row(row: ReadRow, context: Context, days: Days, lines: Lines) -> CheckedRow:
    remarks = remarks_on(row, context, days, lines)
    is_good = row.left_out is None and not any(remark.severity is Severity.ERROR for remark in remarks)
    case = _case(row, context, lines) if is_good else None
    return CheckedRow(row.line, row.raw, case, row.age, remarks, row.left_out, row.sheet)


def _case(row: ReadRow, context: Context, lines: Lines) -> ListedCase | None:
    layout = context.layout
    if row.disposed is None or len(context.indices) < len(context.columns):
        return None
    profile = tuple(row.values[attribute.id] for attribute in layout.attribute_layouts)
    child = lines.of_child(layout.child.id, row)
    return ListedCase(row.typed[layout.reference.id], child, context.case_type, row.disposed, profile)


def _of_the_whole(table: Table, plan: ColumnPlan, days: Days, read: RowsRead) -> Iterator[Remark]:
    context = read.context
    if not context.indices:
        # Eight columns that are not there are one thing: other headings, another line, another sheet.
        yield Remark("no_headings", None, Severity.ERROR, messages.no_headings(table.where))
        return
    if table.title_lines:
        yield Remark("title_rows", None, Severity.NOTE, messages.title_rows(table.title_lines, table.line))
    for column in context.columns:
        yield from _column_is_there_once(column, table, plan)
    yield from _heading_holds_one_column(plan, context.layout)
    yield from _dates_are_not_swapped(read)
    if not table.rows:
        # As long as the sheet is not chosen, none of its rows is taken.
        yield Remark("no_rows", None, Severity.NOTE, messages.no_rows(), question=SHEET)
    if days.window and days.drawn_up < days.window[1]:
        message = messages.drawn_up_early(days.drawn_up, days.window[1])
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
        fitting = fitting_headings(table, column, plan)
        message = messages.two_headings(column.label, fitting) if len(fitting) > 1 else messages.no_column(column.label)
        rule = "two_headings" if len(fitting) > 1 else "no_column"
        yield Remark(rule, column.id, Severity.ERROR, message, question=heading_id(column.id))
    elif number > 1:
        yield _error("heading_twice", column, messages.heading_twice(heading))
    elif heading in table.hidden_columns:
        yield Remark("hidden_column", column.id, Severity.NOTE, messages.hidden_column(column.label, heading))


def _dates_are_not_swapped(read: RowsRead) -> Iterator[Remark]:
    """Beside dates that a spreadsheet has left as texts, those that it has read itself may have been swapped.

    Set to day first, it makes a date of '03/05/2026' and leaves '03/25/2026' as the text that it is; set to month
    first, it does so with '05/03/2026' and '25/03/2026'. Either way no day that it has read is above 12, and every
    text has a number above 12.
    """
    column, dates = read.context.layout.disposed, read.context.dates
    read_as_days = [row for row in read.rows if row.kinds.get(column.id) is CellKind.DATE and row.disposed]
    swapped = [row for row in read_as_days if row.disposed and row.disposed.day <= _MONTHS]
    left_as_texts = dates.month_first or (dates.day_first if len(dates.day_first) == len(dates.figures) else ())
    if left_as_texts and swapped and len(swapped) == len(read_as_days):
        first = "month" if dates.month_first else "day"
        yield _error("dates_swapped", column, messages.dates_swapped(column.label, first, swapped))


def _error(rule: str, column: Column, message: str) -> Remark:
    return Remark(rule, column.id, Severity.ERROR, message)
