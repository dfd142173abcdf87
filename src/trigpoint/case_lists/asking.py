"""The questions that a list leaves open, each with what was seen and every possible answer."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from trigpoint.case_lists.answers import Answers
from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.case_lists.noughts import noughts_choices
from trigpoint.case_lists.questions import (
    DATES,
    HIDDEN_ROWS,
    Choice,
    HiddenRows,
    Question,
    QuestionKind,
    answered,
    heading_id,
    noughts_id,
    word_id,
)
from trigpoint.case_lists.references import is_reference
from trigpoint.case_lists.wordings import in_lines, rows_in_words
from trigpoint.english import count_of, list_of, long_date, quoted
from trigpoint.sameness import code_key, noughts_key, read, reference_key
from trigpoint.tables.columns import Column
from trigpoint.tables.date_columns import DateColumn, judged
from trigpoint.tables.dates import DateOrder, day_in
from trigpoint.tables.mapping import (
    NONE_OF_THESE,
    ColumnPlan,
    GivenWord,
    cells_of,
    fitting_headings,
    given_words,
)
from trigpoint.tables.table import Row, Table

_MOST_GROUPS = 5
_NOT_OURS = "None of these: leave the case out by rule"


def hidden_rows_question(rows: Sequence[Row], answers: Answers) -> Question | None:
    """Ask whether rows that a person does not see belong to the list."""
    hidden = [row for row in rows if row.hidden]
    if not hidden:
        return None
    shown = len(rows) - len(hidden)
    choices = (
        Choice(HiddenRows.SHOWN, f"No, take the {count_of(shown, 'row')} that {'is' if shown == 1 else 'are'} shown"),
        Choice(HiddenRows.ALL, f"Yes, take all {count_of(len(rows), 'row')}"),
    )
    return Question(
        HIDDEN_ROWS,
        QuestionKind.HIDDEN_ROWS,
        "Do the hidden rows belong to the list?",
        f"{rows_in_words(hidden)} {'is' if len(hidden) == 1 else 'are'} hidden in your file, by a filter or by hand; "
        f"{count_of(shown, 'row')} {'is' if shown == 1 else 'are'} shown.",
        choices,
        answered(answers, HIDDEN_ROWS, choices),
    )


def heading_questions(table: Table, plan: ColumnPlan, layout: CaseListLayout, answers: Answers) -> Iterator[Question]:
    """Ask which heading holds each column: it is clear where one fits."""
    headings = dict.fromkeys(heading for heading in table.headings if heading.strip())
    for column in layout.columns:
        fitting = fitting_headings(table, column, plan)
        in_order = dict.fromkeys((*(fitting if column.id not in plan.headings else ()), *headings))
        choices = tuple(Choice(heading, heading) for heading in in_order)
        answer = answered(answers, heading_id(column.id), choices)
        its = (plan.headings[column.id],) if column.id in plan.headings else ()
        yield Question(
            heading_id(column.id),
            QuestionKind.HEADING,
            f"Which of your headings holds '{column.label}'?",
            _heading_hint(fitting, is_clear=bool(its)),
            choices,
            answer or its,
            arose=bool(answer) or not its,
        )


def _heading_hint(fitting: Sequence[str], *, is_clear: bool) -> str:
    if is_clear:
        return ""
    if fitting:
        return f"{list_of([quoted(heading, 40) for heading in fitting])} {'both ' if len(fitting) == 2 else ''}fit."
    return "None of your headings is known to be it."


def dates_question(table: Table, plan: ColumnPlan, layout: CaseListLayout, answers: Answers) -> Question | None:
    """Ask whether the day or the month comes first, where figures can be read in both ways."""
    cells = [read(cell).text for cell in cells_of(table, plan.headings.get(layout.disposed.id))]
    column = judged(cells)
    if not column.figures:
        return None
    choices = tuple(
        Choice(order, f"{words}: {span}" if (span := span_of(cells, order)) else words)
        for order, words in ((DateOrder.DAY_FIRST, "Day first"), (DateOrder.MONTH_FIRST, "Month first"))
    )
    answer = answered(answers, DATES, choices)
    return Question(
        DATES,
        QuestionKind.DATES,
        f"Does the day or the month come first in '{layout.disposed.label}'?",
        _dates_hint(table, cells, column),
        choices,
        answer or ((column.order,) if column.is_settled else ()),
        arose=bool(answer) or not column.is_settled,
    )


def _dates_hint(table: Table, cells: Sequence[str], column: DateColumn) -> str:
    if column.month_first:
        index = column.month_first[0]
        lines = in_lines([table.rows[index] for index in column.month_first])
        hint = f"{quoted(cells[index], 30)} can only have the month first: {lines}."
        if column.day_first and not column.is_settled:
            other = column.day_first[0]
            hint += f" {quoted(cells[other], 30)} can only have the day first: {in_lines([table.rows[other]])}."
        return hint
    if not column.is_settled:
        first = quoted(cells[column.figures[0]], 30)
        return f"No number in these dates is above 12, so that {first} can be read in two ways."
    return ""


def span_of(cells: Sequence[str], order: DateOrder) -> str:
    """Return '1 February to 4 November 2026' for the dates of a column read in one order; '' where none can be."""
    days = sorted(day for cell in cells if (day := day_in(cell, order)))
    if not days:
        return ""
    first, last = days[0], days[-1]
    if first == last:
        return long_date(first)
    if first.year != last.year:
        begins = long_date(first)
    else:
        begins = str(first.day) if first.month == last.month else f"{first.day} {first:%B}"
    return f"{begins} to {long_date(last)}"


def noughts_questions(table: Table, plan: ColumnPlan, layout: CaseListLayout, answers: Answers) -> Iterator[Question]:
    """Ask whether references that differ by leading noughts alone are the same."""
    for column, what in ((layout.reference, "case"), (layout.child, "child")):
        groups = noughts_groups(cells_of(table, plan.headings.get(column.id)))
        if groups:
            yield _noughts_question(column, what, table, groups, answers)


def _noughts_question(
    column: Column, what: str, table: Table, groups: Sequence[Sequence[tuple[int, str]]], answers: Answers
) -> Question:
    pair = _written(groups[0])
    lines = in_lines([table.rows[index] for index, _ in groups[0]])
    more = [_written(group) for group in groups[1:_MOST_GROUPS]]
    left = len(groups) - 1 - len(more)
    others = "; ".join([*more, *([f"{left} more such groups"] if left else [])])
    also = f" So do {others}." if others else ""
    question, choices = noughts_id(column.id), noughts_choices(what)
    return Question(
        question,
        QuestionKind.NOUGHTS,
        f"Are {pair} under '{column.label}' the same {what}?",
        f"They differ by noughts in front alone, in {lines}.{also}",
        choices,
        answered(answers, question, choices),
    )


def _written(group: Sequence[tuple[int, str]]) -> str:
    """The references of a group, each as it is written: "'00417' and '417'"."""
    return list_of(list(dict.fromkeys(quoted(word, 42) for _, word in group)))


def noughts_groups(cells: Sequence[str]) -> list[list[tuple[int, str]]]:
    """Return the references that differ by leading noughts alone, each group with the indices of its references."""
    groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for index, cell in enumerate(cells):
        word = read(cell).text
        if is_reference(word):
            groups[noughts_key(word)].append((index, word))
    rivals = (group for group in groups.values() if len(group) > 1)
    return [group for group in rivals if len({reference_key(word) for _, word in group}) > 1]


def word_questions(
    table: Table, plan: ColumnPlan, layout: CaseListLayout, case_type: str, answers: Answers
) -> Iterator[Question]:
    """Ask what each word means that is none of ours; of those that are known already, so that it can be changed."""
    labels = {column.id: column.label for column in layout.columns}
    words = given_words(table, plan, layout)
    rows = _rows_of_words(table, plan, [word for word in words if not word.value])
    for word in words:
        values = layout.values_of(word.attribute, case_type)
        choices = (*(Choice(value.id, value.label) for value in values), Choice(NONE_OF_THESE, _NOT_OURS))
        question = word_id(word.attribute, word.word)
        answer = answered(answers, question, choices)
        yield Question(
            question,
            QuestionKind.WORD,
            f"What does {quoted(word.word, 40)} mean in '{labels[word.attribute]}'?",
            _word_hint(word, rows.get((word.attribute, code_key(word.word)), [])),
            choices,
            (word.value,) if word.value else (),
            arose=bool(answer) or not word.value,
        )


def _rows_of_words(
    table: Table, plan: ColumnPlan, words: Sequence[GivenWord]
) -> Mapping[tuple[str, str], Sequence[Row]]:
    """The rows in which some words are, by attribute and word."""
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for attribute in {word.attribute for word in words}:
        cells = cells_of(table, plan.headings.get(attribute))
        keys = {cell: code_key(cell) for cell in set(cells)}
        for row, cell in zip(table.rows, cells, strict=True):
            rows[attribute, keys[cell]].append(row)
    return rows


def _word_hint(word: GivenWord, rows: Sequence[Row]) -> str:
    times = "once" if word.times == 1 else f"{word.times} times"
    return f"It is in the list {times}, in {in_lines(rows)}." if rows else f"It is in the list {times}."
