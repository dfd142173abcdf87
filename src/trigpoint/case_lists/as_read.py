"""What was read of a file, for the person who sends it to confirm: plain values, and a hash of all of them."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Final

from trigpoint.case_lists.asking import span_of
from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.case_lists.reading import ListRead
from trigpoint.case_lists.remarks import CheckedList, LeftOutByRule
from trigpoint.case_lists.row_reading import Context, ReadRow
from trigpoint.case_lists.sheets_of_list import SheetElsewhere
from trigpoint.case_lists.wordings import rows_in_words
from trigpoint.english import long_date
from trigpoint.tables.dates import DateOrder

# From each end: enough to see that the right rows were read, few enough to be looked at.
_MOST_ROWS: Final = 3
_NOT_KNOWN: Final = "not known yet"


@dataclass(frozen=True, slots=True)
class ListAsRead:
    """A list as it was read. `columns` are our label and their heading, '' where none is known yet.

    `first_rows` and `last_rows` have the line and then a cell for each of our columns, as it was understood; `counts`
    how many rows have each value of each attribute, in the order of the layout.
    """

    file: str
    case_type: str
    sheets: tuple[str, ...]
    headings_in: str
    rows_taken: int
    rows_shown: int
    rows_hidden: int
    hidden_lines: str
    elsewhere: tuple[SheetElsewhere, ...]
    columns: tuple[tuple[str, str], ...]
    first_rows: tuple[tuple[str, ...], ...]
    last_rows: tuple[tuple[str, ...], ...]
    dates: str
    counts: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    left_out: tuple[LeftOutByRule, ...]
    open_questions: int

    def to_json(self) -> dict[str, object]:
        """Return it as plain values."""
        return asdict(self)

    @property
    def sha256(self) -> str:
        """The hash of everything that is shown: what a person confirms is exactly this."""
        return sha256(json.dumps(self.to_json(), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def as_read(file: str, read: ListRead, checked: CheckedList) -> ListAsRead:
    """Return what was read of a file, and checked as it was read."""
    context, rows = checked.read.context, checked.read.rows
    listed = [row for row in rows if row.left_out is None and not row.no_case]
    last = max(_MOST_ROWS, len(rows) - _MOST_ROWS)
    return ListAsRead(
        file=file,
        case_type=checked.case_type,
        sheets=read.sheets,
        headings_in=read.table.where,
        rows_taken=len(rows),
        rows_shown=read.number_shown,
        rows_hidden=len(read.hidden),
        hidden_lines=rows_in_words(read.hidden) if read.hidden else "",
        elsewhere=read.elsewhere,
        columns=tuple((column.label, read.plan.headings.get(column.id, "")) for column in context.columns),
        first_rows=tuple(_shown(row, context) for row in rows[:_MOST_ROWS]),
        last_rows=tuple(_shown(row, context) for row in rows[last:]),
        dates=_dates(listed, context),
        counts=tuple(_counts(listed, context.layout)),
        left_out=checked.left_out,
        open_questions=len(read.open_questions),
    )


def _shown(row: ReadRow, context: Context) -> tuple[str, ...]:
    """A row as it was understood: a day in words, a value by our label; what was not understood as it was typed."""
    cells = [str(row.line) if not row.sheet else f"{row.line}, {row.sheet}"]
    attributes = {layout.id: layout.attribute for layout in context.layout.attribute_layouts}
    for column in context.columns:
        if column is context.layout.disposed and row.disposed:
            cells.append(long_date(row.disposed))
        elif column.id in row.values:
            cells.append(attributes[column.id].label_of(row.values[column.id]))
        else:
            cells.append(row.raw[column.id].strip() if column.id in row.faults else row.typed.get(column.id, ""))
    return tuple(cells)


def _dates(rows: Sequence[ReadRow], context: Context) -> str:
    """'read as day/month: 1 February to 4 November 2026'; the span alone where no order had to be known."""
    column = context.layout.disposed.id
    span = span_of([row.typed.get(column, "") for row in rows], context.dates.order)
    if not span or not context.dates.figures:
        return span
    order = "day/month" if context.dates.order is DateOrder.DAY_FIRST else "month/day"
    return f"read as {order}: {span}"


def _counts(rows: Sequence[ReadRow], layout: CaseListLayout) -> Iterator[tuple[str, tuple[tuple[str, int], ...]]]:
    for attribute in layout.attribute_layouts:
        counted = Counter(row.values.get(attribute.id, "") for row in rows)
        numbers = [(value.label, counted[value.id]) for value in attribute.values if counted[value.id]]
        unknown = [(_NOT_KNOWN, counted[""])] if counted[""] else []
        yield attribute.label, (*numbers, *unknown)
