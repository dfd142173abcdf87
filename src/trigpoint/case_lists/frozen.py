"""The frozen list: the cases of all types as one file, byte for byte the same for the same cases.

This is what a sample is drawn from, what its certificate names by hash, and what an outsider replays the draw with.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from trigpoint.bundle.problems import Problem, UnusableFileError, one_problem
from trigpoint.english import count_of, did_you_mean, one_of, quoted
from trigpoint.rules.case_list import Attribute, ListedCase
from trigpoint.sameness import reference_key

_MOST_PROBLEMS: Final = 12
_HEADINGS: Final = ("case type", "case reference", "child reference", "date of disposal")
_STORED: Final = Path("the stored case list")
_LARGEST: Final = 20_000_000
"""Bytes. Two lists of 20,000 cases, the most that are accepted, have about 6,000,000."""


def frozen_text(cases: Iterable[ListedCase], attributes: Sequence[Attribute]) -> str:
    """Return the file's text: sorted by type and reference, days in ISO form, values by their ids."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow((*_HEADINGS, *(attribute.id for attribute in attributes)))
    for case in sorted(cases, key=_order):
        writer.writerow((case.case_type, case.reference, case.child, case.disposed.isoformat(), *case.profile))
    return written.getvalue()


def frozen_sha256(text: str) -> str:
    """The hash by which a certificate names the list: the SHA-256 of the file's bytes."""
    return sha256(text.encode()).hexdigest()


def read_frozen(path: Path, attributes: Sequence[Attribute]) -> tuple[ListedCase, ...]:
    """Return the cases of a frozen list. Raises UnusableFileError with every problem at once.

    The file must be exactly as it was written, down to the byte.
    """
    return parsed_frozen(_text(path), attributes, path)


def parsed_frozen(text: str, attributes: Sequence[Attribute], path: Path = _STORED) -> tuple[ListedCase, ...]:
    """Return the cases of a frozen list from its text. Raises UnusableFileError with every problem at once."""
    reading = _Reading(path, tuple(attributes))
    cases = tuple(reading.cases(text))
    # Its hash is in certificates: the same cases written otherwise would be another list.
    if not reading.problems and text != frozen_text(cases, attributes):
        reading.problem(None, "", "rows in another order, or cells written otherwise", "the file as it was frozen")
    if reading.problems:
        raise UnusableFileError([*reading.problems[:_MOST_PROBLEMS], *_more(path, reading.problems)])
    return cases


def _more(path: Path, problems: Sequence[Problem]) -> Iterator[Problem]:
    """A file with many problems is another file: the first ones tell that."""
    left = len(problems) - _MOST_PROBLEMS
    if left > 0:
        yield Problem(path, None, "", count_of(left, "more problem"), "", _FIX)


def _order(case: ListedCase) -> tuple[str, str]:
    return case.case_type, case.reference


def _text(path: Path) -> str:
    try:
        with path.open("rb") as opened:  # not by its size: a pipe has none, and a device has no end
            content = opened.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise one_problem(path, f"more than {_LARGEST:,} bytes", "a frozen case list", "")
        return content.decode("utf-8")
    except FileNotFoundError:
        raise one_problem(path, "no such file", "a file", "Check the name and the folder.") from None
    except IsADirectoryError:
        raise one_problem(path, "a folder", "a file", "Name a file in it.") from None
    except UnicodeDecodeError as error:
        actual = f"bytes that are not UTF-8 text, from byte {error.start + 1}"
        raise one_problem(path, actual, "the file as it was frozen", _FIX) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise one_problem(path, f"a file that cannot be opened ({reason})", "a readable file", "") from None


_FIX: Final = "Download the frozen list again; opening and saving it in a spreadsheet program changes it."


@dataclass(slots=True)
class _Reading:
    """A file while it is read, with what is wrong with it so far."""

    path: Path
    attributes: tuple[Attribute, ...]
    problems: list[Problem] = field(default_factory=list)
    references: set[str] = field(default_factory=set)

    def problem(self, line: int | None, place: str, actual: str, expected: str, fix: str = _FIX) -> None:
        self.problems.append(Problem(self.path, line, place, actual, expected, fix))

    def cases(self, text: str) -> Iterator[ListedCase]:
        headings = [*_HEADINGS, *(attribute.id for attribute in self.attributes)]
        rows = self.rows(text)
        first = next(rows, (1, []))[1]
        if first != headings:
            self.problem(1, "", quoted(", ".join(first)) if first else "nothing", ", ".join(headings))
            return
        for line, cells in rows:
            if len(cells) != len(headings):
                self.problem(line, "", f"{len(cells)} cells", f"{len(headings)} cells")
            else:
                yield from self.case(line, cells)

    def rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        try:
            for cells in reader:
                yield reader.line_num, cells
        except csv.Error as error:
            self.problem(reader.line_num, "", f"quotes or line ends that cannot be read ({error})", "the frozen list")

    def case(self, line: int, cells: list[str]) -> Iterator[ListedCase]:
        case_type, reference, child, written, *profile = cells
        before = len(self.problems)
        disposed = self.day(line, written)
        for name, cell in zip(_HEADINGS, (case_type, reference, child), strict=False):
            if not cell:
                self.problem(line, name, "nothing", f"a {name}")
        if reference_key(reference) in self.references:
            self.problem(line, _HEADINGS[1], f"the case {quoted(reference)} again", "each case once")
        self.references.add(reference_key(reference))
        self.check_values(line, profile)
        if disposed and len(self.problems) == before:
            yield ListedCase(reference, child, case_type, disposed, tuple(profile))

    def day(self, line: int, written: str) -> date | None:
        try:
            return date.fromisoformat(written)
        except ValueError:
            self.problem(line, _HEADINGS[3], quoted(written), "a date such as 2026-03-05")
            return None

    def check_values(self, line: int, profile: list[str]) -> None:
        for attribute, value in zip(self.attributes, profile, strict=True):
            ids = [possible.id for possible in attribute.values]
            if value not in ids:
                self.problem(line, attribute.id, quoted(value), one_of(ids), _fix_value(value, ids))


def _fix_value(value: str, expected: Sequence[str]) -> str:
    if value.strip() in expected:
        return f"There is a space before or after it. {_FIX}"
    return did_you_mean(value, expected) or _FIX
