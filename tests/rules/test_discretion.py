"""Professional discretion: when it may be considered, and when a decision stands."""

from dataclasses import replace

import pytest

from tests.factories.loaded import HARBOUR, YOUTH
from tests.factories.narrowed import total_of
from tests.factories.recorded import alike, counts
from tests.factories.trafford import TRAFFORD
from trigpoint.rules.answers import Decision, Recorded, Tally
from trigpoint.rules.differing import DifferingJudgement
from trigpoint.rules.discretion import Ground, NearBoundary, OneCase
from trigpoint.rules.framework import Framework
from trigpoint.rules.gaps import Gap, GapKind
from trigpoint.rules.method import TriggerRule
from trigpoint.rules.rating import RatedInspection, StandardResult, rate

NEAR, ONE_CASE, SMALL = TriggerRule.NEAR_BOUNDARY, TriggerRule.ONE_CASE, TriggerRule.SMALL_SAMPLE
LARGE = 200


def found(framework: Framework, standard: str, *pairs: tuple[int, int]) -> tuple[Ground, ...]:
    return rate(framework, Recorded(tallies=counts(framework, standard, *pairs))).standard(standard).grounds


def of(rule: TriggerRule, all_found: tuple[Ground, ...]) -> list[Ground]:
    return [ground for ground in all_found if ground.trigger.rule is rule]


def boundary_of(ground: Ground) -> int:
    assert isinstance(ground.working, NearBoundary)
    return ground.working.boundary


def judgement_of(ground: Ground) -> DifferingJudgement | None:
    assert isinstance(ground.working, OneCase)
    return ground.working.judgement


def test_all_eight_case_based_standards_of_trafford_were_open_to_discretion_and_three_used_it() -> None:
    rated = rate(YOUTH, TRAFFORD)
    assert [one.standard.id for one in rated.standards if one.open_to_discretion] == [
        "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4",
    ]  # fmt: skip
    assert [one.standard.id for one in rated.standards if one.decision] == ["2.1", "2.2", "3.4"]


@pytest.mark.parametrize(
    ("lowest", "boundary", "holds"),
    [
        ((90, 200), 50, True),  # 45: five points exactly
        ((110, 200), 50, True),  # 55
        ((112, 200), 50, False),  # 56: six from 50, nine from 65
        ((120, 200), 65, True),  # 60
        ((58, 129), 50, False),  # 44.96, printed as 45: it goes by the exact share
        ((150, 200), 80, True),  # 75
        ((170, 200), 80, True),  # 85
        ((172, 200), 80, False),  # 86
        ((3, 8), 50, False),  # 37.5: Trafford 2.1
        ((2, 5), 50, False),  # 40
        ((57, 100), 50, False),  # seven from 50, eight from 65
        ((2, 100), 50, False),  # nought is no boundary: nothing lies below it
    ],
)
def test_near_a_youth_boundary_is_five_points_or_fewer(lowest: tuple[int, int], boundary: int, *, holds: bool) -> None:
    (ground,) = of(NEAR, found(YOUTH, "2.1", lowest, (LARGE, LARGE), (LARGE, LARGE)))
    assert (boundary_of(ground), ground.holds) == (boundary, holds)


@pytest.mark.parametrize(
    ("lowest", "boundary", "holds"),
    [
        ((38, 100), 40, True),
        ((42, 100), 40, True),
        ((37, 100), 40, False),
        ((43, 100), 40, False),
        ((73, 100), 75, True),
        ((72, 100), 75, False),
    ],
)
def test_near_a_harbour_boundary_is_two_points_or_fewer(lowest: tuple[int, int], boundary: int, *, holds: bool) -> None:
    (ground,) = of(NEAR, found(HARBOUR, "2.3", lowest))
    assert (boundary_of(ground), ground.holds) == (boundary, holds)


def test_one_case_is_tried_by_judging_it_differently() -> None:
    # Trafford 2.1: 5/8 3/8 4/8. 3/8 up is 4/8, 50: Requires improvement with it. Whatever else one case does is no
    # change: 3/8 stays, and down it is 2/8, still Inadequate.
    (ground,) = of(ONE_CASE, found(YOUTH, "2.1", (5, 8), (3, 8), (4, 8)))
    judgement = judgement_of(ground)
    assert ground.holds
    assert judgement is not None
    assert [(one.question.id, one.way, one.after.tally) for one in judgement.changes] == [("2.1.2", "up", Tally(4, 8))]
    assert judgement.rating == YOUTH.method.rating("Requires improvement")


def test_where_no_one_case_changes_the_rating_the_ground_says_so() -> None:
    # 90 of 100 throughout, 90 per cent: one case of a hundred is a point, and the boundary is at 80.
    (ground,) = of(ONE_CASE, found(YOUTH, "2.1", (90, 100), (90, 100), (90, 100)))
    assert (ground.holds, ground.may_hold, judgement_of(ground)) == (False, False, None)


@pytest.mark.parametrize(("relevant", "holds"), [(1, True), (5, True), (6, False)])
def test_a_youth_sample_is_small_at_five_cases_or_fewer(relevant: int, *, holds: bool) -> None:
    (ground,) = of(SMALL, found(YOUTH, "2.1", (0, relevant), (8, 8), (8, 8)))
    assert (ground.trigger.limit, ground.holds) == (5, holds)


@pytest.mark.parametrize(("relevant", "holds"), [(3, True), (4, False)])
def test_a_harbour_sample_is_small_at_three_cases_or_fewer(relevant: int, *, holds: bool) -> None:
    (ground,) = of(SMALL, found(HARBOUR, "2.3", (0, relevant)))
    assert (ground.trigger.limit, ground.holds) == (3, holds)


def test_only_the_lowest_key_question_matters_and_each_that_is_level() -> None:
    # Trafford 3.1 is 4/6 3/6 3/6. In the second line a sub-sample of two is small, but its share is not the lowest.
    assert [one.questions[0].id for one in of(NEAR, found(YOUTH, "3.1", (4, 6), (3, 6), (3, 6)))] == ["3.1.2", "3.1.3"]
    assert [one.holds for one in of(SMALL, found(YOUTH, "3.1", (2, 2), (3, 6), (4, 6)))] == [False]


def test_a_framework_tests_the_triggers_that_it_names_and_no_other() -> None:
    assert {one.trigger.rule for one in found(HARBOUR, "2.3", (3, 4))} == {NEAR, SMALL}
    without = replace(HARBOUR, method=replace(HARBOUR.method, discretion=None))
    assert found(without, "2.3", (1, 1)) == ()


DECIDED_2_2 = {"2.2": Decision("Inadequate", "Requires improvement", "one case looked at again")}


def with_decision(decision: Decision, *pairs: tuple[int, int]) -> tuple[RatedInspection, StandardResult]:
    """An otherwise Good youth inspection (7 of 10 throughout) with these counts and this decision on 2.2."""
    base = alike(YOUTH, 70, 100, "Good")
    tallies = {**base.tallies, **counts(YOUTH, "2.2", *pairs)}
    rated = rate(YOUTH, replace(base, tallies=tallies, decisions={"2.2": decision}))
    return rated, rated.standard("2.2")


def test_a_decision_with_a_ground_on_the_rating_that_the_panel_saw_stands() -> None:
    _, standard = with_decision(DECIDED_2_2["2.2"], (7, 8), (3, 7), (3, 5))
    assert (standard.rules, standard.final) == (
        YOUTH.method.rating("Inadequate"),
        YOUTH.method.rating("Requires improvement"),
    )
    assert standard.gaps == ()


def test_a_decision_not_to_use_it_leaves_the_rules_result_and_needs_no_ground() -> None:
    decision = Decision("Outstanding", None, "considered, not used")
    _, standard = with_decision(decision, (90, 100), (90, 100), (90, 100))
    assert not standard.open_to_discretion
    assert (standard.final, standard.gaps) == (standard.rules, ())


def test_a_decision_on_another_rating_does_not_stand_and_leaves_no_final_rating() -> None:
    # The panel saw Inadequate; by the counts as they are now the rules give Requires improvement (4/7 is 57).
    rated, standard = with_decision(DECIDED_2_2["2.2"], (7, 8), (4, 7), (3, 5))
    assert (standard.rules, standard.final) == (YOUTH.method.rating("Requires improvement"), None)
    assert standard.gaps == (Gap(GapKind.DECISION_ON_ANOTHER_RATING, "2.2", detail="Inadequate"),)
    assert standard.decision == DECIDED_2_2["2.2"]
    # Eleven Good and one Requires improvement are 23; the final total waits for the panel.
    assert (total_of(rated.rules).score, rated.final) == (23, None)
    assert rated.final_gaps == (Gap(GapKind.STANDARD_NOT_RATED, "2.2"),)
    assert rated.rules_gaps == ()


def test_a_decision_to_leave_another_rating_as_it_was_does_not_stand_either() -> None:
    decision = Decision("Inadequate", None, "considered, not used")
    _, standard = with_decision(decision, (7, 8), (4, 7), (3, 5))
    assert (standard.final, standard.gaps[0].kind) == (None, GapKind.DECISION_ON_ANOTHER_RATING)


def test_a_decision_without_a_ground_does_not_stand_and_leaves_no_final_rating() -> None:
    # 90 of 100: ten points from 80, one case changes nothing, no small sample.
    decision = Decision("Outstanding", "Good", "it felt like it")
    rated, standard = with_decision(decision, (90, 100), (90, 100), (90, 100))
    assert (standard.rules, standard.final) == (YOUTH.method.rating("Outstanding"), None)
    assert standard.gaps == (Gap(GapKind.DECISION_WITHOUT_GROUND, "2.2", detail="Outstanding"),)
    assert (standard.decision, rated.final) == (decision, None)


def test_a_harbour_decision_stands_by_the_harbour_triggers_only() -> None:
    # 1 of 4 with one case more is 2 of 4, Sound: a ground in youth justice; the harbour framework does not name it.
    one_case = Recorded(
        tallies=counts(HARBOUR, "2.3", (1, 4)), decisions={"2.3": Decision("Weak", "Sound", "one passage")}
    )
    assert rate(HARBOUR, one_case).standard("2.3").gaps[0].kind is GapKind.DECISION_WITHOUT_GROUND
    small = replace(one_case, tallies=counts(HARBOUR, "2.3", (1, 3)))
    assert rate(HARBOUR, small).standard("2.3").final == HARBOUR.method.rating("Sound")
