"""`trigpoint sample check`: can this case list be taken in?"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

import click

from trigpoint.bundle.frameworks import framework_folder, load_framework
from trigpoint.bundle.problems import Problem, UnusableFileError, one_problem
from trigpoint.case_lists.annotated import SUFFIX, annotate
from trigpoint.case_lists.answers import Answers
from trigpoint.case_lists.as_read import as_read
from trigpoint.case_lists.case_types import case_types_of
from trigpoint.case_lists.checking import check_list
from trigpoint.case_lists.layout import LAYOUT_FILE, CaseListLayout, load_layout
from trigpoint.case_lists.questions import SHEET
from trigpoint.case_lists.reading import read_list
from trigpoint.case_lists.remarks import CheckedList
from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.sample_answers import answer_options, answers_of, check_are_choices
from trigpoint.cli.sample_outcome import Outcome, outcome_as_json, print_outcome
from trigpoint.cli.shared import json_option, print_json
from trigpoint.cli.writing import overwrite_option, write_file
from trigpoint.english import count_of, did_you_mean, list_of, one_of, quoted
from trigpoint.rules.eligibility import window_days
from trigpoint.tables.mapping import suggest_plan
from trigpoint.tables.sheets_read import SheetRead, SheetsRead, read_sheets
from trigpoint.tables.table import Table
from trigpoint.tables.unreadable import MOST_BYTES, UnreadableListError

Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT_FRAMEWORK: Final = "hmip-youth-2018"
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


@click.command(short_help="Check a case list, row by row.", epilog=EXIT_CODES)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@framework_choice
@click.option("--list", "listed", metavar="TYPE", help="The type of cases, where the disposals do not tell it.")
@click.option("--fieldwork", type=_DAY, metavar="DATE", help="The first day on site: says which cases can be drawn.")
@click.option("--drawn-up", type=_DAY, metavar="DATE", help="The day on which the list was made; today if not given.")
@click.option("--annotated", "copy", type=click.Path(path_type=Path), metavar="OUT", help="Write a copy with remarks.")
@overwrite_option
@answer_options
@json_option
@click.pass_context
def check(  # noqa: PLR0913, PLR0917 - an argument for each option
    context: click.Context,
    /,
    file: Path,
    framework: str,
    listed: str | None,
    fieldwork: datetime | None,
    drawn_up: datetime | None,
    copy: Path | None,
    overwrite: bool,  # noqa: FBT001 - click passes options so
    as_json: bool,  # noqa: FBT001
    **options: Any,  # noqa: ANN401 - the options of answers, as click passes them
) -> None:
    """Check the case list FILE (CSV, XLSX or ODS) row by row, as it is checked when a service sends it.

    What was read comes first, as a person sees it: sheet, rows, dates. Then the questions that the file leaves open,
    each with the option that answers it, and what has to be corrected. Exit code 1 where anything is left. Dates are
    written as 2026-03-05.
    """
    folder = framework_folder(framework)
    layout = layout_of(folder)
    sheets, answers = _sheets(file, layout), answers_of(layout, **options)
    case_type = case_type_named(listed, layout) if listed else _type_told(sheets, layout, answers)
    day = _day_drawn_up(drawn_up)
    window = _window(folder, case_type, fieldwork.date()) if fieldwork else None
    read = read_list(sheets, layout, case_type, answers)
    check_are_choices(answers, read.questions)
    result = check_list(
        read.table, read.plan, layout, case_type=case_type, drawn_up=day, window=window, answers=answers
    )
    if copy:
        _write_copy(copy, file, read.table, result, overwrite=overwrite)
    outcome = Outcome(file, read, layout, day, window, result, as_read(file.name, read, result))
    if as_json:
        print_json(outcome_as_json(outcome))
    else:
        print_outcome(outcome)
    context.exit(0 if outcome.can_be_taken_in else 1)


def _day_drawn_up(drawn_up: datetime | None) -> date:
    """The day on which the list was made. Raises UsageError for one to come."""
    today = datetime.now(_HERE).date()  # noqa: TID251 - the edge: from here on the day is handed down
    if drawn_up and drawn_up.date() > today:
        raise click.UsageError("--drawn-up is a day to come. Give the day on which the list was made.")
    return drawn_up.date() if drawn_up else today


def _sheets(file: Path, layout: CaseListLayout) -> SheetsRead:
    """Read the file. Raises UnusableFileError."""
    try:
        with file.open("rb") as opened:  # not by its size: a pipe has none, and a device has no end
            return read_sheets(opened.read(MOST_BYTES + 1), file.name, layout.headings)
    except FileNotFoundError:
        raise one_problem(file, "no such file", "a case list", "Check the name and the folder.") from None
    except IsADirectoryError:
        raise one_problem(file, "a folder", "a case list", "Name a file in it.") from None
    except UnreadableListError as error:
        reason, *advice = error.sentences
        raise UnusableFileError([Problem(file, None, "", reason, "", " ".join(advice))]) from None


def _type_told(sheets: SheetsRead, layout: CaseListLayout, answers: Answers) -> str:
    """The type of which all recognised disposals are. Raises UsageError where they do not tell it."""
    named = answers.of(SHEET)
    able = [sheet for sheet in sheets.possible if sheet.name in named or (not named and sheet.is_visible)]
    read = able or sheets.possible
    tables = [sheet.table for sheet in read if sheet.table]
    types = {case_type for table in tables for case_type in case_types_of(table, suggest_plan(table, layout), layout)}
    if len(types) == 1:
        return next(iter(types))
    reason = "holds disposals of more than one type" if types else "holds no disposal that tells its type"
    options = " or ".join(f"--list {case_type.id}" for case_type in layout.case_types)
    raise click.UsageError(f"The list {reason}.{_sheets_looked_at(sheets, read)} Say which list it is: {options}.")


def _sheets_looked_at(sheets: SheetsRead, read: Sequence[SheetRead]) -> str:
    """Which sheets of a workbook were looked at for their disposals, and which were not; '' of a text."""
    if not any(sheet.name for sheet in sheets.sheets):
        return ""
    looked_at = list_of([_named(sheet) for sheet in read])
    others = [sheet for sheet in sheets.sheets if sheet not in read]
    left = f" Not looked at: {list_of([_named(sheet) for sheet in others])}." if others else ""
    choose = " Name another with --sheet." if any(sheet.table for sheet in others) else ""
    return f" Looked at: {looked_at}.{left}{choose}"


def _named(sheet: SheetRead) -> str:
    hidden = "" if sheet.is_visible else ", hidden in your file"
    return f"the sheet {quoted(sheet.name, 40)} ({count_of(sheet.number_of_rows, 'row')}{hidden})"


def _window(folder: Path, case_type: str, fieldwork: date) -> tuple[date, date] | None:
    sample = load_framework(folder).method.sample
    windows = {window.case_type: window for window in sample.windows} if sample else {}
    return window_days(windows[case_type], fieldwork) if case_type in windows else None


def _write_copy(copy: Path, file: Path, table: Table, result: CheckedList, *, overwrite: bool) -> None:
    """Write the annotated copy: a workbook, whatever the list is. Raises UsageError where it cannot be put there."""
    workbook = copy.with_suffix(SUFFIX)
    if file.exists() and any(path.exists() and path.samefile(file) for path in (copy, workbook)):
        raise click.UsageError("--annotated names the list itself. Give the copy another name.")
    if workbook != copy:
        # Under the name of a CSV no spreadsheet program would open it.
        click.echo(f"The copy is a workbook, so that noughts at the front of references stay: {workbook}", err=True)
    write_file(workbook, annotate(table, result), overwrite=overwrite)
