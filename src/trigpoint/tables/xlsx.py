"""An XLSX (ECMA-376) → the lines of its sheets, each cell as a person sees it, with what is hidden marked."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final
from xml.etree.ElementTree import Element  # nosec B405

from trigpoint.tables.lines import CellKind, Line, Sheet, Visibility
from trigpoint.tables.number_formats import (
    BUILT_IN,
    GENERAL,
    is_of_dates,
    is_rounded,
    is_shortened,
    number_in,
    plain,
    shown_number,
    shown_text,
)
from trigpoint.tables.too_small import is_low, is_narrow
from trigpoint.tables.xml_parts import attributes_of, local, wholes

WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_STRINGS, _STYLES = "sharedStrings", "styles"
_VISIBILITIES: Final = {"hidden": Visibility.HIDDEN, "veryHidden": Visibility.VERY_HIDDEN}
_TRUE: Final = ("1", "true", "on")
# A character that XML cannot hold is written as its number.
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_REFERENCE: Final = re.compile("([A-Za-z]{1,8})([0-9]{1,9})")
_FIRST_COLUMN: Final = ord("A") - 1
_SECONDS: Final = 86_400
# No spreadsheet takes a longer one, and each number would be put through all of it.
_LONGEST_CODE: Final = 255
_NOT_UNDERSTOOD: Final = "# ?/?"
# Columns beyond those of a list are hidden together in many workbooks.
_MOST_HIDDEN: Final = 1_000
# What is shown in the place of a day before the first or after the last.
_NO_DAY: Final = "########"
# The first program of its kind took 1900 for a leap year, and all since count a day that never was.
_DAY_THAT_WAS_NOT: Final = 60


@dataclass(frozen=True, slots=True)
class _Book:
    """What the sheets of a workbook share: texts, the format code of each style, and the day from which days count."""

    strings: Sequence[str]
    codes: Sequence[str]
    first_day: date


def xlsx_sheets(parts: Mapping[str, bytes]) -> list[Sheet]:
    """Return the sheets of a workbook in their order. Raises what a damaged part raises."""
    relations = _relations(parts)
    book = _Book(
        strings=list(_strings(_part_of(parts, relations, _STRINGS))),
        codes=_codes(_part_of(parts, relations, _STYLES)),
        first_day=_first_day(parts[WORKBOOK]),
    )
    sheets = []
    for _, element in wholes(parts[WORKBOOK], "sheet"):
        about = attributes_of(element)
        kind, target = relations[about["id"]]
        # A sheet may be a chart alone.
        if kind == "worksheet":
            visibility = _VISIBILITIES.get(about.get("state", ""), Visibility.VISIBLE)
            lines, hidden = _lines(parts[target], book)
            sheets.append(Sheet(about["name"], lines, visibility, hidden))
    return sheets


def _relations(parts: Mapping[str, bytes]) -> dict[str, tuple[str, str]]:
    """Id → the kind of a part, and its name in the archive."""
    relations = {}
    for _, element in wholes(parts[_RELATIONS], "Relationship"):
        about = attributes_of(element)
        target = posixpath.normpath(posixpath.join("/xl", about["Target"])).lstrip("/")
        relations[about["Id"]] = (about["Type"].rpartition("/")[2], target)
    return relations


def _part_of(parts: Mapping[str, bytes], relations: Mapping[str, tuple[str, str]], kind: str) -> bytes:
    return next((parts[target] for other, target in relations.values() if other == kind and target in parts), b"")


def _first_day(workbook: bytes) -> date:
    about = [attributes_of(element) for _, element in wholes(workbook, "workbookPr")]
    from_1904 = any(attributes.get("date1904", "") in _TRUE for attributes in about)
    return date(1904, 1, 1) if from_1904 else date(1899, 12, 31)


def _strings(part: bytes) -> Iterator[str]:
    return (_text(element) for _, element in wholes(part, "si")) if part else iter(())


def _text(element: Element) -> str:
    """The text of a cell or of a shared text, of one piece or of several; how it is pronounced is left out."""
    pieces = []
    for child in element:
        name = local(child.tag)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces += [text.text or "" for text in child if local(text.tag) == "t"]
    return _unescaped("".join(pieces))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), text) if "_x" in text else text


def _codes(part: bytes) -> list[str]:
    """The format code of each style of a cell."""
    own: dict[int, str] = {}
    numbers: list[int] = []
    for name, element in wholes(part, "numFmt", "cellXfs") if part else ():
        if name == "numFmt":
            about = attributes_of(element)
            own[int(about["numFmtId"])] = about.get("formatCode", GENERAL)
        else:
            numbers = [int(attributes_of(style).get("numFmtId", 0)) for style in element]
    codes = (own.get(number) or BUILT_IN.get(number, GENERAL) for number in numbers)
    return [code if len(code) <= _LONGEST_CODE else _NOT_UNDERSTOOD for code in codes]


def _lines(part: bytes, book: _Book) -> tuple[list[Line], frozenset[int]]:
    """The lines of a sheet that hold anything, and which of its columns are hidden."""
    lines: list[Line] = []
    hidden: set[int] = set()
    number, low = 0, False
    for name, element in wholes(part, "sheetFormatPr", "col", "row"):
        about = attributes_of(element)
        if name == "sheetFormatPr":
            # Where a row or a column says nothing of its size it has this one.
            low = is_low(about.get("defaultRowHeight"))
            hidden |= set(range(_MOST_HIDDEN if is_narrow(about.get("defaultColWidth")) else 0))
        elif name == "col":
            hidden = _hidden_with(about, hidden)
        else:
            number = int(about.get("r", number + 1))
            cells, kinds = _cells(element, book)
            if any(cells) or kinds:
                lines.append(Line(number, cells, kinds, _is_hidden(about, low=low)))
    return lines, frozenset(hidden)


def _is_hidden(about: Mapping[str, str], *, low: bool) -> bool:
    height = about.get("ht")
    return about.get("hidden", "") in _TRUE or (low if height is None else is_low(height))


def _hidden_with(about: Mapping[str, str], hidden: set[int]) -> set[int]:
    """The hidden columns, once some columns have said whether they are."""
    columns = set(range(max(int(about["min"]), 1) - 1, min(int(about["max"]), _MOST_HIDDEN)))
    is_hidden = about.get("hidden", "") in _TRUE or is_narrow(about.get("width"))
    return hidden | columns if is_hidden else hidden - columns


def _cells(row: Element, book: _Book) -> tuple[list[str], dict[int, CellKind]]:
    cells: list[str] = []
    kinds: dict[int, CellKind] = {}
    column = 0
    for element in row:
        about = element.attrib
        column = _column(about.get("r", ""), column)
        text, kind = _shown(element, about, book)
        if text or kind:
            cells += [""] * (column - len(cells))
            cells[column - 1] = text
            if kind:
                kinds[column - 1] = kind
    return cells, kinds


def _column(reference: str, before: int) -> int:
    """The column of a cell, from 1. A cell that does not name its place follows the one before it."""
    column_and_row = _REFERENCE.fullmatch(reference)
    if column_and_row is None:
        return before + 1
    return _number_of(column_and_row[1])


@lru_cache(maxsize=1024)
def _number_of(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - _FIRST_COLUMN
    return column


def _shown(element: Element, about: Mapping[str, str], book: _Book) -> tuple[str, CellKind | None]:
    """What a person sees in a cell, and what is to be said of it."""
    children = {local(child.tag): child for child in element}
    kind = about.get("t", "n")
    value = children["v"].text or "" if "v" in children else ""
    code = _code(about.get("s"), book)
    if kind == "inlineStr":
        return shown_text(_text(children["is"]) if "is" in children else "", code), None
    if not value:
        # A formula whose text is empty says that it is one of text; others were never worked out.
        return "", CellKind.NO_VALUE if "f" in children and kind != "str" else None
    if kind in ("s", "str"):
        return shown_text(book.strings[int(value)] if kind == "s" else _unescaped(value), code), None
    return _shown_value(kind, value, code, book)


def _shown_value(kind: str, value: str, code: str, book: _Book) -> tuple[str, CellKind | None]:
    """What a person sees of a value that is no text."""
    match kind:
        case "b":
            return "TRUE" if value in _TRUE else "FALSE", None
        case "e":
            return value, CellKind.ERROR
        case "d":
            return _moment(datetime.fromisoformat(value)), CellKind.DATE
        case _:
            return _shown_number(value, code, book)


def _code(style: str | None, book: _Book) -> str:
    number = int(style) if style else 0
    return book.codes[number] if number < len(book.codes) else GENERAL


def _shown_number(value: str, code: str, book: _Book) -> tuple[str, CellKind | None]:
    number = number_in(value)
    if number is None:
        return value, None
    if is_of_dates(code):
        written = _date(number, book)
        return (written, CellKind.DATE) if written else (_NO_DAY, None)
    if is_rounded(number):
        return plain(number), CellKind.ROUNDED
    text = shown_number(number, code)
    if text is None:
        return plain(number), CellKind.OTHER_FORM
    return text.strip(), CellKind.SHORTENED if is_shortened(text, number) else None


def _date(days: Decimal, book: _Book) -> str:
    """A number of days as a day, a time or both; '' where it is none that the program can show."""
    if days < 0:
        return ""
    # Decimals of a day are never exact: a second is the least that is meant.
    seconds = int((days * _SECONDS).to_integral_value())
    day, time = divmod(seconds, _SECONDS)
    if day == 0 and book.first_day.year != 1904:
        return str(timedelta(seconds=time)).rjust(8, "0")
    if book.first_day.year != 1904 and day > _DAY_THAT_WAS_NOT:
        day -= 1
    try:
        start = datetime.combine(book.first_day, datetime.min.time())
        return _moment(start + timedelta(days=day, seconds=time))
    except OverflowError:
        return ""


def _moment(moment: datetime) -> str:
    """A day in ISO form, with its time where it has one."""
    is_midnight = not (moment.hour or moment.minute or moment.second)
    return moment.date().isoformat() if is_midnight else moment.replace(tzinfo=None).isoformat(" ", "seconds")
