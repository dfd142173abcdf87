"""The two Trafford examples: the inspection as printed, and its case-level twin of invented cases."""

import re
from collections import Counter
from decimal import Decimal
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from tests.factories.narrowed import total_of, yes_of
from tests.factories.trafford import PUBLISHED, printed_tallies
from trigpoint.bundle.conformance.surroundings import nameable
from trigpoint.bundle.context import Breakdown, ContextFigure
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.recorded import recorded
from trigpoint.bundle.references import Reference, parts
from trigpoint.bundle.texts import texts_of
from trigpoint.rules.answers import AnswerWord, Tally
from trigpoint.rules.discretion import Ground
from trigpoint.rules.framework import StandardBasis
from trigpoint.rules.passages import Mention, Piece
from trigpoint.rules.rating import rate
from trigpoint.rules.wording import Verdict, claims

EXAMPLES = Path(__file__).parents[2] / "examples"
PRINTED = load_bundle(EXAMPLES / "trafford-2021")
TWIN = load_bundle(EXAMPLES / "trafford-2021-cases")
RATED = rate(PRINTED.framework, recorded(PRINTED.bundle))
TWIN_RATED = rate(TWIN.framework, recorded(TWIN.bundle))

# Typed from the report: first its page 'Contextual facts', then what is printed on other pages.
CONTEXTUAL_FACTS = {
    "population": "237354",
    "youth_population": "25426",
    "caseload_community": "48",
    "caseload_custody": "9",
    "caseload_licence": "2",
    "caseload_out_of_court": "79",
    "youth_share": "10.7",
    "youth_share_national": "9.2",
    "minority_ethnic_youth": "18.6",
    "minority_ethnic_youth_national": "17.9",
    "minority_ethnic_known": "43",
    "minority_ethnic_known_region": "15",
    "minority_ethnic_known_national": "26",
    "mixed_heritage_known": "26",
    "staff": "26",
    "caseload_average": "8.2",
    "volunteers": "14",
    "minority_ethnic_staff": "29",
    "minority_ethnic_population": "14.5",
    "statutory_orders": "58",
    "looked_after": "21",
    "looked_after_percent": "36",
    "post_16": "61",
    "suitable_provision": "34",
    "suitable_provision_percent": "56",
    "staff_replies": "24",
    "staff_aware": "96",
    "staff_comfortable": "91",
    "volunteer_replies": "9",
    "child_replies": "5",
}
BREAKDOWNS = {
    "age": [("Trafford YJS", [17, 83]), ("National average", [23, 77])],
    "ethnicity": [("Trafford YJS", [48, 43, 9]), ("National average", [70, 26, 4])],
    "gender": [("Trafford YJS", [85, 15]), ("National average", [85, 15])],
}


def figures(bundle: Bundle) -> dict[str, ContextFigure]:
    return {figure.id: figure for group in bundle.context for figure in group.figures}


def breakdowns(bundle: Bundle) -> dict[str, Breakdown]:
    return {one.id: one for group in bundle.context for one in group.breakdowns}


def test_every_one_of_the_116_printed_counts_is_there() -> None:
    counts = {one: (tally.yes, tally.relevant) for one, tally in PRINTED.bundle.tallies.items()}

    assert counts == {one: (tally.yes, tally.relevant) for one, tally in printed_tallies().items()}
    assert len(counts) == 116


def test_the_counts_give_the_twelve_printed_ratings() -> None:
    final = {result.standard.id: result.final.name for result in RATED.standards if result.final}

    assert final == PUBLISHED["ratings"] == PRINTED.bundle.printed.ratings


def test_the_rules_alone_give_17_and_the_panel_makes_it_the_printed_20() -> None:
    rules, final = total_of(RATED.rules), total_of(RATED.final)
    assert (rules.score, rules.rating.name) == (17, "Requires improvement")
    assert (final.score, final.rating.name) == (20, "Good")
    assert (PRINTED.bundle.printed.score, PRINTED.bundle.printed.overall) == (20, "Good")


@pytest.mark.parametrize(("figure", "value"), CONTEXTUAL_FACTS.items())
def test_each_contextual_fact_is_as_printed(figure: str, value: str) -> None:
    assert figures(PRINTED.bundle)[figure].value == Decimal(value)


@pytest.mark.parametrize(("breakdown", "rows"), BREAKDOWNS.items())
def test_each_breakdown_is_as_printed(breakdown: str, rows: list[tuple[str, list[int]]]) -> None:
    found = breakdowns(PRINTED.bundle)[breakdown]

    assert [(row.name, [int(value) for value in row.values]) for row in found.rows] == rows


def test_the_evidence_gathered_is_as_printed() -> None:
    assert {one.id: one.number for one in PRINTED.bundle.evidence} == {
        "case_manager_interviews": 13,
        "meetings": 9,
        "presentation": 1,
        "staff_survey": 24,
        "volunteer_survey": 9,
        "text_survey": 5,
    }


def test_five_recommendations_go_to_three_addressees_as_printed() -> None:
    addressees = Counter(one.addressee for one in PRINTED.bundle.recommendations)

    assert list(addressees.values()) == [2, 2, 1]


def test_every_standard_has_words_and_every_judged_key_question_has_its_own() -> None:
    for standard in PRINTED.framework.standards:
        words = PRINTED.bundle.findings.standards[standard.id]
        if standard.basis is StandardBasis.JUDGED:
            assert set(words.key_questions) == {question.id for question in standard.key_questions}
        else:
            assert words.summary
            assert words.closing


def test_no_figure_is_typed_in_a_text() -> None:
    """Years may be; every other number comes by reference."""
    number = re.compile(
        r"\b(?!20[0-9]{2}\b)[0-9]+|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?!-)"
    )

    typed = [(place, number.findall(re.sub(r"\{[^}]*\}", "", text))) for place, text in texts_of(PRINTED.bundle)]

    assert [one for one in typed if one[1]] == []


def test_every_word_of_quantity_in_the_texts_is_true_of_its_count() -> None:
    may_be_named = nameable(PRINTED.bundle, PRINTED.framework)

    said = [
        claim
        for _, text in texts_of(PRINTED.bundle)
        for claim in claims([piece(part) for part in parts(text, may_be_named)], PRINTED.framework.method)
    ]

    assert len(said) >= 60
    assert [claim for claim in said if claim.verdict is not Verdict.HOLDS] == []


def piece(part: str | Reference) -> Piece:
    if isinstance(part, str):
        return part
    if part.kind == "question" and part.figure in ("", "not"):
        tally = PRINTED.bundle.tallies.get(part.about)
        return Mention(part.about, Tally(tally.yes, tally.relevant) if tally else None, negated=part.figure == "not")
    return "a figure"


def test_the_twin_has_the_printed_counts_question_by_question() -> None:
    counted = {
        one: (yes_of(tally).yes, tally.relevant)
        for result in TWIN_RATED.standards
        for question in result.key_questions
        for one, tally in [(question.question.id, question.tally), *((p.prompt.id, p.tally) for p in question.prompts)]
        if tally
    }

    assert counted == {one: (tally.yes, tally.relevant) for one, tally in printed_tallies().items()}


def test_the_twin_is_complete_and_contradicts_none_of_its_facts() -> None:
    assert TWIN_RATED.gaps == ()


def test_the_twin_has_the_ratings_totals_and_decisions_of_the_printed_inspection() -> None:
    assert (TWIN_RATED.rules, TWIN_RATED.final) == (RATED.rules, RATED.final)
    for twin, printed in zip(TWIN_RATED.standards, RATED.standards, strict=True):
        assert (twin.rules, twin.final, twin.decision) == (printed.rules, printed.final, printed.decision)
        assert [one.question.id for one in twin.lowest] == [one.question.id for one in printed.lowest]


def test_the_twin_gives_the_same_grounds_for_discretion() -> None:
    for twin, printed in zip(TWIN_RATED.standards, RATED.standards, strict=True):
        assert [ground_without_evidence(one) for one in twin.grounds] == [
            ground_without_evidence(one) for one in printed.grounds
        ]


def ground_without_evidence(ground: Ground) -> tuple[object, ...]:
    """Leave out how many cases were not evidenced: no published report prints it."""
    tally = (yes_of(ground.tally).yes, ground.tally.relevant)
    return ground.trigger, ground.question.id, tally, ground.holds, ground.limit, ground.changed, ground.to_rating


def test_the_twin_has_the_printed_number_of_cases_of_each_disposal() -> None:
    disposals = Counter((case.case_type, case.facts["disposal"]) for case in TWIN.bundle.cases)

    assert disposals == {
        ("court", "community_sentence"): 7,
        ("court", "custodial_sentence"): 1,
        ("out_of_court", "youth_conditional_caution"): 4,
        ("out_of_court", "community_resolution"): 2,
    }


def test_the_twin_keeps_not_evidenced_apart_from_no() -> None:
    answers = Counter(answer for case in TWIN.bundle.cases for answer in case.answers.values())

    assert answers[AnswerWord.NOT_EVIDENCED] > 0
    assert answers[AnswerWord.NO] > 0


def test_the_twin_says_that_its_cases_are_invented() -> None:
    assert TWIN.bundle.notice is not None
    assert TWIN.bundle.notice.startswith("Every case in this inspection is invented.")
    assert "no real child" in TWIN.bundle.notice
    assert "invented cases" in TWIN.bundle.inspection.title


def test_the_number_of_eligible_cases_is_said_to_be_assumed() -> None:
    assert [one.eligible for one in PRINTED.bundle.sample] == [None, None]
    for one in TWIN.bundle.sample:
        assert one.eligible is not None
        assert one.eligible.basis == "assumed"
        assert one.eligible.source.startswith("Not printed.")


def test_the_twin_differs_from_the_printed_inspection_only_in_what_its_cases_change() -> None:
    own: dict[str, object] = {
        "notice": None,
        "inspection": PRINTED.bundle.inspection,
        "sample": (),
        "cases": (),
        "tallies": {},
    }

    assert TWIN.bundle.model_copy(update=own) == PRINTED.bundle.model_copy(update=own)


def test_the_committed_twin_is_what_its_script_writes_byte_for_byte(tmp_path: Path) -> None:
    written: Path = script().write(tmp_path)

    assert written.read_bytes() == (EXAMPLES / "trafford-2021-cases" / "inspection.yaml").read_bytes()


def script() -> ModuleType:
    spec = spec_from_file_location("make", EXAMPLES / "trafford-2021-cases" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
