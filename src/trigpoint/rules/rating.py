"""Rate one inspection: the steps of the annexe in its order, the rules' and the final result side by side.

Nothing is worked out twice: each result keeps the values that it came from, so that any rating can be opened
down to the answers that made it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import assert_never

from trigpoint.rules.answers import OVERALL, Case, Decision, Judgement, Recorded
from trigpoint.rules.discretion import Ground, grounds, objection
from trigpoint.rules.framework import Framework, Standard, StandardBasis
from trigpoint.rules.gaps import Gap, GapKind
from trigpoint.rules.key_questions import (
    KeyQuestionResult,
    evidence_results,
    key_question_results,
    lowest_key_questions,
    rating_of,
)
from trigpoint.rules.method import JudgedOverall, Method, Rating, StandardRule, SumOfScores
from trigpoint.rules.overall_rules import Overall, bearing_on_overall, overall_rating
from trigpoint.rules.standard_rules import StandardRating
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

    `rules` is what the rules alone give and `final` what is left after the panel; either is None while it is not
    known, with the reason in `gaps`. `working` is how the rules came to it, from `key_questions`, None where they
    did not count. `evidence` is what cases say about a judged standard: counts that give no band.
    `not_rated` is the reason where it was decided to leave the standard unrated.
    """

    standard: Standard
    level: Level
    rule: StandardRule
    key_questions: tuple[KeyQuestionResult, ...] = ()
    evidence: tuple[KeyQuestionResult, ...] = ()
    working: StandardRating | None = None
    rules: Rating | None = None
    final: Rating | None = None
    grounds: tuple[Ground, ...] = ()
    decision: Decision | None = None
    judgement: Judgement | None = None
    not_rated: str = ""
    gaps: tuple[Gap, ...] = ()

    @property
    def lowest(self) -> tuple[KeyQuestionResult, ...]:
        """The key question with the lowest share, several where they are level; none where no such question decides."""
        match self.rule:
            case StandardRule.LOWEST_KEY_QUESTION:
                return lowest_key_questions(self.key_questions)
            case StandardRule.MAJORITY_OF_KEY_QUESTIONS:
                return ()
            case _:
                assert_never(self.rule)

    @property
    def counted(self) -> tuple[KeyQuestionResult, ...]:
        """Every key question with counts, whether they rate the standard or inform a judgement on it."""
        return (*self.key_questions, *self.evidence)

    @property
    def open_to_discretion(self) -> bool:
        """Whether any ground for discretion holds."""
        return any(ground.holds for ground in self.grounds)


@dataclass(frozen=True, slots=True)
class RatedInspection:
    """A whole inspection, rated: each standard, and the overall rating by the rules beside the final one.

    Both are None while they are not known, with the reasons in their gaps, and where the framework has no overall
    rating. `judgement` is the one on the whole, where the framework asks for it.
    """

    framework: Framework
    cases: tuple[Case, ...]
    standards: tuple[StandardResult, ...]
    rules: Overall | None
    final: Overall | None
    rules_gaps: tuple[Gap, ...]
    final_gaps: tuple[Gap, ...]
    judgement: Judgement | None = None
    _by_id: Mapping[str, StandardResult] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {result.standard.id: result for result in self.standards})

    def standard(self, standard_id: str) -> StandardResult:
        """Return the result of one standard. Raises KeyError where there is none of this id."""
        return self._by_id[standard_id]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Everything that is missing or does not fit, standard by standard, and last what the whole is missing."""
        whole = tuple(gap for gap in self.final_gaps if gap.standard == OVERALL)
        return (*(gap for result in self.standards for gap in result.gaps), *whole)

    @property
    def is_complete_by_the_rules(self) -> bool:
        """Whether the rules give all that they can: the whole, or every standard where there is no overall rating."""
        if self.framework.method.overall is None:
            return all(result.rules or result.not_rated for result in self.standards)
        return self.rules is not None

    @property
    def is_complete(self) -> bool:
        """Whether everything is rated that can be: the whole, or every standard where there is no overall rating."""
        if self.framework.method.overall is None:
            return all(result.final or result.not_rated for result in self.standards)
        return self.final is not None


def rate(framework: Framework, recorded: Recorded) -> RatedInspection:
    """Rate what was recorded by the framework's rules. Never guesses: what is missing comes back as gaps.

    Source: Annexe 1, 'Ratings explained'. What is recorded must be of this framework (`bundle.conformance` sees to
    it): raises KeyError for a rating that is not on its scale, LookupError for a share that is in none of its bands,
    TypeError or ValueError for an answer that is not on its question's scale.
    """
    method = framework.method
    results = tuple(_rate_standard(standard, recorded, method.of(standard.id)) for standard in framework.standards)
    judgement = recorded.judgements.get(OVERALL)
    rules, rules_gaps = _overall(framework, {r.standard.id: r.rules for r in results}, judgement)
    final, final_gaps = _overall(framework, {r.standard.id: r.final for r in results}, judgement)
    return RatedInspection(framework, recorded.cases, results, rules, final, rules_gaps, final_gaps, judgement)


def _rate_standard(standard: Standard, recorded: Recorded, method: Method) -> StandardResult:
    match standard.basis:
        case StandardBasis.JUDGED:
            return _with_evidence(_rate_judged(standard, recorded, method), recorded, method)
        case StandardBasis.CASE_BASED:
            result = _rate_case_based(standard, recorded, method)
            left_out = recorded.judgements.get(standard.id)
            return result if left_out is None else _not_rated(replace(result, judgement=left_out), left_out.reason)
        case _:
            assert_never(standard.basis)


def _rate_case_based(standard: Standard, recorded: Recorded, method: Method) -> StandardResult:
    level, tallies = _counts(standard, recorded)
    if tallies is None:
        return _rate_printed(standard, recorded, method, GapKind.NOTHING_RECORDED)
    return _rate_counts(standard, level, tallies, recorded, method)


def _counts(standard: Standard, recorded: Recorded) -> tuple[Level, Tallies | None]:
    """Return the counts of a standard's questions and where they are from; None where there are none."""
    match level := _level(standard, recorded):
        case Level.CASES:
            return level, tally_cases(standard, recorded.cases)
        case Level.TALLIES:
            return level, tally_printed(standard, recorded.tallies)
        case _:
            return level, None


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
        return _not_rated(
            StandardResult(standard, Level.JUDGED, method.standard_rule, judgement=judgement), judgement.reason
        )
    rating = method.rating(judgement.rating)
    return StandardResult(standard, Level.JUDGED, method.standard_rule, rules=rating, final=rating, judgement=judgement)


def _with_evidence(result: StandardResult, recorded: Recorded, method: Method) -> StandardResult:
    """Put beside a judgement what cases say about its questions. An answer that is missing is listed, as anywhere."""
    if not result.standard.reads_cases:
        return result
    _, tallies = _counts(result.standard, recorded)
    if tallies is None:
        return result
    evidence = evidence_results(result.standard, tallies, method)
    return replace(result, evidence=evidence, gaps=(*result.gaps, *tallies.gaps))


def _rate_printed(standard: Standard, recorded: Recorded, method: Method, missing: GapKind) -> StandardResult:
    """Where a publication gives a rating and nothing more, it is final.

    What the rules gave is known of a judged standard, and of one whose panel decision was printed as well.
    """
    name = recorded.printed.get(standard.id)
    decision = recorded.decisions.get(standard.id)
    if name is None:
        return StandardResult(
            standard, Level.NOTHING, method.standard_rule, decision=decision, gaps=(Gap(missing, standard.id),)
        )
    rating = method.rating(name)
    if standard.basis is StandardBasis.JUDGED:
        return StandardResult(standard, Level.PRINTED, method.standard_rule, rules=rating, final=rating)
    if decision is None:
        gaps = (Gap(GapKind.ONLY_PRINTED, standard.id, detail=name),)
        return StandardResult(standard, Level.PRINTED, method.standard_rule, final=rating, gaps=gaps)
    if name != (decision.to_rating or decision.from_rating):
        gaps = (Gap(GapKind.DECISION_ON_ANOTHER_RATING, standard.id, detail=decision.from_rating),)
        return StandardResult(standard, Level.PRINTED, method.standard_rule, decision=decision, gaps=gaps)
    rules = method.rating(decision.from_rating)
    return StandardResult(standard, Level.PRINTED, method.standard_rule, rules=rules, final=rating, decision=decision)


def _rate_counts(
    standard: Standard, level: Level, tallies: Tallies, recorded: Recorded, method: Method
) -> StandardResult:
    decision = recorded.decisions.get(standard.id)
    results = key_question_results(standard, tallies, method)
    working = None if tallies.gaps else rating_of(results, method)
    result = StandardResult(
        standard,
        level,
        method.standard_rule,
        results,
        working=working,
        rules=working.rating if working else None,
        decision=decision,
        gaps=tallies.gaps,
    )
    if tallies.gaps:
        return result
    if working is None:
        return _not_rated(result, "No case is relevant to any of its key questions.")
    counted = [case for case in recorded.cases if case.case_type == standard.case_type]
    return _with_decision(result, working.rating, method, counted if level is Level.CASES else None)


def _with_decision(
    result: StandardResult, rules: Rating, method: Method, cases: Sequence[Case] | None
) -> StandardResult:
    """Keep what the rules gave and add what the panel made of it; one that does not stand leaves no final one."""
    tested = grounds(result.key_questions, rules, method, cases)
    decision = result.decision
    if decision is None:
        return replace(result, final=rules, grounds=tested)
    against = objection(decision, rules, tested)
    if against:
        gap = Gap(against, result.standard.id, detail=decision.from_rating)
        return replace(result, grounds=tested, gaps=(gap,))
    final = rules if decision.to_rating is None else method.rating(decision.to_rating)
    return replace(result, final=final, grounds=tested)


def _not_rated(result: StandardResult, reason: str) -> StandardResult:
    """Leave a standard unrated and keep what was counted, unless it is one that must be rated."""
    unrated = replace(result, working=None, rules=None, final=None, grounds=())
    if result.standard.may_be_not_rated:
        return replace(unrated, not_rated=reason, gaps=())
    kind = GapKind.MAY_NOT_BE_LEFT_UNRATED if result.judgement else GapKind.NO_RELEVANT_CASES
    return replace(unrated, gaps=(Gap(kind, result.standard.id),))


def _overall(
    framework: Framework, ratings: Mapping[str, Rating | None], judgement: Judgement | None
) -> tuple[Overall | None, tuple[Gap, ...]]:
    """Rate the whole; where something that it rests on is missing there is no overall rating, only the list of it."""
    complete = {standard_id: rating for standard_id, rating in ratings.items() if rating is not None}
    gaps = tuple(
        Gap(GapKind.STANDARD_NOT_RATED, standard_id)
        for standard_id in bearing_on_overall(framework)
        if standard_id not in complete
    )
    match framework.method.overall:
        case JudgedOverall() if judgement is None or judgement.rating is None:
            kind = GapKind.JUDGEMENT_MISSING if judgement is None else GapKind.MAY_NOT_BE_LEFT_UNRATED
            gaps = (*gaps, Gap(kind, OVERALL))
        case SumOfScores() | JudgedOverall() | None:
            pass
        case _:
            assert_never(framework.method.overall)
    return (None if gaps else overall_rating(complete, framework, judgement)), gaps
