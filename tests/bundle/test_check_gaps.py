"""What check finds where something is missing or was recorded of the wrong cases: one finding each, in its place."""

from collections.abc import Mapping
from copy import deepcopy

import pytest

from tests.bundle.clean import CLEAN, INSPECTION, findings, with_fault
from tests.factories.loaded import HARBOUR, YOUTH
from tests.factories.recorded import case
from trigpoint.bundle.check import Inconsistency
from trigpoint.bundle.messages import gap_sentence
from trigpoint.bundle.problems import Place
from trigpoint.rules.framework import StandardBasis
from trigpoint.rules.gaps import Gap, GapKind

# Two passages of the invented harbour: A had several tugs, B none, so 3.3.2 and 6.1.1 are not relevant to B.
HARBOUR_CASES: dict[str, object] = {
    "bundle_version": 1,
    "inspection": INSPECTION,
    "framework": {"id": HARBOUR.id, "digest": HARBOUR.digest},
    "sample": [{"case_type": "passage", "read": 2, "made_up_of": {"tugs": {"several": 1, "none": 1}}}],
    "cases": [
        {
            "reference": reference,
            "case_type": "passage",
            "facts": {"tugs": tugs},
            "answers": dict(case(HARBOUR, "passage", {"tugs": tugs}).answers),
        }
        for reference, tugs in (("A", "several"), ("B", "none"))
    ],
    "judgements": {
        standard.id: {"rating": "Sound", "reason": "Seen."}
        for standard in HARBOUR.standards
        if standard.basis is StandardBasis.JUDGED
    },
}


def test_cases_with_every_fact_and_answer_have_no_findings() -> None:
    assert findings(HARBOUR_CASES, HARBOUR) == ()


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        (("cases", 0, "answers", "2.1.2"), None, "case A: no answer to 2.1.2"),
        (("cases", 1, "answers", "3.1.1.1"), None, "case B: no answer to 3.1.1.1"),
        (
            ("cases", 0, "answers", "2.1.2"),
            "not applicable",
            "case A: 2.1.2 is answered 'not applicable', though it applies",
        ),
        (
            ("cases", 1, "answers", "6.1.1.1"),
            "not evidenced",
            "case B: 6.1.1.1 is answered 'not evidenced', though by its facts it is not relevant",
        ),
        # Two questions need the fact; that it is missing is said once.
        (("cases", 1, "facts", "tugs"), None, "case B: the fact 'tugs' is not recorded"),
        (("judgements", "5.1"), None, "no judgement on 5.1"),
        (
            ("judgements", "5.1"),
            {"reason": "Not seen."},
            "5.1 was left unrated, which the framework does not allow",
        ),
    ],
)
def test_what_is_missing_or_at_odds_is_found_once_in_its_place(place: Place, value: object, message: str) -> None:
    assert findings(with_fault(HARBOUR_CASES, place, value), HARBOUR) == (
        Inconsistency("nothing_is_missing", place, message, ""),
    )


def test_the_file_has_as_many_cases_as_were_read() -> None:
    source = with_fault(with_fault(HARBOUR_CASES, ("sample", 0, "read"), 3), ("sample", 0, "made_up_of"), {})
    message = "2 passage cases are in the file; 3 were read"
    assert findings(source, HARBOUR) == (Inconsistency("cases_are_those_read", ("sample", 0, "read"), message, "2"),)


def test_a_count_that_is_not_whole_is_no_figure_to_hold_words_against() -> None:
    source = with_fault(HARBOUR_CASES, ("cases", 0, "answers", "2.1.1"), None)
    source["texts"] = {"introduction": ["On every passage the tides were worked out {2.1.1.1}."]}
    assert [(inconsistency.rule, inconsistency.message) for inconsistency in findings(source, HARBOUR)] == [
        ("nothing_is_missing", "case A: no answer to 2.1.1"),
        (
            "words_agree_with_counts",
            '"every passage" beside 2.1.1.1: no count, so there is no figure to check it against',
        ),
    ]


@pytest.mark.parametrize(
    ("source", "place", "message"),
    [
        (
            with_fault(with_fault(CLEAN, ("tallies", "2.3.1"), None), ("printed",), {}),
            ("tallies", "2.3.1"),
            "no tally of 2.3.1",
        ),
        (
            with_fault(CLEAN, ("panel_decisions", "3.4", "from"), "Inadequate"),
            ("panel_decisions", "3.4", "from"),
            "the panel decided on 3.4 as Inadequate, which is not what the rules give",
        ),
    ],
)
def test_tallies_and_panel_decisions_that_do_not_stand_are_found(
    source: Mapping[str, object], place: Place, message: str
) -> None:
    assert findings(source) == (Inconsistency("nothing_is_missing", place, message, ""),)


# Trafford's counts of key questions, without the prompts and the texts that refer to them.
KEY_QUESTIONS_ONLY = {
    **{part: CLEAN[part] for part in ("bundle_version", "inspection", "framework", "judgements")},
    "tallies": {question: tally for question, tally in CLEAN["tallies"].items() if question.count(".") == 2},
}


def test_discretion_without_a_ground_is_found() -> None:
    # 16 of 40 is 40 per cent: ten points from a boundary, more than five cases, and 17 of 40 is Inadequate as well.
    source: dict[str, object] = deepcopy(KEY_QUESTIONS_ONLY)
    source["tallies"] = KEY_QUESTIONS_ONLY["tallies"] | {f"2.1.{k}": {"yes": 16, "relevant": 40} for k in (1, 2, 3)}
    source["panel_decisions"] = {"2.1": CLEAN["panel_decisions"]["2.1"]}
    message = "the panel used discretion on 2.1, but no ground for it holds"
    assert findings(source) == (Inconsistency("nothing_is_missing", ("panel_decisions", "2.1"), message, ""),)


def test_a_standard_that_no_case_is_relevant_to_is_found() -> None:
    source: dict[str, object] = deepcopy(KEY_QUESTIONS_ONLY)
    source["tallies"] = KEY_QUESTIONS_ONLY["tallies"] | {f"2.3.{k}": {"yes": 0, "relevant": 0} for k in (1, 2, 3)}
    message = "no case is relevant to any key question of 2.3"
    assert findings(source) == (Inconsistency("nothing_is_missing", ("tallies", "2.3.1"), message, ""),)


def test_standards_of_which_nothing_is_known_are_found_and_those_with_a_printed_rating_are_not() -> None:
    source = {part: CLEAN[part] for part in ("bundle_version", "inspection", "framework", "printed")}
    assert findings(source) == ()
    message = "neither cases nor tallies nor a printed rating for 2.3"
    assert findings(with_fault(source, ("printed", "ratings", "2.3"), None)) == (
        Inconsistency("nothing_is_missing", ("cases",), message, ""),
    )


def test_a_standard_without_a_panel_decision_is_not_a_finding() -> None:
    # 3.2 was open to discretion and left alone; without its decision 2.1 stays Inadequate.
    assert findings(KEY_QUESTIONS_ONLY) == ()


def test_a_printed_rating_of_a_standard_that_was_not_rated_is_found() -> None:
    # 6.1 may be left unrated: neither passage had several tugs.
    cases = [case(HARBOUR, "passage", {"tugs": "none"}, reference=reference) for reference in ("A", "B")]
    source = {
        **{part: HARBOUR_CASES[part] for part in ("bundle_version", "inspection", "framework", "judgements")},
        "cases": [
            {"reference": c.reference, "case_type": "passage", "facts": dict(c.facts), "answers": dict(c.answers)}
            for c in cases
        ],
        "printed": {"ratings": {"6.1": "Strong"}},
    }
    message = "6.1 is printed as Strong; by what was recorded it is not rated"
    expected = Inconsistency("printed_ratings_are_ours", ("printed", "ratings", "6.1"), message, "not rated")
    assert findings(source, HARBOUR) == (expected,)


@pytest.mark.parametrize("kind", GapKind)
def test_every_gap_has_a_sentence_that_says_what_and_of_which_case(kind: GapKind) -> None:
    sentence = gap_sentence(Gap(kind, "2.1", "2.1.2", "C3", "Good"))
    assert sentence.startswith("case C3: ")
    assert any(word in sentence for word in ("2.1", "'Good'"))
    assert gap_sentence(Gap(kind, "2.1", "2.1.2", "", "Good")) == sentence.removeprefix("case C3: ")


def half_read(**printed: object) -> list[Inconsistency]:
    """Eight standards Inadequate and four unknown, with this in print."""
    known = [standard.id for standard in YOUTH.standards][:8]
    values = {
        "bundle_version": 1,
        "inspection": INSPECTION,
        "framework": {"id": YOUTH.id, "digest": YOUTH.digest},
        "printed": {"ratings": dict.fromkeys(known, "Inadequate"), **printed},
    }
    return [finding for finding in findings(values, YOUTH) if finding.rule == "printed_total_is_still_possible"]


# Four of 0 to 3 points are 0 to 12; up to 6 is Inadequate, up to 18 Requires improvement.
@pytest.mark.parametrize(
    ("printed", "place", "message"),
    [
        (
            {"score": 13},
            ("printed", "score"),
            "the score is printed as 13; with what is recorded, still possible: 0 to 12 of 36, Inadequate or Requires "
            "improvement",
        ),
        (
            {"overall": "Good", "score": 12},
            ("printed", "overall"),
            "the overall rating is printed as Good; with what is recorded, still possible: 0 to 12 of 36, Inadequate "
            "or Requires improvement",
        ),
        (
            {"overall": "Requires improvement", "score": 5},
            ("printed", "overall"),
            "the overall rating is printed as Requires improvement, which a score of 5 does not give",
        ),
    ],
)
def test_a_printed_result_that_cannot_come_out_any_more_is_a_contradiction(
    printed: dict[str, object], place: Place, message: str
) -> None:
    (finding,) = half_read(**printed)
    assert (finding.place, finding.message) == (place, message)


@pytest.mark.parametrize(
    "printed", [{}, {"score": 12}, {"overall": "Inadequate"}, {"score": 7, "overall": "Requires improvement"}]
)
def test_a_printed_result_that_may_still_come_out_is_none(printed: dict[str, object]) -> None:
    assert half_read(**printed) == []
