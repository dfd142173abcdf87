"""`trigpoint check`: does what an inspection says agree with its own figures?"""

from collections.abc import Iterator
from pathlib import Path

import click

from trigpoint.bundle.check import WAIVABLE, Inconsistency
from trigpoint.bundle.check import check as check_bundle
from trigpoint.bundle.checks.ratings import nothing_is_missing
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.missing import missing
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.problems import in_words
from trigpoint.bundle.recorded import recorded
from trigpoint.bundle.source import Source, with_lines
from trigpoint.bundle.typeface import code_point, ligatures, with_letters
from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.missing import everything_option, print_missing
from trigpoint.cli.screen import console
from trigpoint.cli.shared import bundle_argument, framework_option, json_option, print_json
from trigpoint.english import count_of, list_of
from trigpoint.report.json_values import Json
from trigpoint.rules.gaps import GapKind
from trigpoint.rules.rating import rate


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
    printed ratings, panel decisions, and anything missing. Exit code 1 where there is a finding.
    """
    inspection = load_bundle(bundle, framework_folder)
    rated = rate(inspection.framework, recorded(inspection.bundle))
    source = with_lines(inspection.source)
    findings = sorted(
        check_bundle(inspection.bundle, inspection.framework, rated),
        key=lambda finding: source.line(finding.place) or 0,
    )
    if as_json:
        values: list[Json] = [_finding(finding, source) for finding in findings]
        notes: list[Json] = list(_notes(inspection.bundle, source))
        print_json({"inspection": inspection.bundle.inspection.reference, "findings": values, "notes": notes})
    else:
        lacking = missing(gap for gap in rated.gaps if gap.kind is not GapKind.ONLY_PRINTED)
        summed = not everything and not lacking.is_short
        for finding in findings:
            if not (summed and finding.rule == nothing_is_missing.__name__):
                click.echo(_sentences(finding, source))
        for note in _notes(inspection.bundle, source):
            click.echo(note)
        if summed:
            print_missing(console(), lacking, everything=False)
        number = len(findings)
        summary = "nothing found" if not number else count_of(number, "finding")
        click.echo(f"{inspection.bundle.inspection.reference}: {summary}.")
    context.exit(1 if findings else 0)


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
