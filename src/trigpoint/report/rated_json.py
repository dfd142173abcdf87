"""A rated inspection for another program: all that a screen shows, and what it leaves out for room."""

from fractions import Fraction

from trigpoint.bundle.messages import gap_sentence
from trigpoint.report.document import text_of
from trigpoint.report.explain import ground_step
from trigpoint.report.in_brief import steps
from trigpoint.report.json_values import Json
from trigpoint.report.reported import Reported
from trigpoint.report.words import writer
from trigpoint.rules.answers import Tally
from trigpoint.rules.flips import Flip
from trigpoint.rules.gaps import Gap
from trigpoint.rules.method import Rating
from trigpoint.rules.overall import Total
from trigpoint.rules.rating import StandardResult
from trigpoint.rules.stability import NotShown, Spread
from trigpoint.rules.standards import KeyQuestionResult


def rated_json(report: Reported) -> dict[str, Json]:
    """Return the ratings of a whole inspection. Shares are exact, as 'numerator/denominator'."""
    rated = report.rated
    return {
        "inspection": report.bundle.inspection.reference,
        "notice": report.bundle.notice,
        "framework": {"id": report.framework.id, "digest": report.framework.digest},
        "overall": {
            "rules": _total(rated.rules),
            "final": _total(rated.final),
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


def standard_json(report: Reported, result: StandardResult) -> dict[str, Json]:
    """Return one standard with everything that led to its rating."""
    texts = writer(report)
    decision = result.decision
    return {
        "standard": result.standard.id,
        "name": result.standard.name,
        "level": result.level.value,
        "rules": _name(result.rules),
        "final": _name(result.final),
        "not_rated": text_of(texts.said(result.not_rated)) or None,
        "why": list(steps(report, result)),
        "key_questions": [_question(question, result) for question in result.key_questions],
        "grounds": [
            {
                "rule": ground.trigger.rule.value,
                "question": ground.question.id,
                "holds": ground.holds,
                "why": ground_step(ground),
            }
            for ground in result.grounds
        ],
        "panel": {
            "from": decision.from_rating,
            "to": decision.to_rating,
            "reason": text_of(texts.said(decision.reason)),
        }
        if decision
        else None,
        "what_ifs": [_flip(flip) for flip in report.flips if flip.question in result.standard.key_questions],
        "stability": _spread(report.stability.standards[result.standard.id]),
        "missing": [_gap(gap) for gap in result.gaps],
        "cases": _cases(report, result),
    }


def _cases(report: Reported, result: StandardResult) -> Json:
    ids = [question.question.id for question in result.key_questions]
    return {
        case.reference: {question: case.answers[question].value for question in ids if question in case.answers}
        for case in report.rated.cases
        if case.case_type == result.standard.case_type
    }


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


def _tally(tally: Tally | None) -> dict[str, Json]:
    if tally is None:
        return {"yes": None, "relevant": None, "not_evidenced": None}
    return {"yes": tally.yes, "relevant": tally.relevant, "not_evidenced": tally.not_evidenced}


def _flip(flip: Flip) -> Json:
    return {
        "question": flip.question.id,
        "way": flip.way,
        "yes": flip.after.tally.yes,
        "relevant": flip.after.tally.relevant,
        "standard": flip.standard_after.name,
        "changes_standard": flip.changes_standard,
        "overall_rules": _total(flip.overall_rules),
        "overall_final": _total(flip.overall_final),
    }


def _spread(spread: Spread | NotShown) -> Json:
    if isinstance(spread, NotShown):
        return {"not_shown": spread.value}
    return {"probability": {rating.name: _fraction(spread.probability(rating)) for rating in spread.draws_with}}


def _gap(gap: Gap) -> Json:
    return {"what": gap.kind.value, "question": gap.question, "case": gap.case, "said": gap_sentence(gap)}


def _total(total: Total | None) -> Json:
    return {"score": total.score, "out_of": total.out_of, "rating": total.rating.name} if total else None


def _name(rating: Rating | None) -> str | None:
    return rating.name if rating else None


def _fraction(share: Fraction) -> str:
    return f"{share.numerator}/{share.denominator}"
