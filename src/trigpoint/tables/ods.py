"""An ODS (OpenDocument 1.3, part 3) → the lines of its sheets, each cell as a person sees it, with what is hidden."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element  # nosec B405

from trigpoint.tables.lines import CellKind, Line, Sheet, Visibility
from trigpoint.tables.number_formats import is_rounded, is_shortened, number_in, plain
from trigpoint.tables.too_small import is_low_length, is_narrow_length
from trigpoint.tables.unreadable import MOST_ROWS, too_many_rows
from trigpoint.tables.xml_parts import Seen, attributes_of, elements, local, wholes

CONTENT: Final = "content.xml"
_STYLES: Final = "styles.xml"
_GROUPS: Final = ("table-row-group", "table-column-group")
_NOT_SHOWN: Final = ("collapse", "filter")
_ERROR: Final = re.compile(r"#[A-Z][A-Z0-9/_]*[!?]?|Err:[0-9]{3}|#N/A")
# Of all sheets together: rows that are repeated are laid out, and a few bytes can repeat them without end.
_MOST_LINES: Final = 10 * MOST_ROWS
_MIDNIGHT: Final = "T00:00:00"


@dataclass(slots=True)
class _Hidden:
    """Styles under which nothing is seen: sheets that are not displayed, rows and columns too small to be read."""

    sheets: set[str] = field(default_factory=set)
    lines: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Open:
    """A sheet while it is read."""

    name: str
    visibility: Visibility
    lines: list[Line] = field(default_factory=list)
    number: int = 1
    column: int = 0
    hidden_columns: set[int] = field(default_factory=set)
    groups: list[bool] = field(default_factory=list)

    @property
    def is_folded(self) -> bool:
        """Whether we are inside a group of rows, or of columns, that is folded away."""
        return any(self.groups)


def ods_sheets(parts: Mapping[str, bytes]) -> list[Sheet]:
    """Return the sheets of a workbook in their order. Raises what a damaged part raises."""
    hidden = _Hidden()
    for _, style in wholes(parts.get(_STYLES) or b"<none/>", "style"):
        _read_style(style, hidden)
    return list(_sheets(parts[CONTENT], hidden))


def _sheets(part: bytes, hidden: _Hidden) -> Iterator[Sheet]:
    sheet: _Open | None = None
    lines = 0
    for seen in elements(part, ("style", "table-row", "table-column"), ("table", *_GROUPS)):
        if seen.name == "style":
            _read_style(seen.element, hidden)
        elif seen.name == "table" and seen.is_start:
            about = attributes_of(seen.element)
            is_hidden = about.get("style-name") in hidden.sheets
            sheet = _Open(about.get("name", ""), Visibility.HIDDEN if is_hidden else Visibility.VISIBLE)
        elif sheet and seen.name == "table":
            yield Sheet(sheet.name, sheet.lines, sheet.visibility, frozenset(sheet.hidden_columns))
            sheet = None
        elif sheet:
            lines += _read_inside(seen, sheet, hidden)
            if lines > _MOST_LINES:
                raise too_many_rows()


def _read_inside(seen: Seen, sheet: _Open, hidden: _Hidden) -> int:
    """Read a row, a column or a group of either, and return how many lines came of it."""
    if seen.name == "table-row":
        return _read_row(seen.element, sheet, hidden)
    if seen.name == "table-column":
        _read_column(seen.element, sheet, hidden)
    else:
        _fold(seen.element, sheet, is_start=seen.is_start)
    return 0


def _read_style(element: Element, hidden: _Hidden) -> None:
    about = attributes_of(element)
    for child in element:
        says = attributes_of(child)
        if says.get("display") == "false":
            hidden.sheets.add(about.get("name", ""))
        if is_low_length(says.get("row-height", "")) or is_narrow_length(says.get("column-width", "")):
            hidden.lines.add(about.get("name", ""))


def _fold(element: Element, sheet: _Open, *, is_start: bool) -> None:
    if is_start:
        sheet.groups.append(attributes_of(element).get("display") == "false")
    else:
        sheet.groups.pop()


def _read_column(element: Element, sheet: _Open, hidden: _Hidden) -> None:
    about = attributes_of(element)
    repeats = _repeats(about, "number-columns-repeated")
    if _is_hidden(about, hidden) or sheet.is_folded:
        sheet.hidden_columns |= set(range(sheet.column, min(sheet.column + repeats, 1_000)))
    sheet.column += repeats


def _is_hidden(about: Mapping[str, str], hidden: _Hidden) -> bool:
    return about.get("visibility") in _NOT_SHOWN or about.get("style-name") in hidden.lines


def _read_row(element: Element, sheet: _Open, hidden: _Hidden) -> int:
    """Read a row as often as it is repeated, and return how many lines came of it."""
    about = attributes_of(element)
    repeats = _repeats(about, "number-rows-repeated")
    cells, kinds = _cells(element)
    first = sheet.number
    sheet.number += repeats
    if not any(cells) and not kinds:
        return 0
    is_hidden = _is_hidden(about, hidden) or sheet.is_folded
    sheet.lines += [Line(number, cells, kinds, is_hidden) for number in range(first, first + min(repeats, _MOST_LINES))]
    return repeats


def _repeats(about: Mapping[str, str], name: str) -> int:
    return int(about.get(name, "1").removeprefix("+"))


def _cells(row: Element) -> tuple[list[str], dict[int, CellKind]]:
    cells: list[str] = []
    kinds: dict[int, CellKind] = {}
    column = 0
    for element in row:
        name, about = local(element.tag), attributes_of(element)
        repeats = _repeats(about, "number-columns-repeated")
        # What lies under a merged cell nobody sees.
        text, kind = _shown(element, about) if name == "table-cell" else ("", None)
        if text or kind:
            cells += [*[""] * (column - len(cells)), *[text] * repeats]
            kinds |= dict.fromkeys(range(column, column + repeats), kind) if kind else {}
        column += repeats
    return cells, kinds


def _shown(element: Element, about: Mapping[str, str]) -> tuple[str, CellKind | None]:
    """What a person sees in a cell, and what is to be said of it."""
    text = "\n".join(_paragraph(child) for child in element if local(child.tag) == "p")
    # An error stands as one kind of value for this program and as another for all others.
    kinds = {value for name, value in element.attrib.items() if local(name) == "value-type"}
    has_formula = "formula" in about
    if "error" in kinds or (has_formula and _ERROR.fullmatch(text)):
        return text, CellKind.ERROR
    if has_formula and not kinds and not text:
        return "", CellKind.NO_VALUE
    return _value(next(iter(kinds), ""), about, text)


def _value(kind: str, about: Mapping[str, str], text: str) -> tuple[str, CellKind | None]:
    """What a person sees of a value of some kind: the text that is shown, where it does not depend on the program."""
    match kind:
        case "date":
            return about.get("date-value", text).removesuffix(_MIDNIGHT).replace("T", " "), CellKind.DATE
        case "time":
            return text or about.get("time-value", ""), CellKind.DATE
        case "boolean":
            return about.get("boolean-value", text).upper(), None
        case "float" | "percentage" | "currency":
            return _number(about.get("value", ""), text)
        case _:
            return text or about.get("string-value", ""), None


def _number(value: str, text: str) -> tuple[str, CellKind | None]:
    number = number_in(value)
    if number is None:
        return text or value, None
    if is_rounded(number):
        return plain(number), CellKind.ROUNDED
    return text or plain(number), CellKind.SHORTENED if is_shortened(text, number) else None


def _paragraph(element: Element) -> str:
    """The text of a paragraph with its spaces and breaks; a note on a cell is none of it."""
    pieces = [element.text or ""]
    for child in element:
        match local(child.tag):
            case "s":
                pieces.append(" " * min(_repeats(attributes_of(child), "c"), 1_000))
            case "tab":
                pieces.append("\t")
            case "line-break":
                pieces.append("\n")
            case "annotation" | "annotation-end" | "note" | "frame":
                pass
            case _:
                pieces.append(_paragraph(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
