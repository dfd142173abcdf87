"""Annexe 2: how sure the ratings are. What one case judged otherwise would change, and what a full read might show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from trigpoint.bundle.rated import RatedBundle
from trigpoint.english import count_of, list_of
from trigpoint.report.document import Block, Column, Fold, Heading, Link, Paragraph, Row, Table, Words, plain
from trigpoint.report.explain import count, named
from trigpoint.report.figures import stability_bars, stability_table
from trigpoint.report.overall_in_words import score_and_rating
from trigpoint.report.words import rating_mark
from trigpoint.rules.answers import GradeTally
from trigpoint.rules.flips import Flip
from trigpoint.rules.framework import Framework
from trigpoint.rules.method import JudgedOverall, SumOfScores
from trigpoint.rules.population import Population
from trigpoint.rules.stability import Spread, Stability


def certainty(report: RatedBundle) -> Iterator[Block]:
    """What one case would change, then the probability that each rating would stand on a full read."""
    yield Heading(1, "Annexe 2: How sure the ratings are", "certainty", continues=True)
    yield from _one_case(report)
    yield from _stability(report)


@dataclass(frozen=True, slots=True)
class _OverallWords:
    """What a change of one case may change beside a standard, as the framework has it."""

    also: str
    columns: tuple[str, ...]
    caption: str


def _overall_words(framework: Framework) -> _OverallWords:
    match framework.method.overall:
        case SumOfScores():
            totals = f"a standard or a total (totals are out of {framework.highest_score})"
            return _OverallWords(", or the final total", ("Total by the rules", "Final total"), totals)
        case JudgedOverall():
            columns = ("Overall by the rules", "Final overall rating")
            return _OverallWords(", or the overall rating", columns, "a standard or the overall rating")
        case None:
            return _OverallWords("", (), "a standard")
        case _:
            assert_never(framework.method.overall)


def _tried(flips: Sequence[Flip]) -> str:
    """Return what was tried, for the kinds of answers that there are."""
    graded = [isinstance(flip.before, GradeTally) for flip in flips]
    ways = []
    if not all(graded):
        ways.append("with one case more answered 'yes', and one less")
    if any(graded):
        ways.append("with one case a grade higher, and one lower")
    return "; a graded one ".join(ways)


def _one_case(report: RatedBundle) -> Iterator[Block]:
    before, overall = report.rated.final, _overall_words(report.framework)
    changing = [flip for flip in report.flips if flip.changes_standard or (before and flip.overall_final != before)]
    yield Heading(2, "If one case had been judged the other way", "one-case", in_contents=False)
    if not report.flips:
        yield Paragraph(plain("No standard is rated from counts, so there is nothing to try."))
        return
    yield Paragraph(
        plain(
            f"Each key question was tried {_tried(report.flips)}: "
            f"{count_of(len(report.flips), 'possible change')}. Of these, {len(changing)} would change what the rules "
            f"give for a standard{overall.also}. Where a panel decision would not stand on the changed counts, "
            "what the rules then give is taken as final."
        )
    )
    if not changing:
        return
    columns = (
        Column("Key question", share=4),
        Column("From", numeric=True, share=2),
        Column("To", numeric=True, share=2),
        Column("Rules would give", share=4),
        *(Column(heading, share=4) for heading in overall.columns),
    )
    caption = f"Changes of one case that change {overall.caption}"
    rows = tuple(_flip_row(flip, with_overall=bool(overall.columns)) for flip in changing)
    yield Table(caption, columns, rows)


def _flip_row(flip: Flip, *, with_overall: bool) -> Row:
    overall = (score_and_rating(flip.overall_rules), score_and_rating(flip.overall_final)) if with_overall else ()
    cells: tuple[Words, ...] = (
        plain(named(flip.question)),
        plain(count(flip.before)),
        plain(count(flip.after.tally)),
        (rating_mark(flip.standard_after),),
        *(plain(words) for words in overall),
    )
    return Row(cells)


def _stability(report: RatedBundle) -> Iterator[Block]:
    """What a full read might have shown; nothing where it cannot be shown for any standard."""
    certain = report.stability
    if not is_shown(certain):
        return
    yield Heading(2, "If every eligible case had been read", "stability", in_contents=False)
    yield Paragraph(
        (
            *plain(
                f"{_populations(certain.populations)} To see what the others might have changed, they were filled in "
                f"{certain.draws:,} times with cases like those that were read, and each result was rated by the "
                "rules. The table says how often each rating came out. "
            ),
            Link("Annexe 3", "#statistics"),
            *plain(" says how this was done and what it rests on."),
        )
    )
    sampled = {population.case_type.id: population.case_type.name for population in certain.populations}
    assumed = [
        sample.case_type
        for sample in report.bundle.sample
        if sample.eligible_is_assumed and sample.case_type in sampled
    ]
    names = list_of([sampled[case_type] for case_type in assumed])
    if names:
        yield Paragraph(
            plain(f"The number of eligible {names} is assumed, so figures that rest on it only show how it works.")
        )
    yield stability_table(report.rated, certain)
    yield Fold("The same as a picture", (stability_bars(report.rated, certain),), "stability-picture", on_paper=False)


def is_shown(certain: Stability) -> bool:
    """Say whether it can be said of any standard how sure its rating is."""
    return any(isinstance(spread, Spread) for spread in certain.standards.values())


def _populations(populations: tuple[Population, ...]) -> str:
    return " ".join(
        f"{population.read} of {population.eligible} {population.case_type.name} were read."
        for population in populations
    )
