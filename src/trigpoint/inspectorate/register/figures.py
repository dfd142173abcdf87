"""Figures as they are given, and what is wrong with them: parts against totals, percentages against a hundred."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from trigpoint.bundle.context import SUPPRESSED
from trigpoint.english import quoted
from trigpoint.sameness import read, reference_key

MOST_PARTS = 40
LONGEST_NAME = 100
LARGEST = Decimal(10) ** 9
ODD_COMMA = "a comma groups thousands. Write 1,500 for fifteen hundred and 1.5 for one and a half"
NOT_PER_CENT = "has a per cent sign, but 'Number' is chosen. Is it per cent or a number?"
# As sources write it: the shorthand that statistics of the public sector use now, and what stood there before.
_SUPPRESSED_WORDS: Final = frozenset({"[c]", "c", "*", "suppressed", "confidential"})
_NUMBER = re.compile(r"[0-9]{1,10}(\.[0-9]{1,6})?")
_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_LINE_END = re.compile(r"\r\n|\r|\n")
_SPACES = re.compile(r"[ \u00a0]{2,}")
_VALUES: Final = ("value for the service", "national value")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name, the service's value, and the nation's ('' for none).

    Values are decimal numbers as text, or '[c]' where the source suppresses them.
    """

    name: str
    value: str
    national: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that somebody gives of one set of figures."""

    topic: str
    title: str
    year: str
    source: str
    unit: str
    parts: tuple[Part, ...]
    total: str = ""
    nation: str = ""
    national_source: str = ""


def read_parts(text: str, unit: str) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """Read one part a line: name, value and national value, apart by a tab, a '|' or two spaces.

    A cell keeps its place: an empty one is a value that is missing. Return the parts and, line by line, what could not
    be read.
    """
    parts, wrong = [], []
    for number, line in enumerate(_LINE_END.split(text), 1):
        cells = _cells(line)
        if not any(cells):
            continue
        faults = tuple(_faults_of_line(cells, unit))
        if faults:
            wrong += [f"Line {number} {fault}" for fault in faults]
        else:
            parts.append(Part(cells[0], *map(plain_value, cells[1:])))
    return tuple(parts), tuple(wrong)


def _cells(line: str) -> tuple[str, ...]:
    """The cells of a line, without those at its end that are empty: a selection may have been too wide."""
    # One kind of gap in a line: a name may have a bar in it where columns are apart by tabs.
    gap = next((sign for sign in "\t|" if sign in line), None)
    cells = [read(cell).text for cell in (line.split(gap) if gap else _SPACES.split(line.rstrip()))]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _faults_of_line(cells: Sequence[str], unit: str) -> Iterator[str]:
    if len(cells) > 1 + len(_VALUES):
        yield f"has {len(cells)} columns. It may have a name, a value and, where there is one, a national value"
        return
    name, *values = cells
    over = len(name) - LONGEST_NAME
    if not name:
        yield "has no name"
    if over > 0:
        yield f"has a name of {len(name)} characters. It may have {LONGEST_NAME}: take out {over}"
    for column, value in zip(_VALUES, values or [""], strict=False):
        if not value:
            yield f"has no {column}. Write {SUPPRESSED} if its source suppresses it"
        elif fault := fault_in_value(value, unit):
            yield fault


def fault_in_value(typed: str, unit: str) -> str:
    """What is wrong with a value, as the rest of a sentence about its line or its box; '' where nothing is."""
    if has_odd_comma(typed):
        return f"has {quoted(typed, 40)}: {ODD_COMMA}"
    if not plain_value(typed):
        return f"has {quoted(typed, 40)} where a number is expected, such as 1,234 or 8.2, or {SUPPRESSED}"
    if unit == "number" and typed.endswith("%"):
        return f"has {quoted(typed, 40)}, which {NOT_PER_CENT}"
    return ""


def plain_value(typed: str) -> str:
    """Return a plain number, or '[c]' for what the source suppresses; '' for anything else."""
    return SUPPRESSED if typed.casefold() in _SUPPRESSED_WORDS else plain_number(typed)


def plain_number(typed: str) -> str:
    """Return a number without its commas and per cent sign; '' where it is none, below zero, or beyond all bounds."""
    text = "" if has_odd_comma(typed) else _bare(typed).replace(",", "")
    if not _NUMBER.fullmatch(text):
        return ""
    return text if Decimal(text) <= LARGEST else ""


def has_odd_comma(typed: str) -> bool:
    """Whether a number has a comma that does not group thousands: is 1,5 meant as 15, 1.5 or 1,500?"""
    text = _bare(typed)
    return "," in text and bool(_NUMBER.fullmatch(text.replace(",", ""))) and not _GROUPED.fullmatch(text)


def _bare(typed: str) -> str:
    return typed.removesuffix("%").strip()


def faults(figures: Figures, tolerance: int) -> Iterator[str]:
    """What is wrong with figures, in sentences. `tolerance` is how far percentages may be off a hundred, in points.

    Source: the checks of a Bundle's context (`bundle.checks.context`), made when figures are entered.
    """
    if not figures.parts:
        yield "Enter at least one figure."
        return
    if len(figures.parts) > MOST_PARTS:
        yield f"Enter at most {MOST_PARTS} figures at a time. There are {len(figures.parts)}."
    first: dict[str, str] = {}
    for part in figures.parts:
        # Capitals and what nobody sees make no other group; the signs of '<10' and '10' do.
        if (key := reference_key(part.name)) in first:
            yield f"'{part.name}' is there twice."
        first.setdefault(key, part.name)
    national = [part for part in figures.parts if part.national]
    if national and len(national) < len(figures.parts):
        yield "Enter a national value for every figure or for none."
    if national and not (figures.nation and figures.national_source):
        yield "Say what the national values are of, and their source."
    yield from _sums(figures, tolerance)


def _sums(figures: Figures, tolerance: int) -> Iterator[str]:
    """Parts that leave nothing out add up: numbers to the total, percentages to a hundred. One alone is no part.

    Where the source suppresses a part, nobody knows the sum: the others are not more than the whole.
    """
    if len(figures.parts) == 1:
        return
    own, is_whole = _sum([part.value for part in figures.parts])
    if figures.unit == "percent":
        yield from _hundred("The service's percentages", own, tolerance, is_whole=is_whole)
        nation, is_whole = _sum([part.national for part in figures.parts if part.national])
        if any(part.national for part in figures.parts):
            yield from _hundred("The national percentages", nation, tolerance, is_whole=is_whole)
    elif figures.total in ("", SUPPRESSED):
        return
    elif is_whole and Decimal(figures.total) != own:
        yield f"The parts add up to {own}, but the total is {figures.total}."
    elif Decimal(figures.total) < own:
        yield f"The parts that are not suppressed add up to {own}, but the total is {figures.total}."


def _sum(values: Sequence[str]) -> tuple[Decimal, bool]:
    """The sum of the values that are given, and whether that is all of them."""
    numbers = [Decimal(value) for value in values if value != SUPPRESSED]
    return sum(numbers, Decimal(0)), len(numbers) == len(values)


def _hundred(whose: str, total: Decimal, tolerance: int, *, is_whole: bool) -> Iterator[str]:
    if is_whole and abs(total - 100) > tolerance:
        yield f"{whose} add up to {total}, not to 100."
    elif not is_whole and total > 100 + tolerance:
        yield f"{whose} that are not suppressed add up to {total}, more than 100."
