"""What `trigpoint sample check` prints of a list: what was read, what has to be answered, what has to be corrected."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

from rich.table import Table as Grid
from rich.text import Text

from trigpoint.case_lists.as_read import ListAsRead
from trigpoint.case_lists.findings import Finding, findings, number_of
from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.case_lists.reading import ListRead
from trigpoint.case_lists.remarks import REMARKS, CheckedList, Remark, Severity
from trigpoint.case_lists.wordings import in_lines
from trigpoint.cli.sample_questions import print_of_questions
from trigpoint.cli.screen import console
from trigpoint.english import count_of, list_of, long_date, quoted
from trigpoint.report.json_values import Json
from trigpoint.tables.mapping import unmapped_columns, without_other_columns

_MOST_SHOWN: Final = 40
_MOST_PLACES: Final = 10


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

    def findings(self, severity: Severity) -> list[Finding]:
        """What was found, but for what an open question asks already."""
        return [finding for finding in findings(self.result, self.read.asked) if finding.severity is severity]


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
    for text in (*print_of_questions(outcome.read, outcome.layout), *_findings(outcome)):
        screen.print(text)
    screen.print()
    screen.print(Text(_summary(outcome), style="bold"))


def _findings(outcome: Outcome) -> Iterator[Text | Grid]:
    """What has to be corrected and what is noted, but for what a question asks already; each with its number."""
    for severity, heading in ((Severity.ERROR, "To correct"), (Severity.NOTE, "Notes")):
        shown = outcome.findings(severity)
        if shown:
            yield Text()
            yield Text(f"{heading}: {number_of(shown)}", style="bold")
            yield _grid(shown[:_MOST_SHOWN])
        if len(shown) > _MOST_SHOWN:
            yield Text(f"and {number_of(shown[_MOST_SHOWN:])} more; --annotated OUT writes all of them.")


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
    faults = number_of(outcome.findings(Severity.ERROR))
    questions = len(outcome.read.open_questions)
    left = [
        *([f"{count_of(questions, 'question')} to answer"] if questions else []),
        *([f"{count_of(faults, 'fault')} to correct"] if faults else []),
    ]
    return f"The list cannot be taken in. {list_of(left).capitalize()}."


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
