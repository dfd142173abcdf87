"""Values for the page of the ratings so far: why each is as it is, what is open to discretion, what is possible."""

from collections.abc import Iterator
from dataclasses import dataclass

from trigpoint.bundle.messages import possible_in_words
from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.explain import cases_step, ground_step
from trigpoint.report.in_brief import reason
from trigpoint.rules.method import Rating
from trigpoint.rules.possible import SIDES, possible_overall
from trigpoint.rules.rating import StandardResult
from trigpoint.web.edge.reports import text_with_figures


@dataclass(frozen=True, slots=True)
class StandardShown:
    """One standard in the table of ratings. `grounds` are those for discretion that hold, or that may."""

    id: str
    title: str
    rules: Rating | None
    final: Rating | None
    why: str
    is_open: bool
    is_decided: bool
    grounds: tuple[str, ...]


def standards_shown(live: RatedBundle, *, cases_named: bool) -> list[StandardShown]:
    """Every standard; the cases that a ground is about are named where whoever looks may see cases."""
    return [
        StandardShown(
            result.standard.id,
            result.standard.name,
            result.rules,
            result.final,
            _why(live, result),
            result.open_to_discretion,
            result.decision is not None,
            tuple(_grounds(result, cases_named=cases_named)),
        )
        for result in live.rated.standards
    ]


def possible_shown(live: RatedBundle) -> dict[str, str]:
    """What the overall rating may still come to, by the rules and finally, where it is not known yet."""
    results = {"rules": live.rated.rules, "final": live.rated.final}
    possible = {side: possible_overall(live.rated, side) for side in SIDES if results[side] is None}
    return {side: possible_in_words(outcomes) for side, outcomes in possible.items() if outcomes}


def _why(live: RatedBundle, result: StandardResult) -> str:
    """Why a standard has its rating, or none."""
    if result.decision and result.decision.to_rating and result.final:
        return text_with_figures(live, result.decision.reason)
    if result.judgement and not result.not_rated:
        return text_with_figures(live, result.judgement.reason)
    return reason(live, result)


def _grounds(result: StandardResult, *, cases_named: bool) -> Iterator[str]:
    for ground in result.grounds:
        if ground.can_hold:
            cases = cases_step(ground) if cases_named else ""
            yield f"{ground_step(ground)} {cases}".rstrip()
