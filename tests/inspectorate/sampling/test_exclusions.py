"""An exclusion is of one case: where a new list holds another under its reference, or none, the lead looks again."""

from datetime import date, timedelta

import pytest

from tests.factories.case_files import file_of, in_window, sent
from tests.factories.samples import DRAWN_AT, IN_AT, KEYS
from tests.factories.world import World, move_to
from trigpoint.inspectorate.sampling.actions.drawing import draw_sample
from trigpoint.inspectorate.sampling.actions.excluding import confirm_exclusion, exclude_case, readmit_case
from trigpoint.inspectorate.sampling.actions.seeds import commit_seed
from trigpoint.inspectorate.sampling.exclusions_to_confirm import case_sha256, exclusions_to_confirm
from trigpoint.inspectorate.sampling.models import CaseList, Exclusion
from trigpoint.inspectorate.sampling.queries import lists_that_count
from trigpoint.people.access import Refusal
from trigpoint.record.chains import inspection_chain
from trigpoint.record.rows import altered_rows
from trigpoint.rules.case_list import ListedCase

MOVED = "The child has moved away"


@pytest.fixture
def excluded(world: World) -> Exclusion:
    """C3 is excluded from lists of both types."""
    move_to(world, "announced")
    sent(world, "court", 10)
    sent(world, "out_of_court", 10)
    by = world.standing("lead-inspector")
    return exclude_case(inspection=world.inspection, case="C3", why=MOVED, by=by)


def draw(world: World) -> None:
    draw_sample(inspection=world.inspection, reason="", at=DRAWN_AT, keys=KEYS, by=world.standing("lead-inspector"))


def send_another_c3(world: World) -> None:
    sent(world, content=file_of("court", 10, in_window(world)).replace(b"C3,K-C3", b"C3,K-99"))


def test_an_exclusion_that_fits_the_lists_has_nothing_to_settle(world: World, excluded: Exclusion) -> None:
    assert exclusions_to_confirm(world.inspection) == ()
    sent(world, "court", 12)
    assert exclusions_to_confirm(world.inspection) == ()
    with pytest.raises(Refusal, match="there is nothing to confirm"):
        confirm_exclusion(exclusion=excluded, seen=1, row="", by=world.standing("lead-inspector"))


def test_a_row_that_changed_and_a_case_that_is_gone_are_found_and_nothing_is_drawn(
    world: World, excluded: Exclusion
) -> None:
    send_another_c3(world)
    (changed,) = exclusions_to_confirm(world.inspection)
    assert (changed.exclusion, changed.now and changed.now.child) == (excluded, "K-99")
    with pytest.raises(Refusal, match="exclusions that do not fit the lists any more: C3"):
        draw(world)
    sent(world, "court", 2)
    (gone,) = exclusions_to_confirm(world.inspection)
    assert gone.now is None


def test_the_lead_confirms_an_exclusion_for_the_row_that_was_seen(world: World, excluded: Exclusion) -> None:
    send_another_c3(world)
    (one,) = exclusions_to_confirm(world.inspection)
    lead = world.standing("lead-inspector")
    with pytest.raises(Refusal, match="Another list has come in since you opened this page"):
        confirm_exclusion(exclusion=excluded, seen=1, row=case_sha256(None), by=lead)
    confirm_exclusion(exclusion=excluded, seen=1, row=case_sha256(one.now), by=lead)
    assert exclusions_to_confirm(world.inspection) == ()
    assert altered_rows(inspection_chain(world.inspection)) == ()
    draw(world)


def test_the_lead_takes_back_an_exclusion_that_no_longer_fits(world: World, excluded: Exclusion) -> None:
    sent(world, "court", 2)
    by = world.standing("lead-inspector")
    readmit_case(exclusion=excluded, seen=1, reason="Not on the list", by=by)
    draw(world)


def test_only_the_lead_confirms(world: World, excluded: Exclusion) -> None:
    send_another_c3(world)
    (one,) = exclusions_to_confirm(world.inspection)
    with pytest.raises(Refusal, match="You cannot set the sample"):
        confirm_exclusion(exclusion=excluded, seen=1, row=case_sha256(one.now), by=world.standing("inspector"))


def test_a_case_may_change_lists_when_a_new_seed_asks_for_new_ones(world: World) -> None:
    move_to(world, "announced")
    draw_twice = file_of("out_of_court", 20, in_window(world)).replace(b"O2,K-O2", b"C2,K-C2")
    sent(world, "court", 8)
    sent(world, "out_of_court", 20)
    draw(world)
    lead = world.standing("lead-inspector")
    commit_seed(inspection=world.inspection, seed="another", at=IN_AT + timedelta(hours=-1), keys=KEYS, by=lead)
    CaseList.objects.update(sent_at=IN_AT - timedelta(days=1))
    assert lists_that_count(world.inspection) == {}
    sent(world, "out_of_court", content=draw_twice)
    assert list(lists_that_count(world.inspection)) == ["out_of_court"]


def test_every_part_of_a_row_counts() -> None:
    case = ListedCase("C1", "K1", "court", date(2026, 3, 5), ("male",))
    others = [
        ListedCase("C1", "K2", "court", date(2026, 3, 5), ("male",)),
        ListedCase("C1", "K1", "out_of_court", date(2026, 3, 5), ("male",)),
        ListedCase("C1", "K1", "court", date(2026, 3, 6), ("male",)),
        ListedCase("C1", "K1", "court", date(2026, 3, 5), ("female",)),
        None,
    ]
    assert len({case_sha256(one) for one in (case, *others)}) == 6
