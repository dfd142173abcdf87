"""Printed ratings against those that are computed, and what keeps an inspection from being rated."""

from collections.abc import Iterator

from trigpoint.bundle import messages
from trigpoint.bundle.checks.observations import Checked, Observation
from trigpoint.bundle.problems import Place
from trigpoint.rules.answers import OVERALL
from trigpoint.rules.gaps import Gap, GapKind
from trigpoint.rules.overall_rules import Total
from trigpoint.rules.possible import possible_overall
from trigpoint.rules.rating import Level, StandardResult


def printed_ratings_are_ours(checked: Checked) -> Iterator[Observation]:
    """A printed rating is what was recorded gives; where something is missing, that is said instead."""
    for standard, printed in checked.bundle.printed.ratings.items():
        computed = _final(checked.rated.standard(standard))
        # Without a rating of ours something is missing, which `nothing_is_missing` reports.
        if computed not in ("", printed):
            yield Observation(
                ("printed", "ratings", standard), messages.printed_rating(standard, printed, computed), computed
            )


def _final(result: StandardResult) -> str:
    return "not rated" if result.not_rated else (result.final.name if result.final else "")


def printed_total_is_ours(checked: Checked) -> Iterator[Observation]:
    """The printed score and overall rating are what was recorded gives."""
    printed, computed = checked.bundle.printed, checked.rated.final
    if computed is None:
        return
    if isinstance(computed, Total) and printed.score not in (None, computed.score):
        yield Observation(
            ("printed", "score"),
            messages.printed_score(printed.score, computed),
            f"{computed.score} of {computed.out_of}",
        )
    if printed.overall not in (None, computed.rating.name):
        yield Observation(
            ("printed", "overall"), messages.printed_overall(printed.overall, computed), computed.rating.name
        )


def printed_total_is_still_possible(checked: Checked) -> Iterator[Observation]:
    """While something is missing, the printed score and overall rating are among those that may still come out."""
    printed, possible = checked.bundle.printed, possible_overall(checked.rated, "final")
    if checked.rated.final is not None or possible is None:
        return
    figure = messages.possible_in_words(possible)
    if not possible.allows(printed.score, None):
        yield Observation(("printed", "score"), messages.impossible_score(printed.score, figure), figure)
    elif not possible.allows(None, printed.overall):
        yield Observation(("printed", "overall"), messages.impossible_overall(printed.overall, figure), figure)
    elif not possible.allows(printed.score, printed.overall):
        yield Observation(("printed", "overall"), messages.overall_beside_score(printed.overall, printed.score), figure)


def what_is_left_unrated_was_not_counted(checked: Checked) -> Iterator[Observation]:
    """Where a judgement leaves a standard unrated, nothing was counted for it: else the counts would go unsaid."""
    for result in checked.rated.standards:
        counted = sum(question.tally.relevant for question in result.key_questions if question.tally)
        if result.not_rated and result.judgement and counted:
            yield Observation(("judgements", result.standard.id), messages.counted_though_unrated(result.standard.id))


def nothing_is_missing(checked: Checked) -> Iterator[Observation]:
    """All that the ratings need is recorded, and the panel's decisions hold. Only printed ratings may be all."""
    cases = {case.reference: number for number, case in enumerate(checked.bundle.cases)}
    for result in checked.rated.standards:
        for gap in result.gaps:
            if gap.kind is not GapKind.ONLY_PRINTED:
                at = _place_in_case(gap, cases[gap.case]) if gap.case else _place_of_standard(gap, result)
                yield Observation(at, messages.gap_sentence(gap))
    for gap in checked.rated.final_gaps:
        if gap.standard == OVERALL:
            yield Observation(("judgements", OVERALL), messages.gap_sentence(gap))


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
