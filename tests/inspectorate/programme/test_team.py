"""Who joins a team, and who cannot."""

import pytest

from tests.factories.roles import give_role
from tests.factories.world import World, in_days, join, person, today
from trigpoint.inspectorate.programme.access import check_gives_no_more_than_held_on, check_on, permissions_on
from trigpoint.inspectorate.programme.actions.team import ask_to_join, declare_and_join, end_place
from trigpoint.inspectorate.programme.models import TeamMember
from trigpoint.inspectorate.programme.queries import inspections_seen_by, on_team, standing_of
from trigpoint.inspectorate.progress.facts import facts_of
from trigpoint.people.access import Refusal, may
from trigpoint.people.actions import declare, lift_interest
from trigpoint.people.permissions import Permission, Side
from trigpoint.people.roles import ROLES
from trigpoint.people.standing import operator
from trigpoint.record.models import Event
from trigpoint.record.versioned import ChangedMeanwhileError

State = TeamMember.State
FOR_TEAMS = {role.key for role in ROLES if role.for_inspection and role.side is Side.INSPECTORATE}


def test_somebody_asked_is_on_the_team_only_after_declaring_no_interest(world: World) -> None:
    newcomer = person("inspector", world.inspectorate, email="new@northland.example")
    place = ask_to_join(
        inspection=world.inspection, person=newcomer, role="inspector", by=world.standing("lead-inspector")
    )
    assert world.inspection not in inspections_seen_by(standing_of(newcomer, today()))
    declare_and_join(place=place, seen=1, has_interest=False, nature="", by=standing_of(newcomer, today()))
    standing = standing_of(newcomer, today())
    assert world.inspection in inspections_seen_by(standing)
    assert Permission.SEE_CASES in permissions_on(standing, world.inspection)
    assert world.other_inspection not in inspections_seen_by(standing)


def test_a_declared_interest_bars_from_the_team_and_from_being_asked_again(world: World) -> None:
    newcomer = person("inspector", world.inspectorate, "Invented Newcomer", "new@northland.example")
    lead = world.standing("lead-inspector")
    place = ask_to_join(inspection=world.inspection, person=newcomer, role="inspector", by=lead)
    declare_and_join(
        place=place, seen=1, has_interest=True, nature="My sister works there", by=standing_of(newcomer, today())
    )
    assert TeamMember.objects.get(pk=place.pk).state == State.BARRED
    assert world.inspection not in inspections_seen_by(standing_of(newcomer, today()))
    with pytest.raises(Refusal, match="Invented Newcomer has declared an interest in Eastmere"):
        ask_to_join(inspection=world.inspection, person=newcomer, role="assistant-inspector", by=lead)


def test_what_an_interest_is_never_enters_the_record_where_it_could_not_be_erased(world: World) -> None:
    newcomer = person("inspector", world.inspectorate, email="new@northland.example")
    standing = standing_of(newcomer, today())
    declare(service=world.service, has_interest=True, nature="My sister works there", by=standing)
    for event in Event.objects.all():
        assert "sister" not in f"{event.before}{event.after}{event.reason}"


def test_an_interest_needs_words(world: World) -> None:
    with pytest.raises(Refusal, match="Say what your interest"):
        declare(service=world.service, has_interest=True, nature="  ", by=world.standing("inspector"))


def test_nobody_declares_for_somebody_else(world: World) -> None:
    newcomer = person("inspector", world.inspectorate, email="new@northland.example")
    lead = world.standing("lead-inspector")
    place = ask_to_join(inspection=world.inspection, person=newcomer, role="inspector", by=lead)
    with pytest.raises(Refusal, match="Only the person who was asked"):
        declare_and_join(place=place, seen=1, has_interest=False, nature="", by=lead)


def test_nobody_is_asked_twice_for_one_role(world: World) -> None:
    lead = world.standing("lead-inspector")
    with pytest.raises(Refusal, match="has been asked to be inspector already"):
        ask_to_join(inspection=world.inspection, person=world.people["inspector"], role="inspector", by=lead)


def test_an_inspector_is_of_the_inspectorate_and_a_local_assessor_of_another_service(world: World) -> None:
    lead = world.standing("lead-inspector")
    with pytest.raises(Refusal, match="works for Eastmere"):
        ask_to_join(inspection=world.inspection, person=world.people["case-manager"], role="inspector", by=lead)
    with pytest.raises(Refusal, match="works for Eastmere"):
        ask_to_join(inspection=world.inspection, person=world.people["case-manager"], role="local-assessor", by=lead)
    with pytest.raises(Refusal, match="comes from another service or a partner"):
        ask_to_join(inspection=world.inspection, person=world.people["director"], role="local-assessor", by=lead)


def test_only_whoever_builds_the_team_may_ask(world: World) -> None:
    newcomer = person("inspector", world.inspectorate, email="new@northland.example")
    for role in ("inspector", "director", "service-manager", "quality-lead"):
        with pytest.raises(Refusal, match="You cannot change the team"):
            ask_to_join(inspection=world.inspection, person=newcomer, role="inspector", by=world.standing(role))


def test_nobody_asks_themselves_to_join_a_team(world: World) -> None:
    for role in ("lead-inspector", "support-officer", "programme-manager"):
        by = world.standing(role)
        with pytest.raises(Refusal, match="You cannot ask yourself to join a team"):
            ask_to_join(inspection=world.inspection, person=world.people[role], role="editor", by=by)


def test_a_role_on_a_team_is_given_by_whoever_may_do_as_much_or_gives_every_role(world: World) -> None:
    # What each may do stands in people/roles.py: a lead may do all that any role on a team may; of what a support
    # officer may do, only the editor's and her own are made.
    gives = {
        "lead-inspector": FOR_TEAMS,
        "deputy-lead": FOR_TEAMS,
        "programme-manager": FOR_TEAMS,
        "support-officer": {"support-officer", "editor"},
    }
    for giver, roles in gives.items():
        by = world.standing(giver)
        may_give = {role for role in FOR_TEAMS if may(check_gives_no_more_than_held_on, by, world.inspection, role)}
        assert may_give == roles, giver
    newcomer = person("panel-chair", world.inspectorate, email="new@northland.example")
    with pytest.raises(Refusal, match="You cannot ask somebody to be ratings panel chair: on this inspection"):
        ask_to_join(
            inspection=world.inspection, person=newcomer, role="panel-chair", by=world.standing("support-officer")
        )
    assert not world.inspection.team.filter(person=newcomer).exists()


def test_a_place_that_ends_today_still_holds_today_and_not_tomorrow(world: World) -> None:
    somebody = world.people["inspector"]
    place = world.inspection.team.get(person=somebody)
    by = world.standing("lead-inspector")
    end_place(place=place, seen=place.version, last=today(), reason="Moved to another team", by=by)
    assert world.inspection in inspections_seen_by(standing_of(somebody, today()))
    assert world.inspection not in inspections_seen_by(standing_of(somebody, in_days(1)))
    join(world.inspection, somebody, "assistant-inspector")


def test_of_two_who_end_one_place_the_second_is_shown_what_the_first_did(world: World) -> None:
    first = world.inspection.team.get(person=world.people["inspector"])
    second = world.inspection.team.get(person=world.people["inspector"])
    by = world.standing("lead-inspector")
    end_place(place=first, seen=first.version, last=in_days(3), reason="Leave", by=by)
    with pytest.raises(ChangedMeanwhileError) as changed:
        end_place(place=second, seen=second.version, last=in_days(9), reason="Leave", by=by)
    assert isinstance(changed.value.newer, TeamMember)
    assert changed.value.newer.ends == in_days(3)
    assert TeamMember.objects.get(pk=first.pk).ends == in_days(3)


def test_a_place_counts_no_longer_once_the_role_where_its_holder_works_has_ended(world: World) -> None:
    inspector, lead = world.people["inspector"], world.standing("lead-inspector")
    assert Permission.SEE_CASES in permissions_on(world.standing("inspector"), world.inspection)
    inspector.memberships.update(starts=in_days(-9), ends=in_days(-1))
    assert world.inspection not in inspections_seen_by(world.standing("inspector"))
    with pytest.raises(Refusal, match="see the cases"):
        check_on(world.standing("inspector"), Permission.SEE_CASES, world.inspection)
    assert inspector not in [member.person for member in on_team(world.inspection, lead.on)]


def test_a_local_assessors_place_ends_with_their_role_at_home(world: World) -> None:
    world.people["local-assessor"].memberships.update(starts=in_days(-9), ends=in_days(-1))
    assert world.inspection not in inspections_seen_by(world.standing("local-assessor"))


@pytest.mark.parametrize("role", ["inspector", "local-assessor", "lead-inspector", "quality-lead", "programme-manager"])
def test_nobody_stands_on_both_sides_of_the_wall(world: World, role: str) -> None:
    assert world.inspection in inspections_seen_by(world.standing(role))
    give_role(person=world.people[role], organisation=world.service, role="case-manager", by=operator(today()))
    assert world.inspection not in inspections_seen_by(world.standing(role))
    assert permissions_on(world.standing(role), world.inspection) == frozenset()


@pytest.mark.parametrize("role", ["inspector", "quality-lead"])
def test_who_declares_an_interest_later_no_longer_sees_the_inspection(world: World, role: str) -> None:
    declare(service=world.service, has_interest=True, nature="A friend works there", by=world.standing(role))
    assert world.inspection not in inspections_seen_by(world.standing(role))
    assert permissions_on(world.standing(role), world.inspection) == frozenset()
    lift_interest(person=world.people[role], service=world.service, reason="Moved", by=operator(today()))
    assert world.inspection in inspections_seen_by(world.standing(role))


def test_who_works_for_the_service_is_not_asked_to_inspect_it(world: World) -> None:
    give_role(person=world.people["director"], organisation=world.service, role="board-chair", by=operator(today()))
    with pytest.raises(Refusal, match="Invented director works for Eastmere"):
        ask_to_join(
            inspection=world.inspection,
            person=world.people["director"],
            role="panel-member",
            by=world.standing("lead-inspector"),
        )


def test_a_lead_who_has_lost_access_is_missing_on_the_checklist(world: World) -> None:
    declare(service=world.service, has_interest=True, nature="A friend", by=world.standing("lead-inspector"))
    facts = facts_of(world.inspection, today(), None)
    assert "lead-inspector" not in facts.joined
    assert "deputy-lead" in facts.joined
