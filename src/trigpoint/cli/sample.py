"""`trigpoint sample`: check a case list, write its template, say how many cases are read, and replay a draw."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from trigpoint.bundle.frameworks import METHOD_FILE, framework_folder, load_framework
from trigpoint.bundle.problems import one_problem
from trigpoint.case_lists.template import template_csv, template_xlsx
from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.sample_check import case_type_named, check, framework_choice, layout_of
from trigpoint.cli.sample_replay import replay
from trigpoint.cli.screen import console
from trigpoint.cli.shared import json_option, print_json
from trigpoint.cli.writing import overwrite_option, write_file
from trigpoint.english import did_you_mean, list_of, one_of
from trigpoint.report.json_values import Json
from trigpoint.rules.framework import Framework
from trigpoint.rules.sample_settings import SampleSettings, Sizing
from trigpoint.rules.sample_size import margin_tenths, sizes

_MOST = 1_000_000
_CASES = click.IntRange(0, _MOST)


@click.group(short_help="Check case lists, and replay a draw.", epilog=EXIT_CODES)
def sample() -> None:
    """Check a service's case list, write its template, say how many cases are read, and replay a draw."""


sample.add_command(check)
sample.add_command(replay)


@sample.command(short_help="Write the template of a case list.", epilog=EXIT_CODES)
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False), metavar="OUT")
@click.option("--list", "listed", required=True, metavar="TYPE", help="The type of cases, such as court.")
@overwrite_option
@framework_choice
def template(out: Path, listed: str, overwrite: bool, framework: str) -> None:  # noqa: FBT001 - click's way
    """Write the template of a case list to OUT.csv or OUT.xlsx.

    The workbook offers the codes of each column and has a second sheet with all of them.
    """
    layout = layout_of(framework_folder(framework))
    case_type = case_type_named(listed, layout)
    kind = out.suffix.lower()
    if kind not in (".csv", ".xlsx"):
        raise click.UsageError("The template is a .csv or an .xlsx file: give OUT such a name.")
    content = template_csv(layout) if kind == ".csv" else template_xlsx(layout, case_type)
    write_file(out, content, overwrite=overwrite)
    click.echo(f"Wrote {out}.")


@sample.command(short_help="Say how many cases are read.", epilog=EXIT_CODES)
@click.option(
    "--eligible",
    "numbers",
    required=True,
    multiple=True,
    metavar="[TYPE=]N",
    help="Eligible cases of a type, such as court=40; without a type, of the first one. May be given several times.",
)
@click.option("--eligible-other", type=_CASES, metavar="N", help="Eligible cases of the second type.")
@framework_choice
@json_option
def size(numbers: tuple[str, ...], eligible_other: int | None, framework: str, as_json: bool) -> None:  # noqa: FBT001
    """Say how many cases are read of so many eligible ones, and with what margin of error.

    The types are in the order of the framework: for youth offending services, court disposals and then out-of-court
    disposals. A type of which no number is given is named and left open.
    """
    folder = framework_folder(framework)
    loaded = load_framework(folder)
    settings = loaded.method.sample
    if settings is None:
        raise one_problem(folder / METHOD_FILE, "no sample", "a framework whose cases are sampled", "")
    types = [window.case_type for window in settings.windows]
    eligible = _eligible([*numbers, *_second(eligible_other, types, framework)], types)
    if settings.sizing is Sizing.FIRST_TYPE and types[0] not in eligible:
        raise click.UsageError(
            f"How many are read follows from the first type: give --eligible {types[0]}=N too, 0 where there is none."
        )
    lines = _lines(loaded, settings, eligible)
    open_types = [case_type for case_type in types if case_type not in eligible]
    if as_json:
        samples: list[Json] = [_as_json(line) for line in lines]
        print_json(
            {
                "confidence_percent": settings.confidence_percent,
                "samples": samples,
                "not_given": list(open_types),
            }
        )
    else:
        _print(lines, settings, open_types)


def _second(number: int | None, types: Sequence[str], framework: str) -> list[str]:
    """Return --eligible-other as --eligible gives it. Raises UsageError where there is no second type."""
    if number is None:
        return []
    if len(types) == 1:
        raise click.UsageError(f"The framework {framework} has one type of cases: leave --eligible-other out.")
    return [f"{types[1]}={number}"]


def _eligible(numbers: Sequence[str], types: Sequence[str]) -> dict[str, int]:
    """Return the number of eligible cases by type, in the framework's order. Raises UsageError."""
    by_type: dict[str, int] = {}
    for text in numbers:
        named, _, number = text.rpartition("=")
        case_type = named or types[0]
        if case_type not in types:
            raise click.UsageError(f"--eligible names {one_of(types)}, not '{named}'. {did_you_mean(named, types)}")
        if case_type in by_type:
            raise click.UsageError(f"--eligible says '{case_type}' twice. Say it once.")
        if not (number.isascii() and number.isdigit()) or int(number) > _MOST:
            raise click.UsageError(f"--eligible is a number of cases, or TYPE=number, not '{text}'.")
        by_type[case_type] = int(number)
    return {case_type: by_type[case_type] for case_type in types if case_type in by_type}


@dataclass(frozen=True, slots=True)
class _Line:
    """How many cases of a type are read, or of all of them; `case_type` is None for the whole."""

    case_type: str | None
    name: str
    eligible: int
    read: int
    margin: int | None

    @property
    def is_census(self) -> bool:
        return bool(self.eligible) and self.read == self.eligible


def _lines(framework: Framework, settings: SampleSettings, eligible: Mapping[str, int]) -> list[_Line]:
    """A line for each type that has a number, and one for the whole where every type has, and there are two."""
    read = sizes(eligible, settings)
    names = {case_type.id: case_type.name for case_type in framework.case_types}
    parts = [
        _line(case_type, names[case_type], number, read[case_type], settings) for case_type, number in eligible.items()
    ]
    if len(parts) < 2 or len(parts) < len(settings.windows):
        return parts
    return [*parts, _line(None, "all cases", sum(eligible.values()), sum(read.values()), settings)]


def _line(case_type: str | None, name: str, eligible: int, read: int, settings: SampleSettings) -> _Line:
    confidence = settings.confidence_of(case_type) if case_type else settings.confidence_percent
    return _Line(case_type, name, eligible, read, margin_tenths(read, eligible, confidence))


def _print(lines: list[_Line], settings: SampleSettings, open_types: Sequence[str]) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("Cases")
    for heading in ("Eligible", "Read"):
        table.add_column(heading, justify="right")
    table.add_column("Margin of error")
    for line in lines:
        table.add_row(line.name, str(line.eligible), str(line.read), _margin(line))
    screen = console()
    screen.print(table)
    asked = "each type" if settings.sizing is Sizing.EACH_TYPE else "the first type"
    screen.print(
        Text(
            f"\n{settings.confidence_percent} per cent confidence, for a share of a half. "
            f"Asked of {asked}: {settings.margin_points} points."
        )
    )
    for limits in _own_limits(settings):
        screen.print(Text(limits))
    for case_type in open_types:
        screen.print(Text(f"Not worked out: {case_type}. Give its number too: --eligible {case_type}=N."))


def _own_limits(settings: SampleSettings) -> Iterator[str]:
    """Yield a sentence for each type that has a confidence, a minimum or a maximum of its own."""
    for window in settings.windows:
        limits = {
            "confidence of {} per cent": window.confidence_percent,
            "at least {} cases": window.minimum,
            "at most {} cases": window.maximum,
        }
        own = [words.format(number) for words, number in limits.items() if number is not None]
        if own:
            yield f"For {window.case_type}: {list_of(own)}."


def _margin(line: _Line) -> str:
    if line.margin is None:
        return "none to read"
    return "census: every case" if line.is_census else f"{line.margin // 10}.{line.margin % 10} points"


def _as_json(line: _Line) -> Json:
    return {
        "case_type": line.case_type,
        "eligible": line.eligible,
        "read": line.read,
        "margin_tenths": line.margin,
        "census": line.is_census,
    }
