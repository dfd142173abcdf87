"""Rate one inspection: the steps of the annexe in its order, the rules' and the final result side by side.

Nothing is worked out twice: each result keeps the values that it came from, so that any rating can be opened
down to the answers that made it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from trigpoint.rules.answers import Case, Decision, Judgement, Recorded
from trigpoint.rules.discretion import Ground, grounds, objection
from trigpoint.rules.framework import Framework, Standard, StandardBasis
from trigpoint.rules.gaps import Gap, GapKind
from trigpoint.rules.method import Method, Rating
from trigpoint.rules.overall import Total, total
from trigpoint.rules.standards import (
    KeyQuestionResult,
    key_question_results,
    lowest_key_questions,
    standard_rating,
)
from trigpoint.rules.tally import Tallies, question_ids, tally_cases, tally_printed


class Level(StrEnum):
    """What is known of a standard, from most to least."""

    CASES = "cases"
    TALLIES = "tallies"
    JUDGED = "judged"
    PRINTED = "printed"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class StandardResult:
    """One standard with everything that led to its rating.

    `rules` is what the rules alone give and `final` what stands after the panel; either is None while it is not
    known, with the reason in `gaps`. `not_rated` is the reason where it was decided to leave the standard unrated.
    """

    standard: Standard
    level: Level
    key_questions: tuple[KeyQuestionResult, ...] = ()
    rules: Rating | None = None
    final: Rating | None = None
    grounds: tuple[Ground, ...] = ()
    decision: Decision | None = None
    judgement: Judgement | None = None
    not_rated: str = ""
    gaps: tuple[Gap, ...] = ()

    @property
    def lowest(self) -> tuple[KeyQuestionResult, ...]:
        """The key question that decided the rating; several where they are level."""
        return lowest_key_questions(self.key_questions)

    @property
    def open_to_discretion(self) -> bool:
        """Whether any ground for discretion holds."""
        return any(ground.holds for ground in self.grounds)


@dataclass(frozen=True, slots=True)
class RatedInspection:
    """A whole inspection, rated: each standard, and the total by the rules beside the final total."""

    framework: Framework
    cases: tuple[Case, ...]
    standards: tuple[StandardResult, ...]
    rules: Total | None
    final: Total | None
    rules_gaps: tuple[Gap, ...]
    final_gaps: tuple[Gap, ...]
    _by_id: Mapping[str, StandardResult] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {result.standard.id: result for result in self.standards})

    def standard(self, standard_id: str) -> StandardResult:
        """Return the result of one standard. Raises KeyError where there is none of this id."""
        return self._by_id[standard_id]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Everything that is missing or does not fit, standard by standard."""
        return tuple(gap for result in self.standards for gap in result.gaps)


def rate(framework: Framework, recorded: Recorded) -> RatedInspection:
    """Rate what was recorded by the framework's rules. Never guesses: what is missing comes back as gaps.

    Source: Annexe 1, 'Ratings explained'. What is recorded must be of this framework (`bundle.conformance` sees to
    it): raises KeyError for a rating that is not on its scale, LookupError for a share that is in none of its bands.
    """
    results = tuple(_rate_standard(standard, recorded, framework.method) for standard in framework.standards)
    rules, rules_gaps = _overall(framework, results, {r.standard.id: r.rules for r in results})
    final, final_gaps = _overall(framework, results, {r.standard.id: r.final for r in results})
    return RatedInspection(framework, recorded.cases, results, rules, final, rules_gaps, final_gaps)


def _rate_standard(standard: Standard, recorded: Recorded, method: Method) -> StandardResult:
    if standard.basis is StandardBasis.JUDGED:
        return _rate_judged(standard, recorded, method)
    result = _rate_case_based(standard, recorded, method)
    left_out = recorded.judgements.get(standard.id)
    return result if left_out is None else _not_rated(replace(result, judgement=left_out), left_out.reason)


def _rate_case_based(standard: Standard, recorded: Recorded, method: Method) -> StandardResult:
    level = _level(standard, recorded)
    if level is Level.CASES:
        return _rate_counts(standard, level, tally_cases(standard, recorded.cases), recorded, method)
    if level is Level.TALLIES:
        return _rate_counts(standard, level, tally_printed(standard, recorded.tallies), recorded, method)
    return _rate_printed(standard, recorded, method, GapKind.NOTHING_RECORDED)


def _level(standard: Standard, recorded: Recorded) -> Level:
    if any(case.case_type == standard.case_type for case in recorded.cases):
        return Level.CASES
    if any(question_id in recorded.tallies for question_id in question_ids(standard)):
        return Level.TALLIES
    return Level.PRINTED


def _rate_judged(standard: Standard, recorded: Recorded, method: Method) -> StandardResult:
    """One judgement, no percentage and no discretion. Source: Annexe 1, 'Domain one ratings'."""
    judgement = recorded.judgements.get(standard.id)
    if judgement is None:
        return _rate_printed(standard, recorded, method, GapKind.JUDGEMENT_MISSING)
    if judgement.rating is None:
        return _not_rated(StandardResult(standard, Level.JUDGED, judgement=judgement), judgement.reason)
    rating = method.rating(judgement.rating)
    return StandardResult(standard, Level.JUDGED, rules=rating, final=rating, judgement=judgement)


def _rate_printed(standard: Standard, recorded: Recorded, method: Method, missing: GapKind) -> StandardResult:
    """Where a publication gives a rating and nothing more, it is final.

    What the rules gave is known of a judged standard, and of one whose panel decision was printed as well.
    """
    name = recorded.printed.get(standard.id)
    decision = recorded.decisions.get(standard.id)
    if name is None:
        return StandardResult(standard, Level.NOTHING, decision=decision, gaps=(Gap(missing, standard.id),))
    rating = method.rating(name)
    if standard.basis is StandardBasis.JUDGED:
        return StandardResult(standard, Level.PRINTED, rules=rating, final=rating)
    if decision is None:
        gaps = (Gap(GapKind.ONLY_PRINTED, standard.id, detail=name),)
        return StandardResult(standard, Level.PRINTED, final=rating, gaps=gaps)
    if name != (decision.to_rating or decision.from_rating):
        gaps = (Gap(GapKind.DECISION_ON_ANOTHER_RATING, standard.id, detail=decision.from_rating),)
        return StandardResult(standard, Level.PRINTED, decision=decision, gaps=gaps)
    rules = method.rating(decision.from_rating)
    return StandardResult(standard, Level.PRINTED, rules=rules, final=rating, decision=decision)


def _rate_counts(
    standard: Standard, level: Level, tallies: Tallies, recorded: Recorded, method: Method
) -> StandardResult:
    decision = recorded.decisions.get(standard.id)
    results = key_question_results(standard, tallies, method)
    result = StandardResult(standard, level, results, decision=decision, gaps=tallies.gaps)
    if tallies.gaps:
        return result
    rules = standard_rating([one.banded for one in results if one.banded], method)
    if rules is None:
        return _not_rated(result, "No case is relevant to any of its key questions.")
    return _with_decision(result, rules, method)


def _with_decision(result: StandardResult, rules: Rating, method: Method) -> StandardResult:
    """Keep what the rules gave and add what the panel made of it; one that does not stand leaves no final one."""
    found = grounds(result.key_questions, method)
    final: Rating | None = rules
    gaps: tuple[Gap, ...] = ()
    decision = result.decision
    if decision is not None:
        against = objection(decision, rules, found)
        if against:
            final, gaps = None, (Gap(against, result.standard.id, detail=decision.from_rating),)
        elif decision.to_rating is not None:
            final = method.rating(decision.to_rating)
    return StandardResult(result.standard, result.level, result.key_questions, rules, final, found, decision, gaps=gaps)


def _not_rated(result: StandardResult, reason: str) -> StandardResult:
    """Leave a standard unrated and keep what was counted, unless it is one that must be rated."""
    unrated = replace(result, rules=None, final=None, grounds=())
    if result.standard.may_be_not_rated:
        return replace(unrated, not_rated=reason, gaps=())
    kind = GapKind.MAY_NOT_BE_LEFT_UNRATED if result.judgement else GapKind.NO_RELEVANT_CASES
    return replace(unrated, gaps=(Gap(kind, result.standard.id),))


def _overall(
    framework: Framework, results: tuple[StandardResult, ...], ratings: Mapping[str, Rating | None]
) -> tuple[Total | None, tuple[Gap, ...]]:
    """Total the standards that count; where one of them has no rating yet there is no total, only the list of them."""
    known = {standard_id: rating for standard_id, rating in ratings.items() if rating is not None}
    gaps = tuple(
        Gap(GapKind.STANDARD_NOT_RATED, result.standard.id)
        for result in results
        if result.standard.in_overall and result.standard.id not in known
    )
    return (None if gaps else total(known, framework)), gaps
