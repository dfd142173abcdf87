"""`trigpoint sample check`: can this case list be taken in?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

import click
from rich.table import Table as Grid
from rich.text import Text

from trigpoint.bundle.frameworks import framework_folder, load_framework
from trigpoint.bundle.problems import Problem, UnusableFileError, one_problem
from trigpoint.case_lists.annotated import SUFFIX, annotate
from trigpoint.case_lists.case_types import case_types_of
from trigpoint.case_lists.checking import check_list
from trigpoint.case_lists.layout import LAYOUT_FILE, CaseListLayout, load_layout
from trigpoint.case_lists.remarks import REMARKS, CheckedList, Remark, Severity
from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.screen import console
from trigpoint.cli.shared import json_option, print_json
from trigpoint.english import count_of, did_you_mean, long_date, one_of, quoted
from trigpoint.report.json_values import Json
from trigpoint.rules.eligibility import window_days
from trigpoint.tables.mapping import (
    ColumnPlan,
    suggest_plan,
    unmapped_columns,
    without_other_columns,
)
from trigpoint.tables.table import Table, read_table
from trigpoint.tables.unreadable import MOST_BYTES, UnreadableListError

Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT_FRAMEWORK: Final = "hmip-youth-2018"
_MOST_SHOWN: Final = 40
_DAY: Final = click.DateTime(formats=["%Y-%m-%d"])
# Where the inspections are, as in the settings of an installation.
_HERE: Final = ZoneInfo("Europe/London")


def framework_choice(command: Command) -> Command:
    """Add --framework, as an id or a folder."""
    return click.option(
        "--framework",
        default=DEFAULT_FRAMEWORK,
        show_default=True,
        metavar="FRAMEWORK",
        help="The framework's id, or the folder of one's own.",
    )(command)


def layout_of(folder: Path) -> CaseListLayout:
    """Return the layout of a framework's case lists. Raises UnusableFileError where it has none."""
    layout = load_layout(folder)
    if layout is None:
        raise one_problem(folder, f"no {LAYOUT_FILE}", "a framework whose cases are sampled", "")
    return layout


def case_type_named(name: str, layout: CaseListLayout) -> str:
    """Return a case type that the framework has. Raises UsageError for another."""
    ids = [case_type.id for case_type in layout.case_types]
    if name not in ids:
        raise click.UsageError(f"--list is {one_of(ids)}, not '{name}'. {did_you_mean(name, ids)}".strip())
    return name


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A list, what it was checked against, and the result."""

    file: Path
    table: Table
    plan: ColumnPlan
    layout: CaseListLayout
    drawn_up: date
    window: tuple[date, date] | None
    result: CheckedList

    @property
    def left_out(self) -> tuple[str, ...]:
        """The headings of columns that are not asked for."""
        return without_other_columns(self.table, self.plan, self.layout, REMARKS).left_out


@click.command(short_help="Check a case list, row by row.", epilog=EXIT_CODES)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@framework_choice
@click.option("--list", "listed", metavar="TYPE", help="The type of cases, where the disposals do not tell it.")
@click.option("--fieldwork", type=_DAY, metavar="DATE", help="The first day on site: says which cases can be drawn.")
@click.option("--drawn-up", type=_DAY, metavar="DATE", help="The day on which the list was made; today if not given.")
@click.option("--annotated", "copy", type=click.Path(path_type=Path), metavar="OUT", help="Write a copy with remarks.")
@json_option
@click.pass_context
def check(  # noqa: PLR0913, PLR0917 - an argument for each option
    context: click.Context,
    file: Path,
    framework: str,
    listed: str | None,
    fieldwork: datetime | None,
    drawn_up: datetime | None,
    copy: Path | None,
    as_json: bool,  # noqa: FBT001 - click passes options so
) -> None:
    """Check the case list FILE (CSV, XLSX or ODS) row by row, as it is checked when a service sends it.

    Missing and impossible values, cases listed twice, unknown codes, cases of another type, and what will not be
    drawn. Exit code 1 where something has to be corrected. Dates are written as 2026-03-05.
    """
    folder = framework_folder(framework)
    layout = layout_of(folder)
    table = _table(file, layout)
    plan = suggest_plan(table, layout)
    case_type = case_type_named(listed, layout) if listed else _type_by_disposals(table, plan, layout)
    day = _day_drawn_up(drawn_up)
    window = _window(folder, case_type, fieldwork.date()) if fieldwork else None
    result = check_list(table, plan, layout, case_type=case_type, drawn_up=day, window=window)
    if copy:
        _write_copy(copy, file, table, result)
    outcome = _Outcome(file, table, plan, layout, day, window, result)
    if as_json:
        print_json(_as_json(outcome))
    else:
        _print(outcome)
    context.exit(0 if result.is_good else 1)


def _day_drawn_up(drawn_up: datetime | None) -> date:
    """The day on which the list was made. Raises UsageError for one to come."""
    today = datetime.now(_HERE).date()  # noqa: TID251 - the edge: from here on the day is handed down
    if drawn_up and drawn_up.date() > today:
        raise click.UsageError("--drawn-up is a day to come. Give the day on which the list was made.")
    return drawn_up.date() if drawn_up else today


def _table(file: Path, layout: CaseListLayout) -> Table:
    """Read the list. Raises UnusableFileError."""
    try:
        with file.open("rb") as opened:  # not by its size: a pipe has none, and a device has no end
            return read_table(opened.read(MOST_BYTES + 1), file.name, layout.headings)
    except FileNotFoundError:
        raise one_problem(file, "no such file", "a case list", "Check the name and the folder.") from None
    except IsADirectoryError:
        raise one_problem(file, "a folder", "a case list", "Name a file in it.") from None
    except UnreadableListError as error:
        reason, *advice = error.sentences
        raise UnusableFileError([Problem(file, None, "", reason, "", " ".join(advice))]) from None


def _type_by_disposals(table: Table, plan: ColumnPlan, layout: CaseListLayout) -> str:
    """The type of which all recognised disposals are. Raises UsageError where they do not tell it."""
    types = case_types_of(table, plan, layout)
    if len(types) == 1:
        return next(iter(types))
    reason = "holds disposals of more than one type" if types else "holds no disposal that tells its type"
    options = " or ".join(f"--list {case_type.id}" for case_type in layout.case_types)
    raise click.UsageError(f"The list {reason}. Say which list it is: {options}.")


def _window(folder: Path, case_type: str, fieldwork: date) -> tuple[date, date] | None:
    sample = load_framework(folder).method.sample
    windows = {window.case_type: window for window in sample.windows} if sample else {}
    return window_days(windows[case_type], fieldwork) if case_type in windows else None


def _write_copy(copy: Path, file: Path, table: Table, result: CheckedList) -> None:
    """Write the annotated copy: a workbook, whatever the list is. Raises UsageError where it cannot be put there."""
    workbook = copy.with_suffix(SUFFIX)
    if file.exists() and any(path.exists() and path.samefile(file) for path in (copy, workbook)):
        raise click.UsageError("--annotated names the list itself. Give the copy another name.")
    if workbook != copy:
        # Under the name of a CSV no spreadsheet program would open it.
        why = f"The copy is a workbook, so that noughts at the front of references stay: {workbook}"
        if workbook.exists():
            raise click.UsageError(f"{why} is there already. Give --annotated another name that ends in {SUFFIX}.")
        click.echo(why, err=True)
    workbook.write_bytes(annotate(table, result))


def _print(outcome: _Outcome) -> None:
    result = outcome.result
    screen = console()
    number = len(result.rows)
    title = f"{outcome.layout.case_type_name(result.case_type)}, {count_of(number, 'row')}"
    screen.print(Text(f"{outcome.file.name}: {title}", style="bold"))
    screen.print(Text(f"Headings in {outcome.table.where}."))
    screen.print(Text(_days(outcome)))
    screen.print()
    screen.print(_columns(outcome))
    if outcome.left_out:
        names = ", ".join(quoted(heading, 40) for heading in outcome.left_out[:_MOST_SHOWN])
        screen.print(
            Text(f"{_left_out_as(outcome)}: {names}. Take columns out that are not asked for: never send names.")
        )
    for severity, heading in ((Severity.ERROR, "To correct"), (Severity.NOTE, "Notes")):
        remarks = _of(result, severity)
        if remarks:
            screen.print()
            screen.print(Text(f"{heading}: {len(remarks)}", style="bold"))
            screen.print(_grid(remarks[:_MOST_SHOWN]))
        if len(remarks) > _MOST_SHOWN:
            screen.print(Text(f"and {len(remarks) - _MOST_SHOWN} more; --annotated OUT writes all of them."))
    screen.print()
    screen.print(Text(_summary(result), style="bold"))


def _left_out_as(outcome: _Outcome) -> str:
    """As long as a column is missing, one of those that are left out may be it."""
    complete = not unmapped_columns(outcome.plan, outcome.layout)
    return "Not asked for and left out" if complete else "Not known as a column that is asked for"


def _days(outcome: _Outcome) -> str:
    drawn_up = f"Drawn up {long_date(outcome.drawn_up)}. "
    if outcome.window is None:
        return drawn_up + "Windows were not checked: --fieldwork was not given."
    return (
        drawn_up
        + f"Cases are drawn from disposals of {long_date(outcome.window[0])} to {long_date(outcome.window[1])}."
    )


def _columns(outcome: _Outcome) -> Grid:
    grid = Grid("Column", "Heading in the list", box=None, pad_edge=False)
    for column in outcome.layout.columns:
        grid.add_row(column.label, Text(outcome.plan.headings.get(column.id, "not found")))
    return grid


def _grid(remarks: Sequence[tuple[int | None, Remark]]) -> Grid:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for line, remark in remarks:
        grid.add_row(f"line {line}" if line else "list", Text(remark.message))
    return grid


def _of(result: CheckedList, severity: Severity) -> list[tuple[int | None, Remark]]:
    whole: list[tuple[int | None, Remark]] = [
        (None, remark) for remark in result.remarks if remark.severity is severity
    ]
    return whole + [(row.line, remark) for row in result.rows for remark in row.of(severity)]


def _summary(result: CheckedList) -> str:
    if result.is_good:
        return "The list can be taken in."
    number = result.number_of_rows_with(Severity.ERROR)
    rows = f" {count_of(number, 'row')} to correct." if number else ""
    return f"The list cannot be taken in.{rows}"


def _as_json(outcome: _Outcome) -> Json:
    result = outcome.result
    remarks = [*_of(result, Severity.ERROR), *_of(result, Severity.NOTE)]
    return {
        "file": str(outcome.file),
        "list": result.case_type,
        "drawn_up": outcome.drawn_up.isoformat(),
        "window": [day.isoformat() for day in outcome.window] if outcome.window else None,
        "columns": {column.id: outcome.plan.headings.get(column.id) for column in outcome.layout.columns},
        "sheet": outcome.table.sheet or None,
        "line_of_headings": outcome.table.line,
        "left_out": list(outcome.left_out),
        "rows": len(result.rows),
        "can_be_taken_in": result.is_good,
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
