"""What is wrong with a file, said so that the person who wrote it can put it right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from trigpoint.english import count_of, ordinal, shortened

Place: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which file, on which line (None where there is none), at which place in it."""

    file: Path
    line: int | None
    place: str
    actual: str
    expected: str
    fix: str

    def sentences(self) -> str:
        """Return the whole message, a few lines long."""
        where = str(self.file) + (f", line {self.line}" if self.line else "")
        lines = [f"{where}: {self.place}" if self.place else where]
        labelled = (("found", self.actual), ("expected", self.expected), ("to fix", self.fix))
        lines += [f"  {label:<9} {words}" for label, words in labelled if words]
        return "\n".join(lines)


class UnusableFileError(Exception):
    """A file cannot be used; `problems` says why, all at once and in the file's order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(problem.sentences() for problem in problems))
        self.problems = tuple(problems)

    @property
    def number(self) -> str:
        """Return how many problems the file has, such as '3 problems' or 'more than 100 problems'."""
        many = len(self.problems) > MOST_PROBLEMS
        return f"more than {MOST_PROBLEMS} problems" if many else count_of(len(self.problems), "problem")


MOST_PROBLEMS = 100
"""How many problems of a file are worded for certain. Nobody reads more at once, and each costs its time to word."""


def first_problems(problems: Iterable[Problem]) -> UnusableFileError:
    """Return the error for a file with these problems, in the order of its lines.

    `problems` are worded while they are taken: one beyond MOST_PROBLEMS says that there are more, and no other is.
    """
    worded = islice(problems, MOST_PROBLEMS + 1)
    return UnusableFileError(sorted(worded, key=lambda problem: problem.line or 0))


def one_problem(file: Path, actual: str, expected: str, fix: str) -> UnusableFileError:
    """Return the error for a file that has one thing wrong with the whole of it."""
    return UnusableFileError([Problem(file, None, "", actual, expected, fix)])


def in_words(at: Place) -> str:
    """Return a place as people would point at it: 'domains, 2nd › standards, 1st › name'."""
    parts: list[str] = []
    for step in at:
        if isinstance(step, int) and parts:
            parts[-1] += f", {ordinal(step + 1)}"
        else:
            parts.append(shortened(str(step)))
    return " › ".join(parts)
