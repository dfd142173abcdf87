"""What was answered to the questions that a file left open: one value, stored with the list."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from trigpoint.tables.unreadable import MOST_CHARACTERS

# Words of four attributes, columns and the file itself: more answers were typed by a program.
_MOST_ANSWERS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Answers:
    """Question's id → the value chosen, or the values. An answer that is no choice of its question counts as none."""

    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, question: str) -> tuple[str, ...]:
        """Return what was answered to a question, nothing where it is open."""
        return self.given.get(question, ())

    def with_answer(self, question: str, *values: str) -> "Answers":
        """Return the answers with another to one question; without a value it is taken back."""
        others = {other: answer for other, answer in self.given.items() if other != question}
        return Answers(others | ({question: values} if values else {}))

    def to_json(self) -> dict[str, list[str]]:
        """Return the answers as plain values."""
        return {question: list(values) for question, values in self.given.items()}


NO_ANSWERS: Final = Answers()


def answers_from_json(value: object) -> Answers:
    """Return the answers that were kept as plain values. Whatever else is found there is left out."""
    pairs = list(value.items())[:_MOST_ANSWERS] if isinstance(value, Mapping) else []
    return Answers(
        {
            question: tuple(chosen)
            for question, chosen in pairs
            if isinstance(question, str) and isinstance(chosen, list) and chosen and all(map(_is_text, chosen))
        }
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= MOST_CHARACTERS
