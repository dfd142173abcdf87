"""A file read as the list of a case type, by the answers given so far: pure, and asked again with each answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from trigpoint.case_lists.answers import NO_ANSWERS, Answers
from trigpoint.case_lists.asking import (
    dates_question,
    heading_questions,
    hidden_rows_question,
    noughts_questions,
    word_questions,
)
from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.case_lists.questions import HIDDEN_ROWS, WORD, HiddenRows, Question, heading_id, word_id
from trigpoint.case_lists.row_reading import cases_alone
from trigpoint.case_lists.sheets_of_list import SheetElsewhere, choose_sheets, table_of_sheets
from trigpoint.sameness import code_key
from trigpoint.tables.mapping import NONE_OF_THESE, ColumnPlan, given_words, suggest_plan
from trigpoint.tables.sheets_read import SheetsRead
from trigpoint.tables.table import Row, Table


@dataclass(frozen=True, slots=True)
class ListRead:
    """A list as far as it is known: its rows, what its columns and words mean, and what has still to be asked.

    `table` has the rows that are taken; `hidden` are those that a person does not see, taken or not, and `sheets` the
    names of the sheets that were read.
    """

    table: Table
    plan: ColumnPlan
    questions: tuple[Question, ...]
    sheets: tuple[str, ...]
    hidden: tuple[Row, ...]
    number_shown: int
    elsewhere: tuple[SheetElsewhere, ...]

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """The questions that have to be answered before the list can be sent."""
        return tuple(question for question in self.questions if question.is_open)

    @property
    def asked(self) -> frozenset[str]:
        """The ids of the open questions."""
        return frozenset(question.id for question in self.open_questions)


def read_list(
    sheets: SheetsRead,
    layout: CaseListLayout,
    case_type: str,
    answers: Answers = NO_ANSWERS,
    remembered: ColumnPlan | None = None,
) -> ListRead:
    """Read a file as the list of a case type. `remembered` is what columns and words meant in an earlier list.

    Raises UnreadableListError where the sheets that were chosen have too many rows together.
    """
    chosen = choose_sheets(sheets, layout, case_type, answers)
    whole = table_of_sheets(chosen.sheets)
    hidden = tuple(row for row in whole.rows if row.hidden)
    about_rows = hidden_rows_question(whole.rows, answers)
    table = _rows_taken(whole, answers) if hidden else whole
    plan = _plan(table, layout, case_type, answers, remembered)
    listed = cases_alone(table, plan, layout)
    questions = (
        chosen.question,
        about_rows,
        *heading_questions(table, plan, layout, answers),
        dates_question(listed, plan, layout, answers),
        *noughts_questions(listed, plan, layout, answers),
        *word_questions(listed, plan, layout, case_type, answers),
    )
    return ListRead(
        table,
        plan,
        tuple(question for question in questions if question),
        tuple(sheet.name for sheet in chosen.sheets),
        hidden,
        len(whole.rows) - len(hidden),
        chosen.elsewhere,
    )


def _rows_taken(whole: Table, answers: Answers) -> Table:
    if answers.of(HIDDEN_ROWS) == (HiddenRows.ALL,):
        return whole
    return replace(whole, rows=tuple(row for row in whole.rows if not row.hidden))


def _plan(
    table: Table, layout: CaseListLayout, case_type: str, answers: Answers, remembered: ColumnPlan | None
) -> ColumnPlan:
    """What columns and words mean, with every answer in it that is possible."""
    named = {column.id: _first(answers.of(heading_id(column.id))) for column in layout.columns}
    plan = suggest_plan(table, layout, remembered, named)
    if not any(question.startswith(WORD) for question in answers.given):
        return plan
    values = {attribute: dict(words) for attribute, words in plan.values.items()}
    for given in given_words(table, plan, layout):
        meant = _first(answers.of(word_id(given.attribute, given.word)))
        possible = {value.id for value in layout.values_of(given.attribute, case_type)} | {NONE_OF_THESE}
        if meant in possible:
            values[given.attribute] = _with_meaning(values[given.attribute], given.word, meant)
    return ColumnPlan(plan.headings, values)


def _with_meaning(words: dict[str, str], word: str, value: str) -> dict[str, str]:
    """The words of an attribute with one that means something else from now on, however it is spelt."""
    others = {other: meant for other, meant in words.items() if code_key(other) != code_key(word)}
    return others | {word: value}


def _first(values: Sequence[str]) -> str:
    return values[0] if values else ""
