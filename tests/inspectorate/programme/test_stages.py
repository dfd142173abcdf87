"""The table of stages: every allowed and every forbidden move."""

from itertools import product

from trigpoint.inspectorate.programme.stages import STAGES, StageKey, moves, next_stage
from trigpoint.inspectorate.progress.conditions import CONDITIONS
from trigpoint.people.roles import BY_KEY

KEYS = [stage.key for stage in STAGES]
PUBLISHED = KEYS.index(StageKey.PUBLISHED)


def test_the_thirteen_stages_come_after_planning_in_the_order_of_an_inspection() -> None:
    assert KEYS == [
        "planned",
        "announced",
        "evidence-in",
        "sample-set",
        "case-week",
        "organisation-week",
        "provisional-ratings",
        "panel",
        "draft",
        "factual-accuracy",
        "sign-off",
        "published",
        "action-plan",
        "followed-up",
    ]


def test_an_inspection_goes_one_stage_on_or_back_but_never_behind_publication_or_announcement() -> None:
    for before, after in product(range(len(KEYS)), repeat=2):
        one_on = after == before + 1
        back = 1 <= after < before and not (before >= PUBLISHED > after)
        assert (KEYS[after] in moves()[KEYS[before]]) is (one_on or back), f"{KEYS[before]} -> {KEYS[after]}"


def test_every_stage_has_somebody_who_may_move_into_it_and_tells_some_of_them_to() -> None:
    for stage in STAGES:
        assert stage.move
        assert set(stage.prompted) <= set(stage.moved_by)
        assert bool(stage.prompted) is bool(stage.moved_by)
        assert set(stage.moved_by) <= set(BY_KEY)
        assert bool(stage.moved_by) is (stage.key != "planned")


def test_every_stage_that_can_be_entered_has_conditions_and_no_other() -> None:
    assert set(CONDITIONS) == {after.key for stage in STAGES if (after := next_stage(stage.key))}


def test_the_service_sees_nothing_before_the_announcement_and_never_that_a_panel_meets() -> None:
    shown = {stage.key: stage.shown_to_service for stage in STAGES}
    assert shown[StageKey.PLANNED] == ""
    assert all(words for key, words in shown.items() if key != "planned")
    assert shown[StageKey.PANEL] == shown[StageKey.PROVISIONAL_RATINGS]
