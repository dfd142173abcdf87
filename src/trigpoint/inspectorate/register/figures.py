"""Figures as they are given, and what is wrong with them: parts against totals, percentages against a hundred."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

MOST_PARTS = 40
LARGEST = Decimal(10) ** 9
ODD_COMMA = "a comma groups thousands. Write 1,500 for fifteen hundred and 1.5 for one and a half"
_NUMBER = re.compile(r"[0-9]{1,10}(\.[0-9]{1,6})?")
_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_GAPS = re.compile(r"\t|\||\s{2,}")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name, the service's value, and the nation's ('' for none). Values are decimal numbers as text."""

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


def read_parts(text: str) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """Read one part a line: name, value and national value, apart by a tab, a '|' or two spaces.

    Return the parts and, line by line, what could not be read. A column copied from a spreadsheet has tabs.
    """
    parts, wrong = [], []
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in _GAPS.split(line.strip()) if cell.strip()]
        if not cells:
            continue
        if not 2 <= len(cells) <= 3:
            wrong.append(f"Line {number} must have a name, a value and, where there is one, a national value")
            continue
        values = [plain_number(cell) for cell in cells[1:]]
        commas = [cell for cell in cells[1:] if has_odd_comma(cell)]
        if commas:
            wrong.append(f"Line {number} has '{commas[0][:30]}': {ODD_COMMA}")
            continue
        if "" in values:
            wrong.append(f"Line {number} must have numbers after the name, such as 1,234 or 8.2")
            continue
        parts.append(Part(cells[0][:100], *values))
    return tuple(parts), tuple(wrong)


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
        yield f"Enter at most {MOST_PARTS} figures at a time."
    names = [part.name for part in figures.parts]
    yield from (f"'{name}' is there twice." for name in sorted({name for name in names if names.count(name) > 1}))
    national = [part for part in figures.parts if part.national]
    if national and len(national) < len(figures.parts):
        yield "Enter a national value for every figure or for none."
    if national and not (figures.nation and figures.national_source):
        yield "Say what the national values are of, and their source."
    yield from _sums(figures, tolerance)


def _sums(figures: Figures, tolerance: int) -> Iterator[str]:
    """Parts that leave nothing out add up: numbers to the total, percentages to a hundred. One alone is no part."""
    if len(figures.parts) == 1:
        return
    own = sum((Decimal(part.value) for part in figures.parts), Decimal(0))
    if figures.unit == "percent":
        if abs(own - 100) > tolerance:
            yield f"The service's percentages add up to {own}, not to 100."
        nation = sum((Decimal(part.national) for part in figures.parts if part.national), Decimal(0))
        if any(part.national for part in figures.parts) and abs(nation - 100) > tolerance:
            yield f"The national percentages add up to {nation}, not to 100."
    elif figures.total and Decimal(figures.total) != own:
        yield f"The parts add up to {own}, but the total is {figures.total}."
