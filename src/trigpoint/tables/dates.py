"""Days as people write them in a list, day before month."""

import re
from datetime import date
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


def date_in(text: str) -> date:
    """Return the day that a text names: 2026-03-05, 5/3/2026, 05-03-2026 or 5 March 2026. Raises NotADateError."""
    written = " ".join(text.split())
    if iso := _ISO.fullmatch(written):
        return _day(iso[1], int(iso[2]), iso[3])
    if figures := _IN_FIGURES.fullmatch(written):
        return _day(figures[4], int(figures[3]), figures[1])
    if words := _IN_WORDS.fullmatch(written):
        return _day(words[3], _MONTHS.get(words[2].lower(), 0), words[1])
    raise NotADateError


def _day(year: str, month: int, day: str) -> date:
    if len(year) == 2:
        raise ShortYearError
    try:
        return date(int(year), month, int(day))
    except ValueError:
        raise NotADateError from None
