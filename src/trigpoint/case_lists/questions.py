"""What only the sender of a list can say: where two readings of a file remain, none is taken silently."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Final

from trigpoint.case_lists.answers import Answers
from trigpoint.sameness import code_key

SHEET: Final = "sheet"
HIDDEN_ROWS: Final = "hidden-rows"
DATES: Final = "dates"
WORD: Final = "word"


class QuestionKind(StrEnum):
    """What a question is about."""

    SHEET = "sheet"
    HIDDEN_ROWS = "hidden_rows"
    HEADING = "heading"
    DATES = "dates"
    WORD = "word"
    NOUGHTS = "noughts"


class HiddenRows(StrEnum):
    """What is done with rows that a person does not see."""

    SHOWN = "shown"
    ALL = "all"


class Noughts(StrEnum):
    """What two references mean that differ by leading noughts alone."""

    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer, and what it is called."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answer, () while it is open.

    Its `id` stays the same when it is asked again, and can be the name of a form's field. `several` choices may hold
    together. One that never `arose` has an answer that is clear, and is given so that it can be changed.
    """

    id: str
    kind: QuestionKind
    text: str
    hint: str
    choices: tuple[Choice, ...]
    answer: tuple[str, ...] = ()
    several: bool = False
    arose: bool = True

    @property
    def is_open(self) -> bool:
        """Whether it has still to be answered."""
        return not self.answer


def heading_id(column: str) -> str:
    """The id of the question which heading holds a column."""
    return f"heading-{column}"


def word_id(attribute: str, word: str) -> str:
    """The id of the question what a word means, whatever signs it is written with."""
    return f"{WORD}-{attribute}-{sha256(code_key(word).encode()).hexdigest()[:16]}"


def noughts_id(column: str) -> str:
    """The id of the question whether references with and without noughts are the same."""
    return f"noughts-{column}"


def answered(answers: Answers, question: str, choices: Sequence[Choice], *, several: bool = False) -> tuple[str, ...]:
    """Return the answer to a question as far as it is one of its choices."""
    values = {choice.value for choice in choices}
    chosen = tuple(value for value in answers.of(question) if value in values)
    return chosen if several else chosen[:1]
