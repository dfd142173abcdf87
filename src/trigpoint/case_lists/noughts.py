"""References that two lists have with and without leading noughts: one may have lost them on the way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from trigpoint.case_lists.answers import Answers
from trigpoint.case_lists.questions import Choice, Noughts, Question, QuestionKind, answered, noughts_id
from trigpoint.english import list_of, quoted
from trigpoint.sameness import noughts_key, read, reference_key
from trigpoint.tables.columns import Column
from trigpoint.tables.mapping import index_of
from trigpoint.tables.table import Row, Table

Pairs = Sequence[tuple[str, str]]
_MOST_SHOWN: Final = 5


def differ_only_by_noughts(earlier: Iterable[str], now: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return each reference of a list that an earlier one has with other leading noughts alone: (earlier, now).

    A reference that stands in both lists as it is has no such other.
    """
    before = list(earlier)
    keys = {reference_key(reference) for reference in before}
    by_number = {noughts_key(reference): reference for reference in before}
    return tuple(
        (by_number[noughts_key(reference)], reference)
        for reference in dict.fromkeys(now)
        if reference_key(reference) not in keys and noughts_key(reference) in by_number
    )


def between_lists_id(column: str) -> str:
    """The id of the question whether references that differ by noughts from those of another list are the same."""
    return noughts_id(f"between-lists-{column}")


def noughts_choices(what: str) -> tuple[Choice, Choice]:
    """What two references can be of which one has noughts at its front; `what` is 'case' or 'child'."""
    return (
        Choice(Noughts.SAME, f"They are the same {what}"),
        Choice(Noughts.DIFFERENT, f"They are different {'children' if what == 'child' else 'cases'}"),
    )


def between_lists_question(column: Column, what: str, pairs: Pairs, others: str, answers: Answers) -> Question:
    """Ask whether references of this list and of the others differ in truth; `others` are named as 'the list of x'."""
    there, here = pairs[0]
    question, choices = between_lists_id(column.id), noughts_choices(what)
    more = [f"{quoted(here, 42)} here and {quoted(there, 42)} there" for there, here in pairs[1:_MOST_SHOWN]]
    left = len(pairs) - 1 - len(more)
    also = list_of([*more, *([f"{left} more"] if left else [])])
    return Question(
        question,
        QuestionKind.NOUGHTS,
        f"Is {quoted(here, 42)} under '{column.label}' the same {what} as {quoted(there, 42)} on {others}?",
        "They differ by noughts in front alone." + (f" So do {also}." if also else ""),
        choices,
        answered(answers, question, choices),
    )


def written_as_there(table: Table, heading: str | None, pairs: Pairs) -> Table:
    """Return a table whose references under a heading are written as another list writes the same."""
    index = index_of(table, heading)
    if index is None:
        return table
    as_there = {reference_key(here): there for there, here in pairs}
    rows = tuple(replace(row, cells=_cells(row, index, as_there)) for row in table.rows)
    return replace(table, rows=rows)


def _cells(row: Row, index: int, as_there: Mapping[str, str]) -> tuple[str, ...]:
    cell = row.cells[index]
    return (*row.cells[:index], as_there.get(reference_key(read(cell).text), cell), *row.cells[index + 1 :])
