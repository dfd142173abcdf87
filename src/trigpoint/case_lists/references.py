"""References of cases and children: which texts can be one, and which are what a spreadsheet has made of one."""

import re
from collections.abc import Sequence
from typing import Final

from trigpoint.tables.dates import NotADateError, ShortYearError, date_in
from trigpoint.tables.lines import CellKind

# A name has spaces, commas or apostrophes, or is letters alone; a reference has none of these and has a figure.
_REFERENCE: Final = re.compile(r"(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9._/-]{0,39}")
_LETTER: Final = re.compile("[A-Za-z]")
_MONTH: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec"
# As spreadsheets show a day without its year, or a month of a year.
_SHORT_DATE: Final = re.compile(rf"[0-9]{{1,2}}-(?:{_MONTH})|(?:{_MONTH})-[0-9]{{2}}(?:[0-9]{{2}})?", re.IGNORECASE)
# As they show a long number, with or without the sign of its power.
_POWER: Final = re.compile(r"[0-9](?:\.[0-9]+E[+-]?|E[+-])[0-9]{1,3}", re.IGNORECASE)
# As programs write a whole number that they hold with decimals.
_DECIMAL: Final = re.compile(r"[0-9]+\.0+")
# A spreadsheet keeps so many digits of a number.
_DIGITS: Final = 15
_LONG: Final = re.compile(rf"[0-9]{{{_DIGITS + 1},}}")
_ROUNDED: Final = re.compile(rf"[1-9][0-9]{{{_DIGITS - 1}}}0+")


def is_reference(text: str) -> bool:
    """Whether a text has the form of a reference, which no name has."""
    return bool(_REFERENCE.fullmatch(text))


def is_turned_into_date(text: str, kind: CellKind | None) -> bool:
    """Whether a spreadsheet has made a date of a reference such as 1-3-9 or MAR-26."""
    if kind is CellKind.DATE or _SHORT_DATE.fullmatch(text):
        return True
    try:
        date_in(text)
    except ShortYearError:
        # '1/3/26' may be what somebody counts by, as a spreadsheet that made a date of it shows all of the year; in
        # words it shows two figures of it.
        return bool(_LETTER.search(text))
    except NotADateError:
        return False
    return True


def is_turned_into_power(text: str) -> bool:
    """Whether a spreadsheet has made a power of ten of a long number, or of a reference such as 7E5."""
    return bool(_POWER.fullmatch(text))


def is_turned_into_decimal(text: str) -> bool:
    """Whether a program has made a number with decimals, such as 417.0, of a reference."""
    return bool(_DECIMAL.fullmatch(text))


def all_rounded(references: Sequence[str]) -> bool:
    """Whether every number of a column that is longer than a spreadsheet keeps ends in noughts: nobody wrote these."""
    long = [reference for reference in references if _LONG.fullmatch(reference)]
    return bool(long) and all(_ROUNDED.fullmatch(reference) for reference in long)


def is_rounded(text: str, kind: CellKind | None, *, column_rounded: bool) -> bool:
    """Whether the last digits of a reference are noughts that nobody wrote."""
    return kind is CellKind.ROUNDED or (column_rounded and bool(_ROUNDED.fullmatch(text)))
