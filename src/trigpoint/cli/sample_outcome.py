"""What `trigpoint sample check` prints of a list: what was read, what has to be answered, what has to be corrected."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from shlex import quote
from typing import Final

from rich.table import Table as Grid
from rich.text import Text

from trigpoint.case_lists.as_read import ListAsRead
from trigpoint.case_lists.findings import Finding, findings
from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.case_lists.questions import Question, QuestionKind, heading_id
from trigpoint.case_lists.reading import ListRead
from trigpoint.case_lists.remarks import REMARKS, CheckedList, Remark, Severity
from trigpoint.case_lists.wordings import in_lines
from trigpoint.cli.screen import console
from trigpoint.english import count_of, list_of, long_date, quoted
from trigpoint.report.json_values import Json
from trigpoint.tables.mapping import fitting_headings, unknown_words, unmapped_columns, without_other_columns

_MOST_SHOWN: Final = 40
_MOST_PLACES: Final = 10
# What the question says already, with the option that answers it.
_ASKED_INSTEAD: Final = {
    "two_headings": QuestionKind.HEADING,
    "perhaps_the_same": QuestionKind.NOUGHTS,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A list, what it was checked against, and the result."""

    file: Path
    read: ListRead
    layout: CaseListLayout
    drawn_up: date
    window: tuple[date, date] | None
    result: CheckedList
    as_read: ListAsRead

    @property
    def can_be_taken_in(self) -> bool:
        """Whether nothing has to be corrected and nothing to be answered."""
        return self.result.is_good and not self.read.open_questions

    @property
    def left_out(self) -> tuple[str, ...]:
        """The headings of columns that are not asked for."""
        return without_other_columns(self.read.table, self.read.plan, self.layout, REMARKS).left_out


def print_outcome(outcome: Outcome) -> None:
    """Print a list for a person."""
    screen = console()
    for text in (*_title(outcome), Text(), _columns(outcome), Text(), *_rows(outcome.as_read)):
        screen.print(text)
    if outcome.left_out:
        screen.print()
        names = ", ".join(quoted(heading, 40) for heading in outcome.left_out[:_MOST_SHOWN])
        screen.print(
            Text(f"{_left_out_as(outcome)}: {names}. Take columns out that are not asked for: never send names.")
        )
    for text in _questions(outcome):
        screen.print(text)
    asked = {question.kind for question in outcome.read.open_questions}
    for severity, heading in ((Severity.ERROR, "To correct"), (Severity.NOTE, "Notes")):
        shown = [
            finding
            for finding in findings(outcome.result)
            if finding.severity is severity and _ASKED_INSTEAD.get(finding.rule) not in asked
        ]
        if shown:
            screen.print()
            screen.print(Text(f"{heading}: {sum(max(1, len(finding.places)) for finding in shown)}", style="bold"))
            screen.print(_grid(shown[:_MOST_SHOWN]))
        if len(shown) > _MOST_SHOWN:
            screen.print(Text(f"and {len(shown) - _MOST_SHOWN} more; --annotated OUT writes all of them."))
    screen.print()
    screen.print(Text(_summary(outcome), style="bold"))


def _title(outcome: Outcome) -> Iterator[Text]:
    read = outcome.as_read
    name = outcome.layout.case_type_name(read.case_type)
    yield Text(f"{outcome.file.name}: {name}, {count_of(read.rows_taken, 'row')}", style="bold")
    yield Text(f"Headings in {read.headings_in}.")
    if len(read.sheets) > 1:
        yield Text(f"Read from {len(read.sheets)} sheets: {list_of([quoted(name, 40) for name in read.sheets])}.")
    if read.rows_hidden:
        taken = "taken in too" if read.rows_taken > read.rows_shown else "not taken in"
        yield Text(f"{read.hidden_lines}, hidden in your file: {taken}. {count_of(read.rows_shown, 'row')} shown.")
    for sheet in read.elsewhere:
        yield Text(f"Not read: the sheet {quoted(sheet.name, 40)}, {count_of(sheet.rows, 'row')}: {sheet.why}.")
    yield Text(_days(outcome))
    if read.dates:
        yield Text(f"Dates of disposal: {read.dates}.")


def _rows(read: ListAsRead) -> Iterator[Text]:
    for attribute, numbers in read.counts:
        if numbers:
            yield Text(f"{attribute}: {', '.join(f'{label} {number}' for label, number in numbers)}.")
    if read.left_out:
        yield Text()
        yield Text("Left out by rule", style="bold")
        for word in read.left_out:
            yield Text(
                f"{count_of(word.cases, 'case')}: {quoted(word.word, 40)} is none of the values of '{word.column}'."
            )
    if read.first_rows:
        yield Text()
        yield Text("First and last rows, as read", style="bold")
        for row in (*read.first_rows, *read.last_rows):
            line, *cells = row
            yield Text(f"line {line}: {', '.join(cell or '-' for cell in cells)}")


def _left_out_as(outcome: Outcome) -> str:
    """As long as a column is missing, one of those that are left out may be it."""
    complete = not unmapped_columns(outcome.read.plan, outcome.layout)
    return "Not asked for and left out" if complete else "Not known as a column that is asked for"


def _days(outcome: Outcome) -> str:
    drawn_up = f"Drawn up {long_date(outcome.drawn_up)}. "
    if outcome.window is None:
        return drawn_up + "Windows were not checked: --fieldwork was not given."
    return (
        drawn_up
        + f"Cases are drawn from disposals of {long_date(outcome.window[0])} to {long_date(outcome.window[1])}."
    )


def _columns(outcome: Outcome) -> Grid:
    grid = Grid("Column", "Heading in the list", box=None, pad_edge=False)
    for label, heading in outcome.as_read.columns:
        grid.add_row(label, Text(heading or "not found"))
    return grid


def _questions(outcome: Outcome) -> Iterator[Text | Grid]:
    """The questions whose answers are few; a missing column and an unknown word are told among what is to correct."""
    questions = outcome.read.open_questions
    if not questions:
        return
    labels = {column.id: column.label for column in outcome.layout.columns}
    yield Text()
    yield Text(f"To answer: {len(questions)}", style="bold")
    for question in questions:
        answers = _likely(question, outcome)
        if answers:
            yield Text(f"{question.text} {question.hint}")
            grid = Grid.grid(padding=(0, 2, 0, 0))
            for value, label in answers:
                grid.add_row("", Text(_option(question, value, labels)), Text(label))
            yield grid
    words = unknown_words(outcome.read.table, outcome.read.plan, outcome.layout)
    if words:
        named = list_of([quoted(word.word, 40) for word in words[:_MOST_PLACES]])
        yield Text(
            f"What do these words mean: {named}? Answer each with --word 'COLUMN:WORD=VALUE', or with '=none' where it "
            "is none of the values: its cases are then left out by rule."
        )


def _likely(question: Question, outcome: Outcome) -> Sequence[tuple[str, str]]:
    """The answers to print, with what they are called: of all headings those that fit, and of words none."""
    match question.kind:
        case QuestionKind.HEADING:
            (column,) = (column for column in outcome.layout.columns if heading_id(column.id) == question.id)
            return [(heading, "") for heading in fitting_headings(outcome.read.table, column, outcome.read.plan)]
        case QuestionKind.WORD:
            return []
        case _:
            return [(choice.value, choice.label) for choice in question.choices[:_MOST_PLACES]]


def _option(question: Question, value: str, labels: Mapping[str, str]) -> str:
    """The option that gives an answer, as it is typed."""
    match question.kind:
        case QuestionKind.SHEET:
            return f"--sheet {quote(value)}"
        case QuestionKind.HIDDEN_ROWS:
            return f"--hidden-rows {value}"
        case QuestionKind.DATES:
            return f"--dates {value}"
        case _:
            option, _, column = question.id.partition("-")
            name = "--noughts" if option == "noughts" else "--column"
            return f"{name} {quote(f'{labels[column]}={value}')}"


def _grid(shown: Sequence[Finding]) -> Grid:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for finding in shown:
        places = finding.places
        if len(places) < 2:
            grid.add_row(places[0].where if places else "list", Text(finding.words))
        else:
            grid.add_row(count_of(len(places), "row"), Text(f"{finding.words} {_places(finding)}"))
    return grid


def _places(finding: Finding) -> str:
    """Where a finding is, with the cells where they tell something: 'line 2 ('05/03/26'), line 3 ('06/03/26')'."""
    if not any(spot.cell for spot in finding.places):
        where = in_lines(finding.places)
        return f"{where[:1].upper()}{where[1:]}."
    shown = [f"{spot.where} ({spot.cell})" if spot.cell else spot.where for spot in finding.places[:_MOST_PLACES]]
    more = len(finding.places) - len(shown)
    written = ", ".join(shown) + (f" and {more} more" if more else "")
    return f"{written[:1].upper()}{written[1:]}."


def _summary(outcome: Outcome) -> str:
    if outcome.can_be_taken_in:
        return "The list can be taken in."
    number = outcome.result.number_of_rows_with(Severity.ERROR)
    questions = len(outcome.read.open_questions)
    left = [
        *([f"{count_of(questions, 'question')} to answer"] if questions else []),
        *([f"{count_of(number, 'row')} to correct"] if number else []),
    ]
    return "The list cannot be taken in." + (f" {list_of(left).capitalize()}." if left else "")


def outcome_as_json(outcome: Outcome) -> Json:
    """Return a list for another program."""
    result, read = outcome.result, outcome.as_read
    remarks = [*_of(result, Severity.ERROR), *_of(result, Severity.NOTE)]
    return {
        "file": str(outcome.file),
        "list": result.case_type,
        "drawn_up": outcome.drawn_up.isoformat(),
        "window": [day.isoformat() for day in outcome.window] if outcome.window else None,
        "columns": {column.id: outcome.read.plan.headings.get(column.id) for column in outcome.layout.columns},
        "sheet": outcome.read.table.sheet or None,
        "line_of_headings": outcome.read.table.line,
        "left_out": list(outcome.left_out),
        "rows": len(result.rows),
        "can_be_taken_in": outcome.can_be_taken_in,
        "read": _plain(asdict(read)),
        "questions": [_plain(asdict(question)) for question in outcome.read.open_questions],
        "findings": [
            {
                "line": line,
                "rule": remark.rule,
                "column": remark.column,
                "severity": remark.severity,
                "message": remark.message,
            }
            for line, remark in remarks
        ],
    }


def _of(result: CheckedList, severity: Severity) -> list[tuple[int | None, Remark]]:
    whole: list[tuple[int | None, Remark]] = [
        (None, remark) for remark in result.remarks if remark.severity is severity
    ]
    return whole + [(row.line, remark) for row in result.rows for remark in row.of(severity)]


def _plain(value: object) -> Json:
    """A value of tuples and mappings as JSON has it."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return value if isinstance(value, str | int | bool | None) else str(value)
