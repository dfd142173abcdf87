"""Days as people write them in a list. Whether day or month comes first is judged by the whole column."""

import re
from datetime import date
from enum import StrEnum
from typing import Final

_MONTHS: Final = {
    name[:length]: number
    for number, name in enumerate(
        (
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ),
        start=1,
    )
    for length in (3, len(name))
} | {"sept": 9}
# An export often adds midnight to a day.
_TIME: Final = r"(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)?"
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})" + _TIME)
_IN_FIGURES: Final = re.compile(r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})" + _TIME)
_IN_WORDS: Final = re.compile(r"([0-9]{1,2})[ -]([A-Za-z]{3,9})[ -]([0-9]{4}|[0-9]{2})")


class NotADateError(ValueError):
    """A text names no day."""


class ShortYearError(NotADateError):
    """A text names a day whose year has two figures: whose century is meant must not be guessed."""


class DateOrder(StrEnum):
    """Which comes first in a date in figures. The values are stored and typed."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


def date_in(text: str, order: DateOrder = DateOrder.DAY_FIRST) -> date:
    """Return the day that a text names: 2026-03-05, 5/3/2026, 05-03-2026 or 5 March 2026. Raises NotADateError.

    `order` is that of days in figures alone whose year comes last.
    """
    written = " ".join(text.split())
    if iso := _ISO.fullmatch(written):
        return _day(iso[1], int(iso[2]), iso[3])
    if figures := _IN_FIGURES.fullmatch(written):
        first, second, year = figures[1], figures[3], figures[4]
        day, month = (first, second) if order is DateOrder.DAY_FIRST else (second, first)
        return _day(year, int(month), day)
    if words := _IN_WORDS.fullmatch(written):
        return _day(words[3], _MONTHS.get(words[2].lower(), 0), words[1])
    raise NotADateError


def day_in(text: str, order: DateOrder = DateOrder.DAY_FIRST) -> date | None:
    """Return the day that a text names, None where it names none."""
    try:
        return date_in(text, order)
    except NotADateError:
        return None


def in_figures(text: str) -> tuple[int, int] | None:
    """Return the two numbers of a day in figures alone whose order has to be known; None for any other text."""
    figures = _IN_FIGURES.fullmatch(" ".join(text.split()))
    return (int(figures[1]), int(figures[3])) if figures else None


def _day(year: str, month: int, day: str) -> date:
    if len(year) == 2:
        raise ShortYearError
    try:
        return date(int(year), month, int(day))
    except ValueError:
        raise NotADateError from None
