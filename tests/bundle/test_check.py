"""What check finds: a Bundle without a fault has no findings, and each planted fault has the one that is printed here.

What is missing is in `test_check_gaps`.
"""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bundle.clean import CLEAN, findings, with_fault
from trigpoint.bundle import check as module
from trigpoint.bundle.check import Inconsistency
from trigpoint.bundle.problems import Place


def test_a_bundle_without_a_fault_has_no_findings() -> None:
    assert findings(CLEAN) == ()


@dataclass(frozen=True)
class Fault:
    """A value planted at a place, and the finding that it leads to; `found_at` is another place where it shows."""

    place: Place
    value: object
    rule: str
    message: str
    figure: str
    found_at: Place = ()

    @property
    def finding(self) -> Inconsistency:
        """The finding that is expected."""
        return Inconsistency(self.rule, self.found_at or self.place, self.message, self.figure)


INTRODUCTION: Place = ("texts", "introduction", 0)
FIGURES: Place = ("context", 0, "figures")
PEOPLE, YOUNG, SHARE = CLEAN["context"][0]["figures"]
BREAKDOWNS: Place = ("context", 0, "breakdowns")

FAULTS = [
    Fault(
        INTRODUCTION,
        "In most cases the child was kept safe {2.1.2}.",
        "words_agree_with_counts",
        '"most" beside 2.1.2: 3 of 8 (38 per cent); "most" means more than 50 per cent and less than 100 per cent',
        "3 of 8 (38 per cent)",
    ),
    Fault(
        INTRODUCTION,
        "In over two-thirds of the cases desistance was assessed {3.1.1}.",
        "words_agree_with_counts",
        '"over two-thirds" beside 3.1.1: 4 of 6 (67 per cent); "over two-thirds" means more than 2/3',
        "4 of 6 (67 per cent)",
    ),
    Fault(
        INTRODUCTION,
        "All cases {2.1.2 percent}",
        "words_agree_with_counts",
        '"All" beside 2.1.2: 3 of 8 (38 per cent); "All" means exactly 100 per cent',
        "3 of 8 (38 per cent)",
    ),
    Fault(
        ("findings", "standards", "3.4", "summary", 0),
        "Half of the police were not told {3.4.2.1 not}.",
        "words_agree_with_counts",
        '"Half" beside 3.4.2.1: 3 of 4 (75 per cent), not yes; "Half" means exactly 50 per cent',
        "3 of 4 (75 per cent), not yes",
    ),
    Fault(
        ("panel_decisions", "2.1", "reason"),
        "It was so in four out of eight {2.1.2 yes}.",
        "words_agree_with_counts",
        '"four out of eight" beside 2.1.2: 3 of 8 (38 per cent)',
        "3 of 8 (38 per cent)",
    ),
    Fault(
        INTRODUCTION,
        "It was so in more than 37.5 per cent {2.1.2}.",
        "words_agree_with_counts",
        '"more than 37.5 per cent" beside 2.1.2: 3 of 8 (38 per cent); '
        '"more than 37.5 per cent" means more than 37.5 per cent',
        "3 of 8 (38 per cent)",
    ),
    # The panel's decision counts: by the rules 2.1 is Inadequate, and the score 17.
    Fault(
        INTRODUCTION,
        "Standard {2.1} was rated Inadequate.",
        "ratings_agree_with_what_was_rated",
        '"Inadequate" beside 2.1: it is rated Requires improvement',
        "Requires improvement",
    ),
    Fault(
        INTRODUCTION,
        "By the rules alone the service would be 'Good' ({overall rules}).",
        "ratings_agree_with_what_was_rated",
        '"Good" beside overall rules: by the rules it is Requires improvement',
        "Requires improvement",
    ),
    Fault(
        INTRODUCTION,
        "The score is 25 of 36 ({overall score}).",
        "numbers_agree_with_figures",
        '"25 of 36" beside overall score: it is 20 of 36',
        "20 of 36",
    ),
    Fault(
        INTRODUCTION,
        "Some 300,000 people ({context people}) live there.",
        "numbers_agree_with_figures",
        '"Some 300,000" beside context people: it is 237,354',
        "237,354",
    ),
    Fault(
        ("recommendations", 0, "text"),
        "Only 34 of 61 (65 per cent) are in school.",
        "percentages_in_texts_are_right",
        '"65 per cent" beside "34 of 61": 34 of 61 is 56 per cent',
        "56 per cent",
    ),
    Fault(
        ("texts", "waived"),
        [{"words": "most", "beside": "2.1.2", "reason": "It was so once."}],
        "waivers_are_needed",
        'the waiver of "most" beside 2.1.2 waives nothing: take it away, or mend its words',
        "",
        found_at=("texts", "waived", 0),
    ),
    Fault(
        (*FIGURES, 0, "label"),
        "All people: 漢 and ﬗ",
        "characters_can_be_printed",
        "'漢' (U+6F22) and 'ﬗ' (U+FB17), which the typeface of the report does not have",
        "",
    ),
    Fault(
        (*BREAKDOWNS, 0, "rows", 0, "values"),
        ["33", "33", "32.5"],
        "breakdowns_add_up",
        "the percentages of 'The service' add up to 98.5, not to 100 (within 1)",
        "98.5",
    ),
    Fault(
        (*BREAKDOWNS, 1, "rows", 0, "total"),
        "75",
        "breakdowns_add_up",
        "the numbers of 'The service' add up to 57, not to the total of 75",
        "57",
    ),
    Fault(
        (*FIGURES, 2, "value"),
        "11.0",
        "percentages_are_of_their_parts",
        # 25,426 / 237,354 = 0.10712
        "'Young of all' is 11.0 per cent, but 25,426 of 237,354 is 10.7 per cent",
        "10.7 per cent",
    ),
    Fault(
        ("sample", 0, "made_up_of", "disposal"),
        {"community_sentence": 7},
        "sample_adds_up",
        "the court cases by disposal add up to 7; 8 were read",
        "8",
    ),
    Fault(
        ("sample", 0, "interviews"),
        9,
        "interviews_are_about_cases_read",
        "9 interviews about 8 court cases: at most one a case is expected",
        "8",
    ),
    Fault(
        ("printed", "ratings", "3.3"),
        "Good",
        "printed_ratings_are_ours",
        "3.3 is printed as Good; by what was recorded it is Requires improvement",
        "Requires improvement",
    ),
    Fault(
        ("printed", "score"),
        21,
        "printed_total_is_ours",
        "the score is printed as 21; what was recorded gives 20 of 36",
        "20 of 36",
    ),
    Fault(
        ("printed", "overall"),
        "Outstanding",
        "printed_total_is_ours",
        "the overall rating is printed as Outstanding; what was recorded gives Good",
        "Good",
    ),
    Fault(
        FIGURES,
        [{**PEOPLE, "value": "7"}, {**YOUNG, "value": "8"}],
        "parts_are_within_wholes",
        "'Young people' is 8, more than 'All people', of which it is a part: 7",
        "7",
        found_at=(*FIGURES, 1, "whole"),
    ),
    Fault(
        FIGURES,
        [
            {**PEOPLE, "value": "10"},
            {**PEOPLE, "id": "young", "label": "Young", "value": "12"},
            {**SHARE, "value": "120"},
        ],
        "parts_are_within_wholes",
        "'Young' is 12, more than 'All people', of which it is a part: 10",
        "10",
        found_at=(*FIGURES, 2, "whole"),
    ),
    Fault(
        FIGURES,
        [{**PEOPLE, "value": "0"}, {**YOUNG, "value": "0"}, {**SHARE, "value": "0"}],
        "percentages_are_of_their_parts",
        "'Young of all' is 0 per cent, but 0 of 0 is no percentage",
        "no percentage",
        found_at=(*FIGURES, 2, "value"),
    ),
    Fault(
        ("context", 0, "breakdowns", 0, "rows", 0, "values"),
        ["50", "26", "26"],
        "breakdowns_add_up",
        "the percentages of 'The service' add up to 102, not to 100 (within 1)",
        "102",
    ),
    Fault(
        ("tallies", "2.1.1.4"),
        None,
        "words_agree_with_counts",
        '"some" beside 2.1.1.4: no count, so there is no figure to check it against',
        "no count",
        found_at=("findings", "standards", "2.1", "closing", 0),
    ),
    Fault(
        ("tallies", "2.1.1.4"),
        {"yes": 0, "relevant": 0},
        "words_agree_with_counts",
        '"some" beside 2.1.1.4: no relevant cases, so there is no figure to check it against',
        "no relevant cases",
        found_at=("findings", "standards", "2.1", "closing", 0),
    ),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.rule}: {'.'.join(map(str, fault.place))}")
def test_each_planted_fault_is_found_in_its_place(fault: Fault) -> None:
    assert findings(with_fault(CLEAN, fault.place, fault.value)) == (fault.finding,)


def test_every_check_has_a_planted_fault() -> None:
    assert {fault.rule for fault in FAULTS} == {rule.__name__ for rule in module._CHECKS} - {
        "cases_are_those_of_the_certificate",  # these three in test_check_certificate
        "certificate_is_of_this_inspection",
        "sample_is_that_of_the_certificate",
        "cases_differ_by_more_than_noughts",  # in public_reports/test_13_one_case_twice
        "cases_are_those_read",  # in test_check_gaps, beside the other faults of cases
        "nothing_is_missing",
        "printed_total_is_still_possible",
        "questions_of_every_case_count_all_cases",  # these two in test_check_counts
        "what_is_left_unrated_was_not_counted",
    }


def test_findings_come_in_the_order_of_the_parts_of_a_bundle() -> None:
    source = CLEAN
    for fault in FAULTS[::-1]:
        if not fault.found_at:
            source = with_fault(source, fault.place, fault.value)
    order = ["context", "sample", "panel_decisions", "printed", "texts", "findings", "recommendations"]
    assert list(dict.fromkeys(inconsistency.place[0] for inconsistency in findings(source))) == order


def test_words_beside_a_judged_question_or_another_reference_are_not_held_against_anything() -> None:
    text = (
        "All partners {1.1.1}, most people {context young}, half of {2.1.2 relevant}, all {2.1} and all {2.1.2 band}."
    )
    assert findings(with_fault(CLEAN, INTRODUCTION, text)) == ()


def test_the_same_fault_twice_in_a_text_is_one_finding() -> None:
    text = "Most were safe {2.1.2}. Most were safe {2.1.2}."
    assert [inconsistency.rule for inconsistency in findings(with_fault(CLEAN, INTRODUCTION, text))] == [
        "words_agree_with_counts"
    ]


def test_a_finding_about_words_can_be_waived_with_a_reason() -> None:
    said = with_fault(CLEAN, INTRODUCTION, "In Most  cases the child was kept safe {2.1.2}.")
    waiver = {"words": "most", "beside": "2.1.2", "reason": "It is what the child said."}
    assert findings(with_fault(said, ("texts", "waived"), [waiver])) == ()
    other = {**waiver, "beside": "2.1.3"}
    assert [finding.rule for finding in findings(with_fault(said, ("texts", "waived"), [other]))] == [
        "words_agree_with_counts",
        "waivers_are_needed",
    ]


def test_percentages_may_be_out_by_the_tolerance_of_the_method_either_way() -> None:
    for values in (["33", "33", "33"], ["34", "34", "33"]):
        assert findings(with_fault(CLEAN, (*BREAKDOWNS, 0, "rows", 0, "values"), values)) == ()


# Braces are doubled, as in a file: a lone one would not be a text that fits.
texts = st.text(min_size=1).filter(str.strip).map(lambda text: text.replace("{", "{{").replace("}", "}}"))
references = st.sampled_from(
    ["{2.1.2}", "{2.1.2 not}", "{3.4.2.1 share}", "{context share percent}", "{overall score}"]
)
words = st.sampled_from([" most ", " all ", " 4 of 8 (38 per cent) ", " half. ", " over 1 of 0 (1%) "])


@given(text=st.lists(texts | references | words, min_size=1).map("".join).filter(str.strip))
def test_any_text_can_be_checked(text: str) -> None:
    assert {inconsistency.place for inconsistency in findings(with_fault(CLEAN, INTRODUCTION, text))} <= {INTRODUCTION}


@given(text=st.lists(texts | words, min_size=1).map("".join).filter(str.strip))
def test_a_text_without_references_has_no_findings_about_words(text: str) -> None:
    rules = {inconsistency.rule for inconsistency in findings(with_fault(CLEAN, INTRODUCTION, text))}
    assert rules <= {"percentages_in_texts_are_right", "characters_can_be_printed"}
