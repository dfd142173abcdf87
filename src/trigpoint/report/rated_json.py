"""A rated inspection for another program: all that a screen shows, and what it leaves out for room."""

from fractions import Fraction
from typing import assert_never

from trigpoint.bundle.messages import gap_sentence
from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.document import text_of
from trigpoint.report.explain import ground_step
from trigpoint.report.in_brief import steps
from trigpoint.report.json_values import Json
from trigpoint.report.words import writer
from trigpoint.rules.answers import AnswerWord, AnyTally, CaseAnswer, GradeTally, Tally
from trigpoint.rules.caps import Capped
from trigpoint.rules.flips import Flip
from trigpoint.rules.framework import StandardBasis
from trigpoint.rules.gaps import Gap
from trigpoint.rules.key_questions import KeyQuestionResult
from trigpoint.rules.method import Rating
from trigpoint.rules.overall_rules import JudgedWhole, Overall, Total
from trigpoint.rules.possible import SIDES, PossibleOverall, possible_overall
from trigpoint.rules.rating import StandardResult
from trigpoint.rules.stability import NotShown, Spread


def rated_json(report: RatedBundle) -> dict[str, Json]:
    """Return the ratings of a whole inspection. Shares are exact, as 'numerator/denominator'."""
    rated = report.rated
    return {
        "inspection": report.bundle.inspection.reference,
        "notice": report.bundle.notice,
        "framework": {"id": report.framework.id, "digest": report.framework.digest},
        "overall": {
            "rules": _overall(rated.rules),
            "final": _overall(rated.final),
            "possible": {side: _possible(possible_overall(rated, side)) for side in SIDES},
            "stability": _spread(report.stability.overall),
        },
        "stability": {
            "draws": report.stability.draws,
            "seed": report.stability.seed,
            "populations": {
                population.case_type.id: {"read": population.read, "eligible": population.eligible}
                for population in report.stability.populations
            },
        },
        "standards": [standard_json(report, result) for result in rated.standards],
    }


def standard_json(report: RatedBundle, result: StandardResult) -> dict[str, Json]:
    """Return one standard with everything that led to its rating."""
    texts = writer(report)
    decision = result.decision
    return {
        "standard": result.standard.id,
        "name": result.standard.name,
        "level": result.level.value,
        "rules": _name(result.rules),
        "final": _name(result.final),
        "not_rated": text_of(texts.words_of(result.not_rated)) or None,
        "why": list(steps(report, result)),
        "key_questions": [_question(question, result) for question in result.key_questions],
        "grounds": [
            {
                "rule": ground.trigger.rule.value,
                "questions": [question.id for question in ground.questions],
                "holds": ground.holds,
                "may_hold": ground.may_hold,
                "why": ground_step(ground),
            }
            for ground in result.grounds
        ],
        "panel": {
            "from": decision.from_rating,
            "to": decision.to_rating,
            "reason": text_of(texts.words_of(decision.reason)),
        }
        if decision
        else None,
        "what_ifs": [_flip(flip) for flip in report.flips if flip.question in result.standard.key_questions],
        "stability": _spread(report.stability.standards[result.standard.id]),
        "missing": [_gap(gap) for gap in result.gaps],
        "cases": _cases(report, result),
        **_of_its_shape(report, result),
    }


def _of_its_shape(report: RatedBundle, result: StandardResult) -> dict[str, Json]:
    """Return what only some frameworks have, where this one has it: caps, and cases that inform a judgement."""
    more: dict[str, Json] = {}
    if report.framework.method.caps:
        more["capped"] = _capped(result.working.capped if result.working else None)
    if result.standard.basis is StandardBasis.JUDGED and result.standard.reads_cases:
        more["evidence"] = [
            {"id": question.question.id, "label": question.question.label, **_tally(question.tally)}
            for question in result.evidence
        ]
    return more


def _capped(capped: Capped | None) -> Json:
    return {"before": capped.before.name, "caps": [cap.name for cap in capped.caps]} if capped else None


def _cases(report: RatedBundle, result: StandardResult) -> Json:
    ids = [question.question.id for question in result.counted]
    return {
        case.reference: {question: _answer(case.answers[question]) for question in ids if question in case.answers}
        for case in report.rated.cases
        if case.case_type == result.standard.case_type
    }


def _answer(answer: CaseAnswer) -> Json:
    return answer.value if isinstance(answer, AnswerWord) else answer


def _question(result: KeyQuestionResult, standard: StandardResult) -> Json:
    prompts: list[Json] = [
        {"id": prompt.prompt.id, **_tally(prompt.tally), "percent": prompt.percent} for prompt in result.prompts
    ]
    banded = result.banded
    return {
        "id": result.question.id,
        "label": result.question.label,
        **_tally(result.tally),
        "share": _fraction(banded.share) if banded else None,
        "percent": banded.percent if banded else None,
        "band": banded.band.rating.name if banded else None,
        "by_rounding": banded.by_rounding if banded else None,
        "lowest": result in standard.lowest,
        "prompts": prompts,
    }


def _tally(tally: AnyTally | None) -> dict[str, Json]:
    match tally:
        case None:
            return {"yes": None, "relevant": None, "not_evidenced": None}
        case Tally():
            return {"yes": tally.yes, "relevant": tally.relevant, "not_evidenced": tally.not_evidenced}
        case GradeTally():
            return {**_grades(tally), "relevant": tally.relevant, "not_evidenced": tally.not_evidenced}
        case _:
            assert_never(tally)


def _grades(tally: GradeTally) -> dict[str, Json]:
    numbers = {str(grade): cases for grade, cases in zip(tally.grades, tally.cases, strict=True)}
    return {"grades": {**numbers}, "points": tally.points, "out_of": tally.out_of}


def _changed(tally: AnyTally) -> dict[str, Json]:
    match tally:
        case Tally():
            return {"yes": tally.yes, "relevant": tally.relevant}
        case GradeTally():
            return {"points": tally.points, "out_of": tally.out_of, "relevant": tally.relevant}
        case _:
            assert_never(tally)


def _flip(flip: Flip) -> Json:
    return {
        "question": flip.question.id,
        "way": flip.way,
        **_changed(flip.after.tally),
        "standard": flip.standard_after.name,
        "changes_standard": flip.changes_standard,
        "overall_rules": _overall(flip.overall_rules),
        "overall_final": _overall(flip.overall_final),
    }


def _spread(spread: Spread | NotShown) -> Json:
    if isinstance(spread, NotShown):
        return {"not_shown": spread.value}
    return {
        "probability": {rating.name: _fraction(spread.probability(rating)) for rating in spread.draws_with},
        "standard_error": {rating.name: _fraction(spread.standard_error(rating)) for rating in spread.draws_with},
    }


def _gap(gap: Gap) -> Json:
    return {"what": gap.kind.value, "question": gap.question, "case": gap.case, "said": gap_sentence(gap)}


def _overall(overall: Overall | None) -> Json:
    capped = {"capped": _capped(overall.capped)} if overall and overall.capped else {}
    match overall:
        case Total():
            return {"score": overall.score, "out_of": overall.out_of, "rating": overall.rating.name, **capped}
        case JudgedWhole():
            return {"judged_by": overall.judge.value, "rating": overall.rating.name, **capped}
        case None:
            return None
        case _:
            assert_never(overall)


def _possible(possible: PossibleOverall | None) -> Json:
    if possible is None:
        return None
    return {
        "scores": list(possible.scores),
        "out_of": possible.out_of if possible.scores else None,
        "ratings": [rating.name for rating in possible.ratings],
    }


def _name(rating: Rating | None) -> str | None:
    return rating.name if rating else None


def _fraction(share: Fraction) -> str:
    return f"{share.numerator}/{share.denominator}"
