"""`trigpoint check`: does what an inspection says agree with its own figures?"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rich.padding import Padding
from rich.text import Text

from trigpoint.bundle.check import WAIVABLE, Inconsistency
from trigpoint.bundle.checks.ratings import nothing_is_missing
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.missing import missing
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.notes import probabilities_near_another_digit
from trigpoint.bundle.problems import in_words
from trigpoint.bundle.rated import RatedBundle, rated_bundle
from trigpoint.bundle.source import Source, with_lines
from trigpoint.bundle.typeface import code_point, ligatures, with_letters
from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.missing import everything_option, print_missing
from trigpoint.cli.screen import console
from trigpoint.cli.shared import bundle_argument, framework_option, json_option, print_json
from trigpoint.english import count_of, list_of
from trigpoint.report.json_values import Json
from trigpoint.rules.gaps import GapKind


@click.command(short_help="Check texts and figures against the counts.", epilog=EXIT_CODES)
@bundle_argument
@everything_option
@framework_option
@json_option
@click.pass_context
def check(
    context: click.Context,
    bundle: Path,
    everything: bool,  # noqa: FBT001 - click passes options so
    framework_folder: Path | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Check what BUNDLE says against its own figures.

    Words such as 'most' or '4 of 8' beside a question, ratings, scores and numbers beside what they are of,
    percentages in texts, characters that the report cannot print, context figures that should add up, the sample,
    printed ratings, panel decisions, and anything missing. Exit code 1 where there is a finding; a note, such as a
    probability that other draws might have printed otherwise, is none.
    """
    loaded = load_bundle(bundle, framework_folder)
    report, source = rated_bundle(loaded), with_lines(loaded.source)
    reference = loaded.bundle.inspection.reference
    findings = sorted(report.findings, key=lambda finding: source.line(finding.place) or 0)
    near = probabilities_near_another_digit(report.stability, report.framework)
    if as_json:
        values: list[Json] = [_finding(finding, source) for finding in findings]
        print_json({"inspection": reference, "findings": values, "notes": [*_notes(loaded.bundle, source), *near]})
    else:
        _print(report, findings, source, everything=everything)
        for note in _notes(loaded.bundle, source):
            click.echo(note)
        if near:
            click.echo("Noted, and no fault: drawn otherwise, these probabilities might be another per cent.")
            for note in near:
                console().print(Padding(Text(note), (0, 0, 0, 2), expand=False))
        summary = count_of(len(findings), "finding") if findings else "nothing found"
        click.echo(f"{reference}: {summary}.")
    context.exit(1 if findings else 0)


def _print(report: RatedBundle, findings: Sequence[Inconsistency], source: Source, *, everything: bool) -> None:
    lacking = missing(gap for gap in report.rated.gaps if gap.kind is not GapKind.ONLY_PRINTED)
    summed = not everything and not lacking.is_short
    for finding in findings:
        if not (summed and finding.rule == nothing_is_missing.__name__):
            click.echo(_sentences(finding, source))
    if summed:
        print_missing(console(), lacking, everything=False)


def _sentences(finding: Inconsistency, source: Source) -> str:
    line = source.line(finding.place)
    where = f"{source.file}, line {line}" if line else str(source.file)
    lines = [f"{where}: {in_words(finding.place)}", f"  {finding.message}"]
    lines += [f"  in: {finding.passage}"] if finding.passage else []
    lines += [f"  to mend: {finding.mend}."] if finding.mend else []
    lines += [_TO_WAIVE] if finding.rule in WAIVABLE else []
    return "\n".join(lines)


_TO_WAIVE = "  to keep it: give words, beside and a reason under 'waived' in 'texts'."


def _notes(bundle: Bundle, source: Source) -> Iterator[str]:
    """Say what was waived, and what is read otherwise than it is written: neither stops a report."""
    for number, waiver in enumerate(bundle.texts.waived):
        line = source.line(("texts", "waived", number))
        yield f'{source.file}, line {line}: waived\n  note: "{waiver.words}" beside {waiver.beside}: {waiver.reason}'
    for at, text in source.texts():
        if characters := ligatures(text):
            each = [f"'{letter}' ({code_point(letter)}) is read as '{with_letters(letter)}'" for letter in characters]
            yield f"{source.file}, line {source.line(at)}: {in_words(at)}\n  note: {list_of(each)}."


def _finding(finding: Inconsistency, source: Source) -> Json:
    return {
        "rule": finding.rule,
        "file": str(source.file),
        "line": source.line(finding.place),
        "place": in_words(finding.place),
        "message": finding.message,
        "figure": finding.figure,
        "passage": finding.passage,
        "mend": finding.mend,
    }
