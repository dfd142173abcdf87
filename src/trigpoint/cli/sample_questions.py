"""The questions that a list leaves open, as `trigpoint sample check` prints them: each with what answers it."""

from collections.abc import Iterator, Sequence
from shlex import quote
from typing import Final

from rich.table import Table as Grid
from rich.text import Text

from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.case_lists.questions import Question, QuestionKind, heading_id, word_id
from trigpoint.case_lists.reading import ListRead
from trigpoint.english import either_of
from trigpoint.tables.columns import Column
from trigpoint.tables.mapping import NONE_OF_THESE, fitting_headings, unknown_words

_MOST_QUESTIONS: Final = 40
_MOST_ANSWERS: Final = 10


def print_of_questions(read: ListRead, layout: CaseListLayout) -> Iterator[Text | Grid]:
    """Yield what is printed of the open questions: their number, and of each what is asked and how it is answered."""
    questions = read.open_questions
    if not questions:
        return
    yield Text()
    yield Text(f"To answer: {len(questions)}", style="bold")
    for question in questions[:_MOST_QUESTIONS]:
        yield Text(f"{question.text} {question.hint}")
        grid = Grid.grid(padding=(0, 2, 0, 0))
        for option, meaning in _answers(question, read, layout):
            grid.add_row("", Text(option), Text(meaning))
        yield grid
    if len(questions) > _MOST_QUESTIONS:
        yield Text(f"and {len(questions) - _MOST_QUESTIONS} more. Answer these first: is it the right column?")


def _answers(question: Question, read: ListRead, layout: CaseListLayout) -> Sequence[tuple[str, str]]:
    """The options that answer a question, each with what it means."""
    match question.kind:
        case QuestionKind.HEADING:
            return _headings(question, read, layout)
        case QuestionKind.WORD:
            return [(line, "") for line in _word(question, read, layout)]
        case QuestionKind.SHEET:
            pairs = [(f"--sheet {quote(choice.value)}", choice.label) for choice in question.choices]
        case QuestionKind.HIDDEN_ROWS:
            pairs = [(f"--hidden-rows {choice.value}", choice.label) for choice in question.choices]
        case QuestionKind.DATES:
            pairs = [(f"--dates {choice.value}", choice.label) for choice in question.choices]
        case QuestionKind.NOUGHTS:
            label = next(column.label for column in layout.columns if question.id.endswith(f"-{column.id}"))
            pairs = [(f"--noughts {quote(f'{label}={choice.value}')}", choice.label) for choice in question.choices]
    return _first(pairs, "sheet")


def _headings(question: Question, read: ListRead, layout: CaseListLayout) -> Sequence[tuple[str, str]]:
    """The headings that fit a column; where none does, those that hold no other column."""
    column = _column_of(question, layout)
    taken = set(read.plan.headings.values())
    free = [choice.value for choice in question.choices if choice.value not in taken]
    headings = fitting_headings(read.table, column, read.plan) or free
    if not headings:
        return [("", "No heading is left that could hold it: add the column to the file and check it again.")]
    return _first([(f"--column {quote(f'{column.label}={heading}')}", "") for heading in headings], "heading")


def _word(question: Question, read: ListRead, layout: CaseListLayout) -> Sequence[str]:
    """The option for a word, with every value that it can mean."""
    word = next(
        word for word in unknown_words(read.table, read.plan, layout)
        if word_id(word.attribute, word.word) == question.id
    )  # fmt: skip
    label = next(column.label for column in layout.columns if column.id == word.attribute)
    values = [choice.label for choice in question.choices if choice.value != NONE_OF_THESE]
    return (
        f"--word {quote(f'{label}:{word.word}=VALUE')}",
        f"VALUE is {either_of([*values, 'none, which leaves its cases out by rule'])}",
    )


def _column_of(question: Question, layout: CaseListLayout) -> Column:
    return next(column for column in layout.columns if heading_id(column.id) == question.id)


def _first(pairs: Sequence[tuple[str, str]], noun: str) -> Sequence[tuple[str, str]]:
    left = len(pairs) - _MOST_ANSWERS
    return pairs if left <= 0 else [*pairs[:_MOST_ANSWERS], ("", f"or any of {left} more {noun}s of the file")]
