"""Which sheet of a file is the list of a case type: the one that its disposals or its name tell, else a question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from trigpoint.case_lists.answers import Answers
from trigpoint.case_lists.case_types import case_types_of
from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.case_lists.questions import SHEET, Choice, Question, QuestionKind, answered
from trigpoint.english import count_of, list_of, quoted
from trigpoint.rules.framework import CaseType
from trigpoint.sameness import code_key, heading_key
from trigpoint.tables.lines import Visibility
from trigpoint.tables.mapping import suggest_plan
from trigpoint.tables.sheets_read import SheetRead, SheetsRead
from trigpoint.tables.table import Row, Table
from trigpoint.tables.unreadable import MOST_ROWS, too_many_rows

# 'OOC' is a name; a letter or two may stand for anything.
_SHORTEST_INITIALS: Final = 3


@dataclass(frozen=True, slots=True)
class SheetElsewhere:
    """A sheet of the file that was not read, with its number of rows, and why it was not."""

    name: str
    rows: int
    visibility: Visibility
    why: str


@dataclass(frozen=True, slots=True)
class ChosenSheets:
    """The sheets that are read as the list, the others, and the question which it is where there is a choice."""

    sheets: tuple[SheetRead, ...]
    elsewhere: tuple[SheetElsewhere, ...]
    question: Question | None


def choose_sheets(sheets: SheetsRead, layout: CaseListLayout, case_type: str, answers: Answers) -> ChosenSheets:
    """Choose the sheets of a list. While the question is open, the first that may be the list is shown."""
    likely = _likely(sheets, layout, case_type)
    choices = tuple(_choice(sheet) for sheet in sheets.possible)
    answer = answered(answers, SHEET, choices, several=True)
    is_clear = len(likely) == 1 and likely[0].is_visible and not _goes_on(likely[0])
    names = answer or tuple(sheet.name for sheet in likely[:1])
    chosen = tuple(sheet for sheet in sheets.possible if sheet.name in names)
    elsewhere = tuple(
        _elsewhere(sheet, layout, case_type) for sheet in sheets.sheets if sheet.name not in {s.name for s in chosen}
    )
    question = None
    if len(choices) > 1 or not is_clear:
        question = Question(
            SHEET,
            QuestionKind.SHEET,
            f"Which sheet is the list of {layout.case_type_name(case_type)}?",
            _hint(likely),
            choices,
            answer or (names if is_clear else ()),
            several=True,
            arose=bool(answer) or not is_clear,
        )
    # A sheet that nobody sees is not shown as the list before somebody has said that it is.
    if not answer and not all(sheet.is_visible for sheet in chosen):
        chosen = tuple(_without_rows(sheet) for sheet in chosen)
    return ChosenSheets(chosen, elsewhere, question)


def table_of_sheets(sheets: Sequence[SheetRead]) -> Table:
    """Return the rows of all chosen sheets under the headings of the first. Raises UnreadableListError."""
    first, *others = (sheet.table for sheet in sheets if sheet.table is not None)
    if not others:
        return first
    rows = [replace(row, sheet=first.sheet) for row in first.rows]
    for table in others:
        rows += _aligned(table, first)
    if len(rows) > MOST_ROWS:
        raise too_many_rows()
    return replace(first, rows=tuple(rows))


def _likely(sheets: SheetsRead, layout: CaseListLayout, case_type: str) -> tuple[SheetRead, ...]:
    """The sheets that may be the list: of those that a person sees, as far as there are any with our headings."""
    lists = [sheet for sheet in sheets.possible if sheet.is_list and sheet.is_visible]
    # A sheet of sums or of codes has some of our headings as well, but no cases.
    of_cases = [sheet for sheet in lists if _has_cases(sheet, layout)] or lists
    filled = [sheet for sheet in of_cases if sheet.number_of_rows] or of_cases
    if len(filled) < 2:
        return tuple(filled) or sheets.possible
    types = {sheet.name: _types(sheet, layout) for sheet in filled}
    fitting = [sheet for sheet in filled if case_type in types[sheet.name]]
    unsure = [sheet for sheet in filled if not types[sheet.name]]
    return tuple(fitting + unsure) or tuple(filled)


def _has_cases(sheet: SheetRead, layout: CaseListLayout) -> bool:
    headings = {heading_key(heading) for heading in sheet.table.headings} if sheet.table else set()
    return bool(headings & layout.reference.words)


def _types(sheet: SheetRead, layout: CaseListLayout) -> frozenset[str]:
    """The case types that a sheet fits by its disposals, or where these tell nothing by its name."""
    if sheet.table is None:
        return frozenset()
    by_disposals = case_types_of(sheet.table, suggest_plan(sheet.table, layout), layout)
    return by_disposals or _types_by_name(sheet.name, layout.case_types)


def _types_by_name(name: str, case_types: Sequence[CaseType]) -> frozenset[str]:
    key = code_key(name)
    fits = {
        case_type.id: max((len(word) for word in _words(case_type) if word in key), default=0)
        for case_type in case_types
    }
    # 'Out of court' holds 'court' as well: the longer word tells.
    most = max(fits.values(), default=0)
    return frozenset(case_type for case_type, length in fits.items() if length == most > 0)


def _words(case_type: CaseType) -> set[str]:
    words = case_type.id.split("_")
    initials = "".join(word[0] for word in words)
    written = {code_key(case_type.id), code_key(case_type.name)}
    return written | ({initials} if len(initials) >= _SHORTEST_INITIALS else set())


def _elsewhere(sheet: SheetRead, layout: CaseListLayout, case_type: str) -> SheetElsewhere:
    return SheetElsewhere(sheet.name, sheet.number_of_rows, sheet.visibility, _why(sheet, layout, case_type))


def _why(sheet: SheetRead, layout: CaseListLayout, case_type: str) -> str:
    types = sorted(_types(sheet, layout))
    if not sheet.is_visible:
        return "hidden in your file"
    if not sheet.is_list:
        return "has none of the headings that are asked for"
    if not _has_cases(sheet, layout):
        return f"has no column '{layout.reference.label}'"
    if types and case_type not in types:
        return f"for the list of {list_of([layout.case_type_name(name) for name in types])}"
    goes_on = _goes_on(sheet)
    return (
        f"has no headings, and rows like those of {quoted(goes_on, 40)}"
        if goes_on
        else "has the headings that are asked for"
    )


def _goes_on(sheet: SheetRead) -> str:
    """The sheet whose rows another seems to go on with, '' for one that has headings of its own."""
    return sheet.table.goes_on if sheet.table else ""


def _choice(sheet: SheetRead) -> Choice:
    hidden = "" if sheet.is_visible else ", hidden in your file"
    return Choice(sheet.name, f"{sheet.name or 'The file'}: {count_of(sheet.number_of_rows, 'row')}{hidden}")


def _hint(likely: Sequence[SheetRead]) -> str:
    names = _names([sheet for sheet in likely if not _goes_on(sheet)])
    if not all(sheet.is_visible for sheet in likely):
        return f"No sheet that is shown has the headings that are asked for. {names} may be the list."
    if not any(sheet.is_list for sheet in likely):
        return f"No sheet has the headings that are asked for. {names} may be the list."
    has = "has" if sum(not _goes_on(sheet) for sheet in likely) == 1 else "have"
    told = [
        *([f"{names} {has} the headings that are asked for."] if names else []),
        *(
            f"{_names([sheet])} has no headings, and rows that go on like those of {quoted(_goes_on(sheet), 40)}."
            for sheet in likely
            if _goes_on(sheet)
        ),
    ]
    more = ["Choose more than one if the cases are on several."] if len(likely) > 1 else []
    return " ".join([*told, *more])


def _names(sheets: Sequence[SheetRead]) -> str:
    return list_of([f"{quoted(sheet.name, 40)} ({count_of(sheet.number_of_rows, 'row')})" for sheet in sheets])


def _without_rows(sheet: SheetRead) -> SheetRead:
    return replace(sheet, table=replace(sheet.table, rows=()) if sheet.table else None)


def _aligned(table: Table, first: Table) -> list[Row]:
    """The rows of a table with their cells under the headings of another; what has no heading there is left out."""
    indices = _indices(first.headings)
    own = _indices(table.headings)
    moves = {own[heading]: index for heading, index in indices.items() if heading in own}
    return [_moved(row, moves, len(first.headings), table.sheet) for row in table.rows]


def _indices(headings: Sequence[str]) -> dict[tuple[str, int], int]:
    """Heading, and the how many-th of its kind it is → its index, from 0."""
    seen: dict[str, int] = {}
    indices = {}
    for index, heading in enumerate(headings):
        key = heading_key(heading)
        seen[key] = seen.get(key, 0) + 1
        indices[key, seen[key]] = index
    return indices


def _moved(row: Row, moves: Mapping[int, int], width: int, sheet: str) -> Row:
    cells = [""] * width
    for old, new in moves.items():
        cells[new] = row.cells[old]
    kinds = {moves[old]: kind for old, kind in row.kinds.items() if old in moves}
    return replace(row, cells=tuple(cells), kinds=kinds, sheet=sheet)
