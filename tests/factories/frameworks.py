"""Small invented frameworks: a scale, a few standards, and questions that are named as they are used in a test."""

from collections.abc import Mapping, Sequence

from trigpoint.rules.framework import (
    CaseType,
    Condition,
    Domain,
    Fact,
    FactValue,
    Framework,
    KeyQuestion,
    Standard,
    StandardBasis,
)
from trigpoint.rules.method import (
    Band,
    Discretion,
    Method,
    Rating,
    Rounding,
    StabilitySettings,
    StandardRule,
    SumOfScores,
    Trigger,
    TriggerRule,
)
from trigpoint.rules.source import Source

SOURCE = Source("Invented for a test.", "inferred")
COURT = CaseType("court", "court disposals")
OUT_OF_COURT = CaseType("out_of_court", "out-of-court disposals")

# Each step of a scale with the whole per cents that earn it.
Steps = Mapping[str, tuple[int, int]]
THREE_STEPS: Steps = {"Weak": (0, 49), "Fair": (50, 79), "Strong": (80, 100)}
EVERY_PER_CENT: Steps = {str(percent): (percent, percent) for percent in range(101)}


def question(question_id: str, *relevant_when: Condition) -> KeyQuestion:
    """Return a key question without prompts."""
    return KeyQuestion(question_id, f"Is it so: {question_id}?", "", "", "", "", relevant_when, ())


def case_based(
    standard_id: str, *questions: str | KeyQuestion, case_type: str = "court", in_overall: bool = True
) -> Standard:
    """Return a standard that is rated from cases; a question given by its id alone is relevant to every case."""
    asked = tuple(question(one) if isinstance(one, str) else one for one in questions)
    return _standard(standard_id, StandardBasis.CASE_BASED, case_type, asked, in_overall=in_overall)


def judged(standard_id: str) -> Standard:
    """Return a standard that is judged from all the evidence."""
    return _standard(standard_id, StandardBasis.JUDGED, "", (), in_overall=True)


def _standard(
    standard_id: str, basis: StandardBasis, case_type: str, questions: tuple[KeyQuestion, ...], *, in_overall: bool
) -> Standard:
    return Standard(
        id=standard_id,
        name=standard_id,
        statement="",
        basis=basis,
        case_type=case_type,
        note="",
        in_overall=in_overall,
        may_be_not_rated=False,
        key_questions=questions,
    )


def a_framework(
    *standards: Standard,
    steps: Steps = THREE_STEPS,
    draws: int = 10_000,
    seed: int = 2021,
    facts: Sequence[str] = (),
) -> Framework:
    """Return a framework of one domain. Facts are answered 'yes' or 'no'.

    A step's score is its place on the scale, from 0; the overall rating is the mean score, rounded down. Any
    standard with a key question of five relevant cases or fewer is open to discretion.
    """
    counted = sum(standard.in_overall for standard in standards)
    yes_or_no = tuple(FactValue(value, value, value, None) for value in ("yes", "no"))
    return Framework(
        id="invented",
        title="Invented",
        publisher="Invented",
        source="Invented for a test.",
        licence="None",
        case_types=(COURT, OUT_OF_COURT),
        facts=tuple(Fact(fact, fact, yes_or_no, None) for fact in facts),
        domains=(Domain("1", "Domain", "", standards),),
        method=_method(steps, counted, StabilitySettings(draws, seed, SOURCE)),
        digest="",
    )


def _method(steps: Steps, counted: int, stability: StabilitySettings) -> Method:
    ratings = tuple(Rating(name, score, "grey") for score, name in enumerate(steps))
    return Method(
        ratings=ratings,
        ratings_source=SOURCE,
        bands=tuple(Band(rating, *steps[rating.name]) for rating in ratings),
        bands_source=SOURCE,
        rounding=Rounding.HALF_UP,
        rounding_source=SOURCE,
        standard_rule=StandardRule.LOWEST_KEY_QUESTION,
        standard_source=SOURCE,
        standard_rationale="",
        overall=SumOfScores(
            tuple(Band(one, one.score * counted, (one.score + 1) * counted - 1) for one in ratings), "", SOURCE
        ),
        discretion=Discretion((Trigger(TriggerRule.SMALL_SAMPLE, 5),), (), SOURCE),
        sample=None,
        stability=stability,
        wording=(),
        wording_source=SOURCE,
        percent_total_tolerance=1,
        context_source=SOURCE,
    )
