"""`trigpoint rate`: the ratings of one inspection, with their reasons."""

from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.messages import possible_in_words
from trigpoint.bundle.missing import missing
from trigpoint.bundle.rated import RatedBundle, rated_bundle
from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.explained import print_explained
from trigpoint.cli.missing import everything_option, print_missing
from trigpoint.cli.screen import console, final_text, rating_text, rules_text
from trigpoint.cli.shared import bundle_argument, framework_option, json_option, print_json
from trigpoint.english import did_you_mean, one_of
from trigpoint.report.document import text_of
from trigpoint.report.in_brief import reason, stability_sentence
from trigpoint.report.overall_in_words import NO_OVERALL, overall_steps, total_in_words
from trigpoint.report.rated_json import rated_json, standard_json
from trigpoint.report.words import writer
from trigpoint.rules.framework import Framework, Standard
from trigpoint.rules.method import SumOfScores
from trigpoint.rules.overall_rules import Overall
from trigpoint.rules.possible import PossibleOverall, possible_overall
from trigpoint.rules.rating import StandardResult


@click.command(short_help="Rate an inspection, with the reasons.", epilog=EXIT_CODES)
@bundle_argument
@click.option("--explain", metavar="STANDARD", help="Open one standard, such as 2.1, down to its counts and cases.")
@everything_option
@framework_option
@json_option
@click.pass_context
def rate(
    context: click.Context,
    bundle: Path,
    explain: str | None,
    everything: bool,  # noqa: FBT001 - click passes options so
    framework_folder: Path | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Rate BUNDLE: what the rules give and what is final, for each standard and overall.

    Ends with exit code 1 where something is missing, with the list of it: a missing answer is never guessed.
    """
    report = rated_bundle(load_bundle(bundle, framework_folder))
    if explain is not None:
        result = _standard(report, explain)
        if as_json:
            print_json(standard_json(report, result))
        else:
            print_explained(console(), report, result)
        context.exit(0 if result.final or result.not_rated else 1)
    if as_json:
        print_json(rated_json(report))
    else:
        _print_ratings(console(), report, everything=everything)
    context.exit(0 if report.rated.is_complete else 1)


def _standard(report: RatedBundle, standard_id: str) -> StandardResult:
    ids = [standard.id for standard in report.framework.standards]
    if standard_id not in ids:
        raise click.BadParameter(
            f"'{standard_id}' is not a standard. Expected {one_of(ids, limit=20)}. {did_you_mean(standard_id, ids)}",
            param_hint="--explain",
        )
    return report.rated.standard(standard_id)


def _print_ratings(screen: Console, report: RatedBundle, *, everything: bool) -> None:
    inspection = report.bundle.inspection
    screen.print(Text(inspection.title, style="bold"))
    screen.print(Text(f"{inspection.service.name} · {report.framework.title} ({report.framework.id})"))
    if report.bundle.notice:
        screen.print(Text(report.bundle.notice, style="italic"))
    screen.print()
    _print_standards(screen, report)
    screen.print()
    for line in _overall_lines(report):
        screen.print(line)
    if any(sample.eligible for sample in report.bundle.sample) and report.bundle.cases:
        screen.print(Text(f"How sure:     {stability_sentence(report)}"))
    print_missing(screen, missing(report.rated.gaps), everything=everything)
    screen.print(
        Text(f"\nFor every step behind a standard, add for example:\n  --explain {_example(report)}", style="dim")
    )


def _example(report: RatedBundle) -> str:
    """Return a standard that is worth opening: one that the panel moved, or the first with counts."""
    counted = [result for result in report.rated.standards if result.key_questions] or list(report.rated.standards)
    moved = [result for result in counted if result.rules != result.final]
    return (moved or counted)[0].standard.id


def _print_standards(screen: Console, report: RatedBundle) -> None:
    """Two lines a standard, so that the reasons have room; three where a terminal is too narrow for both ratings."""
    names = {result.standard.id: _name(report.framework, result.standard) for result in report.rated.standards}
    widest = max(len(name) for name in names.values())
    words = ["By the rules", "Not yet rated", *(rating.name for rating in report.framework.method.all_ratings)]
    rating = max(len(word) for word in words)
    is_narrow = 2 + widest + 2 + rating + 2 + rating > screen.width

    def line(name: str, rules: Text, final: Text) -> Text:
        if is_narrow:
            return Text(f"  {name}\n      ").append(rules).append(" by the rules, ").append(final).append(" final")
        padded = Text(f"  {name.ljust(widest)}  ").append(rules).append(" " * (rating - len(rules) + 2))
        return padded.append(final)

    if not is_narrow:
        screen.print(line("Standard", Text("By the rules"), Text("Final")), style="dim")
    for domain in report.framework.domains:
        screen.print(Text(f"{domain.id}. {domain.name}", style="bold"))
        for standard in domain.standards:
            result = report.rated.standard(standard.id)
            screen.print(line(names[standard.id], rules_text(result), final_text(result)))
            screen.print(Padding(Text(reason(report, result), style="dim"), (0, 0, 0, 6), expand=False))


def _name(framework: Framework, standard: Standard) -> str:
    apart = isinstance(framework.method.overall, SumOfScores) and not standard.in_overall
    return f"{standard.id} {standard.name}" + (" (not in the total)" if apart else "")


def _overall_lines(report: RatedBundle) -> Iterator[Text]:
    if report.framework.method.overall is None:
        yield Text(NO_OVERALL)
        return
    yield _overall_line("By the rules", report.rated.rules, possible_overall(report.rated, "rules"))
    yield _overall_line("Final", report.rated.final, possible_overall(report.rated, "final"))
    texts = writer(report)
    yield from (Text(text_of(texts.words_of(step))) for step in overall_steps(report.rated.final))


def _overall_line(name: str, overall: Overall | None, possible: PossibleOverall | None) -> Text:
    if overall is None or possible is None:
        still = f"; still possible: {possible_in_words(possible)}" if possible else ""
        return Text(f"{name + ':':<14}not yet rated{still}")
    return Text(f"{name + ':':<14}{total_in_words(overall)}, ").append(rating_text(overall.rating))
