"""One case judged differently, in one key question or in several: which cases it may be, and what counts can show.

In the youth framework 50 per cent is Requires improvement, 65 Good, 80 Outstanding. All values are worked by hand.
"""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.factories.loaded import YOUTH
from tests.factories.recorded import counts
from tests.shapes.ness import rated_ness
from trigpoint.report.explain import cases_step, ground_step
from trigpoint.rules.answers import AnswerWord, Case, Decision, Recorded, Tally
from trigpoint.rules.differing import CaseExists, DifferingJudgement, differing_judgements
from trigpoint.rules.discretion import Ground, OneCase
from trigpoint.rules.gaps import GapKind
from trigpoint.rules.method import TriggerRule
from trigpoint.rules.rating import StandardResult, rate
from trigpoint.rules.tally import question_ids

YES, NO, NOT_EVIDENCED = AnswerWord.YES, AnswerWord.NO, AnswerWord.NOT_EVIDENCED
ASSESSMENT = YOUTH.standard("2.1")
INADEQUATE, RI, GOOD = (YOUTH.method.rating(name) for name in ("Inadequate", "Requires improvement", "Good"))


def case(reference: str, answers: Mapping[str, AnswerWord], standard_id: str = "2.1", **facts: str) -> Case:
    """A case answered yes throughout in one standard, but for the answers given."""
    standard = YOUTH.standard(standard_id)
    bare = Case(reference, standard.case_type, facts, {})
    relevant = {question.id for question in standard.key_questions if bare.relevant_to(question)}
    asked = [one for one in question_ids(standard) if one.rsplit(".", 1)[0] in relevant or one in relevant]
    return replace(bare, answers=dict.fromkeys(asked, YES) | dict(answers))


def assessed(*not_yes: set[str], answer: AnswerWord = NO) -> tuple[Case, ...]:
    """A case for each set of key questions of 2.1 (by their last figure) that are not answered yes."""
    return tuple(
        case(f"C{number}", {f"2.1.{one}": answer for one in questions})
        for number, questions in enumerate(not_yes, start=1)
    )


def one_case(result: StandardResult) -> list[Ground]:
    return [ground for ground in result.grounds if ground.trigger.rule is TriggerRule.ONE_CASE]


def judgement(ground: Ground) -> DifferingJudgement:
    assert isinstance(ground.working, OneCase)
    assert ground.working.judgement is not None
    return ground.working.judgement


def changed(ground: Ground) -> dict[str, Tally]:
    return {one.question.id: one.after.tally for one in judgement(ground).changes}  # type: ignore[misc]


def test_a_case_in_two_key_questions_judged_differently_in_both_opens_the_standard() -> None:
    # 2.1.1: C1 to C5 are no, 3/8. 2.1.2: C1, C2, C6, C7 and C8, 3/8 too.
    cases = assessed({"1", "2"}, {"1", "2"}, {"1"}, {"1"}, {"1"}, {"2"}, {"2"}, {"2"})
    result = rate(YOUTH, Recorded(cases=cases)).standard("2.1")
    assert [question.tally and question.tally.points for question in result.key_questions] == [3, 3, 8]
    (ground,) = one_case(result)
    assert (result.rules, ground.holds) == (INADEQUATE, True)
    assert changed(ground) == {"2.1.1": Tally(4, 8), "2.1.2": Tally(4, 8)}
    assert (judgement(ground).rating, judgement(ground).exists, judgement(ground).cases) == (
        RI,
        CaseExists.YES,
        ("C1", "C2"),
    )
    assert ground_step(ground) == (
        "With one case judged differently in two key questions, so that they are 2.1.1 (desistance) 4 of 8 and 2.1.2 "
        "(safety of the child) 4 of 8, the standard would be Requires improvement. There is such a case."
    )
    assert cases_step(ground) == "It may be one of C1 and C2."


def test_the_panels_decision_on_such_a_case_stands() -> None:
    cases = assessed({"1", "2"}, {"1", "2"}, {"1"}, {"1"}, {"1"}, {"2"}, {"2"}, {"2"})
    decisions = {"2.1": Decision("Inadequate", "Requires improvement", "C1 was read again.")}
    assert rate(YOUTH, Recorded(cases=cases, decisions=decisions)).standard("2.1").final == RI


def test_where_no_case_stands_in_both_the_ground_does_not_hold_and_a_decision_falls() -> None:
    # 2.2.2 is asked of eight cases and 2.2.3 of eight others: both at 4/8 would be Requires improvement, and no case is
    # in both.
    child = {"factors_safety_of_child": "yes", "factors_safety_of_others": "no"}
    others = {"factors_safety_of_child": "no", "factors_safety_of_others": "yes"}
    of_child = [case(f"A{n}", {"2.2.2": NO} if n < 5 else {}, "2.2", **child) for n in range(8)]
    of_others = [case(f"B{n}", {"2.2.3": NO} if n < 5 else {}, "2.2", **others) for n in range(8)]
    decisions = {"2.2": Decision("Inadequate", "Requires improvement", "one case")}
    result = rate(YOUTH, Recorded(cases=(*of_child, *of_others), decisions=decisions)).standard("2.2")
    (ground,) = one_case(result)
    assert changed(ground) == {"2.2.2": Tally(4, 8), "2.2.3": Tally(4, 8)}
    assert (ground.holds, ground.may_hold, judgement(ground).exists) == (False, False, CaseExists.NO)
    assert ground_step(ground).endswith("No case stands so in all of them.")
    assert cases_step(ground) == ""
    assert (result.final, result.gaps[0].kind) == (None, GapKind.DECISION_WITHOUT_GROUND)


def test_three_key_questions_may_have_to_change_together() -> None:
    # Seven no's of 13 in each (6/13 is 46.15, 7/13 is 53.85). Any two at 7/13 leave the third Inadequate.
    all_three, first, second, third = {"1", "2", "3"}, {"1"}, {"2"}, {"3"}
    cases = assessed(all_three, *[first] * 4, *[second] * 4, *[third] * 4)
    cases = (
        *cases[:1],
        *(replace(c, answers={**c.answers, **extra}) for c, extra in zip(cases[1:], _more(), strict=True)),
    )
    result = rate(YOUTH, Recorded(cases=cases)).standard("2.1")
    assert [question.tally and question.tally.points for question in result.key_questions] == [6, 6, 6]
    (ground,) = one_case(result)
    assert sorted(changed(ground)) == ["2.1.1", "2.1.2", "2.1.3"]
    assert (ground.holds, judgement(ground).rating, judgement(ground).cases) == (True, RI, ("C1",))


def _more() -> list[dict[str, AnswerWord]]:
    """Two more no's in each key question, none in a case that has all three: 1 + 4 + 2 are seven."""
    more: list[dict[str, AnswerWord]] = [{} for _ in range(12)]
    more[0] = more[1] = {"2.1.2": NO}
    more[4] = more[5] = {"2.1.3": NO}
    more[8] = more[9] = {"2.1.1": NO}
    return more


def test_a_judgement_that_needs_fewer_key_questions_stands_for_those_that_need_more() -> None:
    # 3/8 and 8/8 and 8/8: 2.1.1 alone is enough, though C1 is no there and might be judged so in others as well.
    result = rate(YOUTH, Recorded(cases=assessed(*[{"1"}] * 5, *[set()] * 3))).standard("2.1")
    assert [list(changed(ground)) for ground in one_case(result)] == [["2.1.1"]]


def test_a_key_question_that_is_not_the_lowest_is_tried_too() -> None:
    # 29/40 = 72.5 is the lowest, Good, and stays so at 28 and at 30. 6/8 = 75; one less is 62.5, Requires improvement.
    result = rate(YOUTH, Recorded(tallies=counts(YOUTH, "3.4", (29, 40), (6, 8)))).standard("3.4")
    (ground,) = one_case(result)
    assert (result.rules, ground.holds) == (GOOD, True)
    assert (changed(ground), judgement(ground).rating) == ({"3.4.2": Tally(5, 8)}, RI)
    assert (
        ground_step(ground)
        == "With one more no, 3.4.2 (work with the police) would be 5 of 8 and the standard would be Requires improvement."
    )


def test_not_evidenced_may_be_judged_yes_as_no_may() -> None:
    cases = assessed({"1", "2"}, {"1", "2"}, {"1"}, {"1"}, {"1"}, {"2"}, {"2"}, {"2"}, answer=NOT_EVIDENCED)
    (ground,) = one_case(rate(YOUTH, Recorded(cases=cases)).standard("2.1"))
    assert judgement(ground).cases == ("C1", "C2")


@pytest.mark.parametrize(
    ("standard", "pairs", "exists"),
    [
        # Both asked of all eight: 5 + 5 not yes are more than 8.
        ("2.1", ((3, 8), (3, 8), (8, 8)), CaseExists.YES),
        # 2.2.2 and 2.2.3 are asked of parts of ten cases: 5 + 5 may be ten different ones, 6 + 5 may not.
        ("2.2", ((10, 10), (3, 8), (3, 8)), CaseExists.NOT_SHOWN),
        ("2.2", ((9, 9), (3, 8), (3, 8)), CaseExists.YES),
        # 2.4: all three key questions are asked of parts, and nobody printed of how many.
        ("2.4", ((8, 8), (3, 8), (3, 8)), CaseExists.NOT_SHOWN),
    ],
)
def test_counts_show_a_case_in_both_only_where_they_cannot_be_apart(
    standard: str, pairs: tuple[tuple[int, int], ...], exists: CaseExists
) -> None:
    result = rate(YOUTH, Recorded(tallies=counts(YOUTH, standard, *pairs))).standard(standard)
    (ground,) = one_case(result)
    assert judgement(ground).exists is exists
    assert (ground.holds, ground.may_hold) == (exists is CaseExists.YES, exists is CaseExists.NOT_SHOWN)


def test_what_counts_cannot_show_does_not_undo_a_decision_and_is_said() -> None:
    decisions = {"2.2": Decision("Inadequate", "Requires improvement", "one case")}
    tallies = counts(YOUTH, "2.2", (10, 10), (3, 8), (3, 8))
    result = rate(YOUTH, Recorded(tallies=tallies, decisions=decisions)).standard("2.2")
    assert (result.open_to_discretion, result.final, result.gaps) == (False, RI, ())
    (ground,) = one_case(result)
    assert ground_step(ground).endswith("Whether there is such a case cannot be told from the counts.")


def test_key_questions_on_different_values_of_one_fact_have_no_case_in_common() -> None:
    first, second, third = YOUTH.standard("2.2").key_questions
    apart = replace(third, relevant_when=(replace(second.relevant_when[0], values=("no",)),))
    standard = replace(YOUTH.standard("2.2"), key_questions=(first, second, apart))
    result = rate(YOUTH, Recorded(tallies=counts(YOUTH, "2.2", (16, 16), (3, 8), (3, 8)))).standard("2.2")
    results = tuple(
        replace(question, question=asked)
        for question, asked in zip(result.key_questions, standard.key_questions, strict=True)
    )
    (found,) = differing_judgements(results, INADEQUATE, YOUTH.method, None)
    assert found.exists is CaseExists.NO


def test_a_graded_case_is_one_grade_higher_or_lower() -> None:
    # Lens (1.1.2) has 3, 4, not evidenced and 4 of four grades, fog signal (1.1.3) 3 and 3: one grade better makes either
    # Brilliant. A watch at the best grade cannot rise; one that is not evidenced counts as the lowest, and can.
    grounds = one_case(rated_ness().standard("1.1"))
    assert [(ground.questions[0].id, judgement(ground).cases) for ground in grounds] == [
        ("1.1.2", ("W1", "W3")),
        ("1.1.3", ("W1", "W3")),
    ]
    assert all(ground.holds for ground in grounds)
