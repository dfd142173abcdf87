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
from trigpoint.case_lists.annotated import annotate, suffix
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
    known = [one.id for one in layout.case_types]
    if name not in known:
        raise click.UsageError(f"--list is {one_of(known)}, not '{name}'. {did_you_mean(name, known)}".strip())
    return name


@dataclass(frozen=True, slots=True)
class _Checked:
    """A list with all that it was held against."""

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
    case_type = case_type_named(listed, layout) if listed else _told_type(table, plan, layout)
    made = _made(drawn_up)
    window = _window(folder, case_type, fieldwork.date()) if fieldwork else None
    result = check_list(table, plan, layout, case_type=case_type, drawn_up=made, window=window)
    if copy:
        _write_copy(copy, file, table, result)
    done = _Checked(file, table, plan, layout, made, window, result)
    if as_json:
        print_json(_as_json(done))
    else:
        _print(done)
    context.exit(0 if result.is_good else 1)


def _made(drawn_up: datetime | None) -> date:
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
        found, *mend = error.sentences
        raise UnusableFileError([Problem(file, None, "", found, "", " ".join(mend))]) from None


def _told_type(table: Table, plan: ColumnPlan, layout: CaseListLayout) -> str:
    """The type of which all recognised disposals are. Raises UsageError where they do not tell it."""
    told = case_types_of(table, plan, layout)
    if len(told) == 1:
        return next(iter(told))
    found = "holds disposals of more than one type" if told else "holds no disposal that tells its type"
    known = " or ".join(f"--list {one.id}" for one in layout.case_types)
    raise click.UsageError(f"The list {found}. Say which list it is: {known}.")


def _window(folder: Path, case_type: str, fieldwork: date) -> tuple[date, date] | None:
    sample = load_framework(folder).method.sample
    windows = {one.case_type: one for one in sample.windows} if sample else {}
    return window_days(windows[case_type], fieldwork) if case_type in windows else None


def _write_copy(copy: Path, file: Path, table: Table, result: CheckedList) -> None:
    if copy.suffix.lower() != suffix(table):
        raise click.UsageError(f"The copy of this list is a {suffix(table)} file: give --annotated such a name.")
    if copy.exists() and file.exists() and copy.samefile(file):
        raise click.UsageError("--annotated names the list itself. Give the copy another name.")
    copy.write_bytes(annotate(table, result))


def _print(done: _Checked) -> None:
    result = done.result
    screen = console()
    number = len(result.rows)
    title = f"{done.layout.case_type_name(result.case_type)}, {count_of(number, 'row')}"
    screen.print(Text(f"{done.file.name}: {title}", style="bold"))
    screen.print(Text(f"Headings in {done.table.where}."))
    screen.print(Text(_held_against(done)))
    screen.print()
    screen.print(_columns(done))
    if done.left_out:
        names = ", ".join(quoted(one, 40) for one in done.left_out[:_MOST_SHOWN])
        screen.print(Text(f"{_left_out_as(done)}: {names}. Take columns out that are not asked for: never send names."))
    for severity, heading in ((Severity.ERROR, "To correct"), (Severity.NOTE, "Notes")):
        found = _of(result, severity)
        if found:
            screen.print()
            screen.print(Text(f"{heading}: {len(found)}", style="bold"))
            screen.print(_listed(found[:_MOST_SHOWN]))
        if len(found) > _MOST_SHOWN:
            screen.print(Text(f"and {len(found) - _MOST_SHOWN} more; --annotated OUT writes all of them."))
    screen.print()
    screen.print(Text(_summary(result), style="bold"))


def _left_out_as(done: _Checked) -> str:
    """While a column has to be found, one of those that are left out may be it."""
    all_found = not unmapped_columns(done.plan, done.layout)
    return "Not asked for and left out" if all_found else "Not known as a column that is asked for"


def _held_against(done: _Checked) -> str:
    made = f"Drawn up {long_date(done.drawn_up)}. "
    if done.window is None:
        return made + "Windows were not checked: --fieldwork was not given."
    return made + f"Cases are drawn from disposals of {long_date(done.window[0])} to {long_date(done.window[1])}."


def _columns(done: _Checked) -> Grid:
    grid = Grid("Column", "Heading in the list", box=None, pad_edge=False)
    for column in done.layout.columns:
        grid.add_row(column.label, Text(done.plan.headings.get(column.id, "not found")))
    return grid


def _listed(found: Sequence[tuple[int | None, Remark]]) -> Grid:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for line, finding in found:
        grid.add_row(f"line {line}" if line else "list", Text(finding.message))
    return grid


def _of(result: CheckedList, severity: Severity) -> list[tuple[int | None, Remark]]:
    whole: list[tuple[int | None, Remark]] = [(None, one) for one in result.remarks if one.severity is severity]
    return whole + [(row.line, one) for row in result.rows for one in row.of(severity)]


def _summary(result: CheckedList) -> str:
    if result.is_good:
        return "The list can be taken in."
    number = result.number_of_rows_with(Severity.ERROR)
    rows = f" {count_of(number, 'row')} to correct." if number else ""
    return f"The list cannot be taken in.{rows}"


def _as_json(done: _Checked) -> Json:
    result = done.result
    found = [*_of(result, Severity.ERROR), *_of(result, Severity.NOTE)]
    return {
        "file": str(done.file),
        "list": result.case_type,
        "drawn_up": done.drawn_up.isoformat(),
        "window": [one.isoformat() for one in done.window] if done.window else None,
        "columns": {column.id: done.plan.headings.get(column.id) for column in done.layout.columns},
        "sheet": done.table.sheet or None,
        "line_of_headings": done.table.line,
        "left_out": list(done.left_out),
        "rows": len(result.rows),
        "can_be_taken_in": result.is_good,
        "findings": [
            {"line": line, "rule": one.rule, "column": one.column, "severity": one.severity, "message": one.message}
            for line, one in found
        ],
    }
