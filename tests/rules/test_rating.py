"""One inspection: what is known of each standard, what is missing, and the totals."""

from dataclasses import replace

import pytest

from tests.factories.loaded import BOTH, HARBOUR, YOUTH, id_of
from tests.factories.recorded import alike, case, counts, judgements, without
from tests.factories.trafford import PUBLISHED, TRAFFORD
from trigpoint.rules.answers import AnswerWord, Judgement, Recorded
from trigpoint.rules.framework import Framework, StandardBasis
from trigpoint.rules.gaps import Gap, GapKind
from trigpoint.rules.overall_rules import Total
from trigpoint.rules.rating import Level, rate

PASSAGE = case(HARBOUR, "passage", {"tugs": "several"})
COURT_FACTS = {
    "disposal": "community_sentence",
    "factors_safety_of_child": "yes",
    "factors_safety_of_others": "yes",
    "changes_desistance": "yes",
    "changes_safety_of_child": "yes",
    "changes_safety_of_others": "yes",
}


def test_cases_are_taken_before_printed_counts_and_those_before_a_printed_rating() -> None:
    printed = {"2.3": "Weak"}
    tallies = counts(HARBOUR, "2.3", (2, 4))
    # A passage answered yes is 1 of 1, Strong; 2 of 4 is Sound.
    for recorded, level, final in [
        (Recorded(cases=(PASSAGE,), tallies=tallies, printed=printed), Level.CASES, "Strong"),
        (Recorded(tallies=tallies, printed=printed), Level.TALLIES, "Sound"),
        (Recorded(printed=printed), Level.PRINTED, "Weak"),
    ]:
        result = rate(HARBOUR, recorded).standard("2.3")
        assert (result.level, result.final) == (level, HARBOUR.method.rating(final))


def test_each_case_type_has_its_own_level() -> None:
    # Court cases were read one by one; of out-of-court disposals there are counts.
    court = case(YOUTH, "court", COURT_FACTS)
    rated = rate(YOUTH, Recorded(cases=(court,), tallies=TRAFFORD.tallies))
    assert {one.standard.id: one.level for one in rated.standards if one.standard.basis is StandardBasis.CASE_BASED} == {
        "2.1": Level.CASES, "2.2": Level.CASES, "2.3": Level.CASES, "2.4": Level.CASES,
        "3.1": Level.TALLIES, "3.2": Level.TALLIES, "3.3": Level.TALLIES, "3.4": Level.TALLIES,
    }  # fmt: skip


def test_a_printed_rating_is_final_and_leaves_the_rules_unknown() -> None:
    result = rate(YOUTH, Recorded(printed={"2.1": "Good"})).standard("2.1")
    assert (result.rules, result.final) == (None, YOUTH.method.rating("Good"))
    assert result.gaps == (Gap(GapKind.ONLY_PRINTED, "2.1", detail="Good"),)


def test_printed_ratings_alone_give_a_final_total_and_none_by_the_rules() -> None:
    rated = rate(YOUTH, Recorded(printed=PUBLISHED["ratings"]))
    assert rated.final == Total(20, 36, YOUTH.method.rating("Good"))
    assert rated.rules is None
    assert [gap.standard for gap in rated.rules_gaps] == ["2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4"]
    assert rated.final_gaps == ()


def test_a_judged_standard_has_its_judgement_and_no_percentage_or_discretion() -> None:
    result = rate(HARBOUR, Recorded(judgements={"1.1": Judgement("Sound", "all the evidence")})).standard("1.1")
    assert (result.level, result.rules, result.final) == (Level.JUDGED, *[HARBOUR.method.rating("Sound")] * 2)
    assert (result.key_questions, result.grounds, result.gaps) == ((), (), ())


def test_a_printed_rating_of_a_judged_standard_is_its_judgement() -> None:
    result = rate(YOUTH, Recorded(printed={"1.2": "Outstanding"})).standard("1.2")
    assert (result.level, result.gaps) == (Level.PRINTED, ())
    assert result.rules == result.final == YOUTH.method.rating("Outstanding")


@pytest.mark.parametrize("framework", BOTH, ids=id_of)
def test_where_nothing_is_recorded_every_standard_says_what_it_waits_for(framework: Framework) -> None:
    rated = rate(framework, Recorded())
    waits = {StandardBasis.JUDGED: GapKind.JUDGEMENT_MISSING, StandardBasis.CASE_BASED: GapKind.NOTHING_RECORDED}
    assert rated.gaps == tuple(Gap(waits[one.basis], one.id) for one in framework.standards)
    assert {one.level for one in rated.standards} == {Level.NOTHING}
    assert (rated.rules, rated.final) == (None, None)
    assert rated.final_gaps == tuple(
        Gap(GapKind.STANDARD_NOT_RATED, one.id) for one in framework.standards if one.in_overall
    )


def test_missing_answers_are_all_listed_and_the_standard_and_the_whole_are_not_yet_rated() -> None:
    # Prompt 2.1.1.1 is missing in case A and the key question 2.1.2 in case B.
    cases = (without(PASSAGE, answer="2.1.1.1"), replace(without(PASSAGE, answer="2.1.2"), reference="B"))
    rated = rate(HARBOUR, Recorded(cases=cases, judgements=judgements(HARBOUR, "Strong")))
    result = rated.standard("2.1")
    assert result.gaps == (
        Gap(GapKind.ANSWER_MISSING, "2.1", "2.1.1.1", "A"),
        Gap(GapKind.ANSWER_MISSING, "2.1", "2.1.2", "B"),
    )
    assert (result.rules, result.final, result.grounds) == (None, None, ())
    assert (rated.rules, rated.final) == (None, None)
    assert rated.rules_gaps == rated.final_gaps == (Gap(GapKind.STANDARD_NOT_RATED, "2.1"),)


def test_a_gap_in_one_standard_leaves_the_others_rated() -> None:
    rated = rate(HARBOUR, Recorded(cases=(without(PASSAGE, answer="2.1.2"),)))
    assert {one.standard.id for one in rated.standards if one.level is Level.CASES and one.rules is None} == {"2.1"}


def test_a_decision_is_kept_while_its_standard_is_not_yet_rated() -> None:
    waiting = replace(TRAFFORD, tallies={one: t for one, t in TRAFFORD.tallies.items() if one != "2.2.2"})
    result = rate(YOUTH, waiting).standard("2.2")
    assert (result.final, result.decision) == (None, TRAFFORD.decisions["2.2"])
    assert result.gaps == (Gap(GapKind.TALLY_MISSING, "2.2", "2.2.2"),)


def test_a_standard_that_stands_apart_may_be_not_rated_for_want_of_cases() -> None:
    recorded = Recorded(cases=(case(HARBOUR, "passage", {"tugs": "none"}),), judgements=judgements(HARBOUR, "Strong"))
    rated = rate(HARBOUR, recorded)
    apart = rated.standard("6.1")
    assert (apart.rules, apart.final, apart.gaps) == (None, None, ())
    assert apart.not_rated == "No case is relevant to any of its key questions."
    assert rated.final == Total(60, 60, HARBOUR.method.rating("Strong"))


def test_a_standard_that_counts_may_not_be_left_without_relevant_cases() -> None:
    # Youth 2.4 is about changes; here nothing changed in the only case.
    unchanged = COURT_FACTS | {"changes_desistance": "no", "changes_safety_of_child": "no"}
    court = case(YOUTH, "court", unchanged | {"changes_safety_of_others": "no"})
    result = rate(YOUTH, Recorded(cases=(court,))).standard("2.4")
    assert (result.final, result.not_rated) == (None, "")
    assert result.gaps == (Gap(GapKind.NO_RELEVANT_CASES, "2.4"),)


def test_a_judgement_not_to_rate_is_refused_where_the_standard_must_be_rated() -> None:
    result = rate(YOUTH, Recorded(judgements={"1.1": Judgement(None, "no time")})).standard("1.1")
    assert (result.final, result.not_rated) == (None, "")
    assert result.gaps == (Gap(GapKind.MAY_NOT_BE_LEFT_UNRATED, "1.1"),)


def test_a_judgement_not_to_rate_keeps_its_reason_where_the_standard_may_be_not_rated() -> None:
    (office, *rest) = HARBOUR.domains
    apart = replace(office.standards[0], in_overall=False, may_be_not_rated=True)
    framework = replace(HARBOUR, domains=(replace(office, standards=(apart, office.standards[1])), *rest))
    result = rate(framework, Recorded(judgements={"1.1": Judgement(None, "the office was closed")})).standard("1.1")
    assert (result.not_rated, result.gaps) == ("the office was closed", ())


@pytest.mark.parametrize(
    ("framework", "yes", "judged", "score", "rating"),
    [
        # Of 20: 9 is 45, 12 is 60, 14 is 70, 18 is 90. Four standards are judged and eight (in all) rest on counts.
        (YOUTH, 9, "Good", 4 * 2 + 8 * 0, "Requires improvement"),
        (YOUTH, 12, "Good", 4 * 2 + 8 * 1, "Requires improvement"),
        (YOUTH, 14, "Good", 4 * 2 + 8 * 2, "Good"),
        (YOUTH, 18, "Outstanding", 4 * 3 + 8 * 3, "Outstanding"),
        # Of 20: 7 is 35. The ninth count is of the standard that stands apart.
        (HARBOUR, 7, "Weak", 4 * 1 + 8 * 1, "Weak"),
        (HARBOUR, 9, "Weak", 4 * 1 + 8 * 3, "Sound"),
        (HARBOUR, 18, "Weak", 4 * 1 + 8 * 5, "Sound"),
        (HARBOUR, 18, "Sound", 4 * 3 + 8 * 5, "Strong"),
    ],
    ids=lambda value: value.id if isinstance(value, Framework) else str(value),
)
def test_the_same_counts_are_rated_by_the_numbers_of_each_framework(
    framework: Framework, yes: int, judged: str, score: int, rating: str
) -> None:
    rated = rate(framework, alike(framework, yes, 20, judged))
    assert rated.rules == rated.final == Total(score, framework.highest_score, framework.method.rating(rating))


def test_not_evidenced_and_no_rate_alike() -> None:
    passages = (
        case(HARBOUR, "passage", {"tugs": "one"}, answer=one) for one in (AnswerWord.NO, AnswerWord.NOT_EVIDENCED)
    )
    no, not_evidenced = (rate(HARBOUR, Recorded(cases=(passage,))).standard("2.1") for passage in passages)
    assert no.rules == not_evidenced.rules == HARBOUR.method.rating("Weak")


def test_a_standard_that_is_not_in_the_framework_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"9\.9"):
        rate(YOUTH, Recorded()).standard("9.9")
