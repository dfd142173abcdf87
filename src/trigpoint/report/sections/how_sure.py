"""How sure the ratings are, in a few plain sentences for everybody; the annexes have the figures and the statistics."""

from collections.abc import Iterator

from trigpoint.bundle.rated import RatedBundle
from trigpoint.english import count_of, list_of
from trigpoint.report.cases_read import cases_read
from trigpoint.report.document import Block, Heading, Link, Paragraph, Text, plain
from trigpoint.report.figures.stability import per_cent
from trigpoint.rules.stability import NotShown, Spread


def how_sure(report: RatedBundle) -> Iterator[Block]:
    """What the ratings rest on, what one case would change, and what a full read might have changed."""
    if not report.flips:
        return
    yield Heading(2, "How sure is this rating?", "how-sure", in_contents=False)
    yield Paragraph(plain(f"{_rests_on(report)} {_one_case(report)}"))
    yield Paragraph(
        (*plain(f"{_full_read(report)} ".lstrip()), Link("Annexe 2", "#certainty"), Text(" has the figures."))
    )


def _rests_on(report: RatedBundle) -> str:
    numbers = [
        (cases_read(report.bundle, case_type.id).read, case_type.name) for case_type in report.framework.case_types
    ]
    types = list_of([f"{number} {name}" for number, name in numbers if number])
    if not types:
        return "The ratings of some standards rest on counts of cases."
    return f"The ratings of some standards rest on the cases that were read: {types}."


def _one_case(report: RatedBundle) -> str:
    tried = {flip.question.id.rpartition(".")[0] for flip in report.flips}
    changed = {flip.question.id.rpartition(".")[0] for flip in report.flips if flip.changes_standard}
    standards = f"the rating of {len(changed)} of these {count_of(len(tried), 'standard')} by the rules alone"
    if not changed:
        standards = f"none of these {count_of(len(tried), 'standard')}"
    sentence = f"If one case had been judged differently, it could have changed {standards}"
    return f"{sentence}{_overall(report)}."


def _overall(report: RatedBundle) -> str:
    final = report.rated.final
    if final is None:
        return ""
    others = {flip.overall_final.rating.name for flip in report.flips if flip.overall_final} - {final.rating.name}
    if others:
        return f", and the overall rating from {final.rating.name} to {' or '.join(sorted(others))}"
    return f"; the overall rating would have stayed {final.rating.name}"


def _full_read(report: RatedBundle) -> str:
    """Return what a full read might have changed; nothing where that has no answer."""
    overall = report.stability.overall
    match overall:
        case Spread():
            share = per_cent(overall.probability(overall.rating))
            return (
                f"By the rules alone the overall rating is {overall.rating.name}. If every eligible case had been "
                f"read, it would have come out again with a probability of {share}.{_assumed(report)}"
            )
        case NotShown.ONLY_TALLIES:
            return (
                "What a read of every eligible case would have shown can be worked out from single cases only, and "
                "this report has their counts."
            )
        case NotShown.ELIGIBLE_NOT_KNOWN:
            return (
                "What a read of every eligible case would have shown is not known: nobody has said how many there were."
            )
        case _:
            return ""


def _assumed(report: RatedBundle) -> str:
    assumed = any(sample.eligible_is_assumed for sample in report.bundle.sample)
    return " How many cases were eligible is assumed, so this only shows how it works." if assumed else ""
