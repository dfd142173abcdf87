"""From answers about cases to 'yes of relevant'."""

import pytest

from tests.factories.loaded import HARBOUR, YOUTH
from tests.factories.recorded import case, without
from tests.factories.trafford import printed_tallies
from trigpoint.rules.answers import AnswerWord, Case, Tally
from trigpoint.rules.gaps import Gap, GapKind
from trigpoint.rules.tally import question_ids, tally_cases, tally_printed

TUGS = HARBOUR.standard("3.3")
PLAN = HARBOUR.standard("2.1")
NO, NOT_EVIDENCED, NOT_APPLICABLE = AnswerWord.NO, AnswerWord.NOT_EVIDENCED, AnswerWord.NOT_APPLICABLE


def passage(reference: str, tugs: str, **but: AnswerWord) -> Case:
    """A passage answered yes throughout, but for answers such as q3_3_2=NO."""
    given = {one.removeprefix("q").replace("_", "."): answer for one, answer in but.items()}
    return case(HARBOUR, "passage", {"tugs": tugs}, but=given, reference=reference)


def test_every_question_has_its_own_denominator() -> None:
    # Four passages, two of them with tugs: 3.3.1 counts four, 3.3.2 and its prompt count two.
    cases = [
        passage("A", "none"),
        passage("B", "none", q3_3_1=NO),
        passage("C", "one", q3_3_2=NO),
        passage("D", "several"),
    ]
    assert tally_cases(TUGS, cases).counts == {
        "3.3.1": Tally(3, 4, 0),
        "3.3.2": Tally(1, 2, 0),
        "3.3.2.1": Tally(2, 2, 0),
    }


def test_a_prompt_that_does_not_apply_leaves_its_own_denominator_only() -> None:
    cases = [passage("A", "none", q2_1_1_2=NOT_APPLICABLE), passage("B", "none")]
    counts = tally_cases(PLAN, cases).counts
    assert (counts["2.1.1"], counts["2.1.1.2"]) == (Tally(2, 2, 0), Tally(1, 1, 0))


def test_a_key_question_is_answered_directly_and_not_from_its_prompts() -> None:
    counts = tally_cases(PLAN, [passage("A", "none", q2_1_1_1=NO, q2_1_1_2=NO)]).counts
    assert counts["2.1.1"] == Tally(1, 1, 0)


def test_not_evidenced_is_relevant_without_a_yes_and_kept_apart_from_no() -> None:
    cases = [
        passage("A", "none", q2_1_2=NO),
        passage("B", "none", q2_1_2=NOT_EVIDENCED),
        passage("C", "none", q2_1_2=NOT_EVIDENCED),
        passage("D", "none"),
    ]
    assert tally_cases(PLAN, cases).counts["2.1.2"] == Tally(yes=1, relevant=4, not_evidenced=2)


def test_cases_of_another_type_are_not_counted() -> None:
    court = YOUTH.standard("2.1")
    other = Case("A", "out_of_court", {}, {"2.1.1": AnswerWord.YES})
    counted = tally_cases(court, [other])
    assert set(counted.counts.values()) == {Tally(0, 0, 0)}
    assert counted.gaps == ()


@pytest.mark.parametrize("question", ["2.1.1", "2.1.2", "2.1.1.1"])
def test_not_applicable_is_no_answer_where_the_question_must_apply(question: str) -> None:
    answered = case(HARBOUR, "passage", {"tugs": "none"}, but={question: NOT_APPLICABLE})
    expected = Gap(GapKind.NOT_APPLICABLE_THOUGH_IT_APPLIES, "2.1", question, "A")
    assert tally_cases(PLAN, [answered]).gaps == (expected,)


@pytest.mark.parametrize("question", ["2.1.1.2", "2.2.1.1"])
def test_not_applicable_is_an_answer_where_the_prompt_may_not_apply(question: str) -> None:
    # 2.1.1.2 says so in its words (printed), 2.2.1.1 only by its count (inferred).
    answered = case(HARBOUR, "passage", {"tugs": "none"}, but={question: NOT_APPLICABLE})
    counted = tally_cases(HARBOUR.standard(question[:3]), [answered])
    assert (counted.counts[question], counted.gaps) == (Tally(0, 0, 0), ())


@pytest.mark.parametrize("question", ["3.3.2", "3.3.2.1"])
def test_a_missing_answer_is_a_gap(question: str) -> None:
    unanswered = without(passage("B", "one"), answer=question)
    expected = Gap(GapKind.ANSWER_MISSING, "3.3", question, "B")
    assert tally_cases(TUGS, [passage("A", "one"), unanswered]).gaps == (expected,)


def test_a_missing_fact_is_a_gap_for_each_question_that_needs_it() -> None:
    unknown = without(passage("A", "one"), fact="tugs")
    expected = Gap(GapKind.FACT_MISSING, "3.3", "3.3.2", "A", "tugs")
    counted = tally_cases(TUGS, [unknown])
    assert counted.gaps == (expected,)
    assert counted.counts["3.3.1"] == Tally(1, 1, 0)  # which needs no fact


@pytest.mark.parametrize("question", ["3.3.2", "3.3.2.1"])
def test_an_answer_to_a_question_that_is_not_relevant_contradicts_the_facts(question: str) -> None:
    answered = case(HARBOUR, "passage", {"tugs": "none"}, but={question: NO})
    expected = Gap(GapKind.ANSWERED_THOUGH_NOT_RELEVANT, "3.3", question, "A", "no")
    assert tally_cases(TUGS, [answered]).gaps == (expected,)


def test_not_applicable_to_a_question_that_is_not_relevant_agrees_with_the_facts() -> None:
    answered = case(HARBOUR, "passage", {"tugs": "none"}, but={"3.3.2": NOT_APPLICABLE, "3.3.2.1": NOT_APPLICABLE})
    assert tally_cases(TUGS, [answered]).gaps == ()


def test_ids_come_in_printed_order() -> None:
    assert question_ids(PLAN) == ("2.1.1", "2.1.1.1", "2.1.1.2", "2.1.2")


def test_printed_counts_are_taken_as_they_are() -> None:
    # Trafford, standard 3.4: 4 of 6 and 2 of 4, with six prompts and two.
    counted = tally_printed(YOUTH.standard("3.4"), printed_tallies())
    assert (counted.counts["3.4.1"], counted.counts["3.4.2"]) == (Tally(4, 6), Tally(2, 4))
    assert (len(counted.counts), counted.gaps) == (10, ())


def test_a_printed_key_question_is_needed_and_its_prompts_are_not() -> None:
    counted = tally_printed(PLAN, {"2.1.1": Tally(1, 2)})
    assert counted.counts == {"2.1.1": Tally(1, 2)}
    assert counted.gaps == (Gap(GapKind.TALLY_MISSING, "2.1", "2.1.2"),)
