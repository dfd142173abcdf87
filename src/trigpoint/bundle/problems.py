"""What is wrong with a file, said so that the person who wrote it can mend it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TypeAlias

Place: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which file, on which line (None where there is none), at which place in it."""

    file: Path
    line: int | None
    place: str
    found: str
    expected: str
    mend: str

    def sentences(self) -> str:
        """Return the whole message, a few lines long."""
        where = str(self.file) + (f", line {self.line}" if self.line else "")
        lines = [f"{where}: {self.place}" if self.place else where]
        said = (("found", self.found), ("expected", self.expected), ("to mend", self.mend))
        lines += [f"  {label:<9} {words}" for label, words in said if words]
        return "\n".join(lines)


class UnusableFileError(Exception):
    """A file cannot be used; `problems` says why, all at once and in the file's order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(problem.sentences() for problem in problems))
        self.problems = tuple(problems)


def one_problem(file: Path, found: str, expected: str, mend: str) -> UnusableFileError:
    """Return the error for a file that has one thing wrong with the whole of it."""
    return UnusableFileError([Problem(file, None, "", found, expected, mend)])


def in_words(place: Place) -> str:
    """Return a place as people would point at it: 'domains, 2nd › standards, 1st › name'."""
    parts: list[str] = []
    for step in place:
        if isinstance(step, int) and parts:
            parts[-1] += f", {ordinal(step + 1)}"
        else:
            parts.append(_short(str(step)))
    return " › ".join(parts)


def ordinal(number: int) -> str:
    """Return '1st', '2nd', '11th'."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 <= number % 100 <= 20 else ending}"


def shown(value: object, limit: int = 60) -> str:
    """Return a found value, short enough for one line."""
    return _short(f"'{value}'" if isinstance(value, str) else str(value), limit)


def _short(text: str, limit: int = 60) -> str:
    # A terminal obeys control characters, so a message shows them as escapes.
    seen = "".join(one if one.isprintable() else ascii(one)[1:-1] for one in " ".join(text.split()))
    return seen if len(seen) <= limit else seen[: limit - 1] + "…"


def one_of(names: Iterable[str], limit: int = 12) -> str:
    """Return 'one of a, b, c', cut where there are many."""
    known = list(names)
    rest = f" and {len(known) - limit} more" if len(known) > limit else ""
    return "one of " + ", ".join(known[:limit]) + rest if len(known) > 1 else "".join(known)


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """Return 'Did you mean x?' where one of the known words is close, else nothing."""
    close = get_close_matches(str(word), list(known), n=1)
    return f"Did you mean '{close[0]}'?" if close else ""
