"""Printed ratings against ours, and what stands in the way of a rating."""

from collections.abc import Iterator

from trigpoint.bundle import messages
from trigpoint.bundle.checks.said import Checked, Said
from trigpoint.bundle.problems import Place
from trigpoint.rules.gaps import Gap, GapKind
from trigpoint.rules.rating import Level, StandardResult


def printed_ratings_are_ours(checked: Checked) -> Iterator[Said]:
    """A printed rating is what was recorded gives; where something is missing, that is said instead."""
    for standard, printed in checked.bundle.printed.ratings.items():
        ours = _final(checked.rated.standard(standard))
        if ours not in ("", printed):
            yield Said(("printed", "ratings", standard), messages.printed_rating(standard, printed, ours), ours)


def _final(result: StandardResult) -> str:
    return "not rated" if result.not_rated else (result.final.name if result.final else "")


def printed_total_is_ours(checked: Checked) -> Iterator[Said]:
    """The printed score and overall rating are what was recorded gives."""
    printed, ours = checked.bundle.printed, checked.rated.final
    if ours is None:
        return
    if printed.score not in (None, ours.score):
        yield Said(("printed", "score"), messages.printed_score(printed.score, ours), f"{ours.score} of {ours.out_of}")
    if printed.overall not in (None, ours.rating.name):
        yield Said(("printed", "overall"), messages.printed_overall(printed.overall, ours), ours.rating.name)


def what_is_left_unrated_was_not_counted(checked: Checked) -> Iterator[Said]:
    """Where a judgement leaves a standard unrated, nothing was counted for it: else the counts would go unsaid."""
    for result in checked.rated.standards:
        counted = sum(one.tally.relevant for one in result.key_questions if one.tally)
        if result.not_rated and result.judgement and counted:
            yield Said(("judgements", result.standard.id), messages.counted_though_unrated(result.standard.id))


def nothing_is_missing(checked: Checked) -> Iterator[Said]:
    """All that the ratings need is recorded, and the panel's decisions stand. Only printed ratings may be all."""
    cases = {case.reference: number for number, case in enumerate(checked.bundle.cases)}
    for result in checked.rated.standards:
        for gap in result.gaps:
            if gap.kind is not GapKind.ONLY_PRINTED:
                place = _place_in_case(gap, cases[gap.case]) if gap.case else _place_of_standard(gap, result)
                yield Said(place, messages.gap_sentence(gap))


def _place_in_case(gap: Gap, number: int) -> Place:
    if gap.kind is GapKind.FACT_MISSING:
        return ("cases", number, "facts", gap.detail)
    return ("cases", number, "answers", gap.question)


def _place_of_standard(gap: Gap, result: StandardResult) -> Place:
    match gap.kind:
        case GapKind.TALLY_MISSING:
            return ("tallies", gap.question)
        case GapKind.JUDGEMENT_MISSING | GapKind.MAY_NOT_BE_LEFT_UNRATED:
            return ("judgements", gap.standard)
        case GapKind.DECISION_ON_ANOTHER_RATING:
            return ("panel_decisions", gap.standard, "from")
        case GapKind.DECISION_WITHOUT_GROUND:
            return ("panel_decisions", gap.standard)
        case GapKind.NO_RELEVANT_CASES if result.level is Level.TALLIES:
            return ("tallies", result.standard.key_questions[0].id)
    return ("cases",)
