"""What is answered on the command line to the questions that a list leaves open."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import click

from trigpoint.case_lists.answers import NO_ANSWERS, Answers
from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.case_lists.questions import (
    DATES,
    HIDDEN_ROWS,
    SHEET,
    HiddenRows,
    Noughts,
    Question,
    heading_id,
    noughts_id,
    word_id,
)
from trigpoint.english import did_you_mean, list_of, one_of, quoted
from trigpoint.sameness import code_key, heading_key
from trigpoint.tables.columns import Column
from trigpoint.tables.dates import DateOrder
from trigpoint.tables.mapping import NONE_OF_THESE

Command = TypeVar("Command", bound=Callable[..., Any])

_NONE = "none"
_OPTIONS = (
    click.option("--sheet", "sheets", multiple=True, metavar="NAME", help="The sheet to read; again for one more."),
    click.option(
        "--hidden-rows",
        type=click.Choice([choice.value for choice in HiddenRows]),
        help="Rows that are hidden in the file: take those shown, or all.",
    ),
    click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="'COLUMN=HEADING'",
        help="Which heading holds a column: 'Date of disposal=Outcome date'.",
    ),
    click.option("--dates", type=click.Choice([order.value for order in DateOrder]), help="How dates are written."),
    click.option(
        "--word",
        "words",
        multiple=True,
        metavar="'COLUMN:WORD=VALUE'",
        help="What a word means: 'Sex:girls=female'; '=none' leaves its cases out by rule.",
    ),
    click.option(
        "--noughts",
        multiple=True,
        metavar="'COLUMN=same'",
        help="Whether 00417 and 417 are the same or different: 'Child reference=same'.",
    ),
)


def answer_options(command: Command) -> Command:
    """Add an option for each kind of question."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def answers_of(
    layout: CaseListLayout,
    *,
    sheets: Iterable[str],
    hidden_rows: str | None,
    columns: Iterable[str],
    dates: str | None,
    words: Iterable[str],
    noughts: Iterable[str],
) -> Answers:
    """Return what the options answer. Raises UsageError for one that is written in another way."""
    answers = NO_ANSWERS.with_answer(SHEET, *sheets)
    if hidden_rows:
        answers = answers.with_answer(HIDDEN_ROWS, hidden_rows)
    if dates:
        answers = answers.with_answer(DATES, dates)
    for question, value in (*_headings(layout, columns), *_words(layout, words), *_noughts(layout, noughts)):
        answers = answers.with_answer(question, value)
    return answers


def check_are_choices(answers: Answers, questions: Iterable[Question]) -> None:
    """Refuse an answer that is none of the choices of its question. Raises UsageError."""
    by_id = {question.id: question for question in questions}
    for question_id, values in answers.given.items():
        question = by_id.get(question_id)
        if question is None:
            raise click.UsageError(_not_asked(question_id))
        possible = [choice.value for choice in question.choices]
        wrong = next((value for value in values if value not in possible), None)
        if wrong is not None:
            hint = did_you_mean(wrong, possible) or f"It is {one_of(quoted(value, 40) for value in possible)}."
            raise click.UsageError(f"{quoted(wrong, 40)} is no answer to the question: {question.text} {hint}")


def _not_asked(question: str) -> str:
    if question == SHEET:
        return "--sheet: the file has one sheet that can be the list, so there is none to choose."
    if question == HIDDEN_ROWS:
        return "--hidden-rows: no row of the list is hidden."
    if question == DATES:
        return "--dates: no date of the list is written in figures that can be read in two ways."
    if question.startswith("noughts"):
        return "--noughts: no two references of that column differ by leading noughts alone."
    return "--word: the word is not in that column of the list, or has no other meaning than ours."


def _headings(layout: CaseListLayout, columns: Iterable[str]) -> Iterator[tuple[str, str]]:
    for option in columns:
        label, separator, heading = option.partition("=")
        if not separator or not heading.strip():
            raise click.UsageError(f"--column is written 'Date of disposal=Outcome date', not {quoted(option, 60)}.")
        yield heading_id(_column(label, layout.columns, "--column").id), heading.strip()


def _words(layout: CaseListLayout, words: Iterable[str]) -> Iterator[tuple[str, str]]:
    coded = {attribute.id: attribute for attribute in layout.attribute_layouts}
    for option in words:
        # A word may hold either sign itself, so the column ends at the first and the meaning begins at the last.
        label, separator, rest = option.partition(":")
        word, equals, meant = rest.rpartition("=")
        if not separator or not equals:
            raise click.UsageError(f"--word is written 'Sex:girls=female', not {quoted(option, 60)}.")
        attribute = coded[_column(label, [layout.column for layout in coded.values()], "--word").id]
        labels = {code_key(value.label): value.id for value in attribute.values} | {_NONE: NONE_OF_THESE}
        value = attribute.words.get(code_key(meant)) or labels.get(code_key(meant))
        if value is None:
            possible_values = list_of([*(possible.label for possible in attribute.values), _NONE])
            raise click.UsageError(
                f"--word: {quoted(meant, 40)} is no value of '{attribute.label}'. Known are {possible_values}."
            )
        yield word_id(attribute.id, word.strip()), value


def _noughts(layout: CaseListLayout, noughts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for option in noughts:
        label, _, answer = option.partition("=")
        if answer.strip() not in list(Noughts):
            raise click.UsageError(
                f"--noughts is written 'Child reference=same' or '=different', not {quoted(option)}."
            )
        column = _column(label, (layout.reference, layout.child), "--noughts")
        yield noughts_id(column.id), answer.strip()


def _column(label: str, columns: Iterable[Column], option: str) -> Column:
    possible = list(columns)
    column = next((column for column in possible if heading_key(label) in column.words), None)
    if column is None:
        names = [column.label for column in possible]
        hint = did_you_mean(label.strip(), names)
        raise click.UsageError(f"{option}: {quoted(label.strip(), 40)} is none of {list_of(names)}. {hint}".strip())
    return column
