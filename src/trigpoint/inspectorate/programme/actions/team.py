"""Build a team: ask somebody, let them declare their interests, end a place."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from trigpoint.inspectorate.programme import kinds
from trigpoint.inspectorate.programme.access import (
    check_can_ask_to_join,
    check_can_declare,
    check_can_end_place,
    check_no_known_interest,
    check_works_where_the_role_asks,
)
from trigpoint.inspectorate.programme.models import Inspection, TeamMember
from trigpoint.inspectorate.programme.queries import lock_inspection
from trigpoint.inspectorate.programme.telling import facts_of
from trigpoint.notices.posting import News, tell
from trigpoint.notices.table import ASKED_TO_JOIN
from trigpoint.people import actions as people
from trigpoint.people.access import check_reason_given, refuse_unless
from trigpoint.people.models import Person
from trigpoint.people.queries import homes_of, newest_declaration
from trigpoint.people.roles import role as role_of
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.versioned import change
from trigpoint.record.writing import new_row, write

State = TeamMember.State


def ask_to_join(*, inspection: Inspection, person: Person, role: str, by: Standing) -> TeamMember:
    """Ask somebody to join a team. They join once they have declared that they have no interest in the service."""
    check_can_ask_to_join(by, inspection, person, role)
    check_works_where_the_role_asks(person.name, role, homes_of([person.id], by.on)[person.id], inspection)
    check_no_known_interest(newest_declaration(person.id, inspection.service_id), person, inspection)
    with transaction.atomic():
        # Locked, so that of two who ask the same person at once, the second finds the place of the first.
        lock_inspection(inspection)
        _close_if_over(inspection, person, role, by)
        already = inspection.team.filter(person=person, role=role, state__in=[State.ASKED, State.JOINED]).exists()
        refuse_unless(not already, f"{person.name} has been asked to be {role_of(role).title.lower()} already.")
        place = TeamMember.objects.create(
            inspection=inspection, person=person, role=role, state=State.ASKED, starts=by.on
        )
        after = {"person_id": person.id, "role": role, "state": State.ASKED, "starts": by.on}
        chain = inspection_chain(inspection)
        event = write(chain=chain, by=by, kind=kinds.PERSON_ASKED, thing=new_row(place), after=after)
        _tell_whoever_was_asked(place, event.at)
    return place


def _tell_whoever_was_asked(member: TeamMember, at: datetime) -> None:
    facts = facts_of(member.inspection, what=role_of(member.role).title.lower())
    path = reverse("declare_and_join", args=[member.inspection.reference, member.id])
    tell(News(ASKED_TO_JOIN, facts, at), {member.person: path})


def _close_if_over(inspection: Inspection, person: Person, role: str, by: Standing) -> None:
    """A place whose last day has passed says 'joined' until somebody needs it: then it is closed, and recorded."""
    for place in inspection.team.filter(person=person, role=role, state=State.JOINED, ends__lt=by.on):
        values = {"state": State.LEFT, "ends": place.ends}
        chain = inspection_chain(inspection)
        change(place, seen=place.version, to=values, by=by, kind=kinds.PERSON_LEFT, chain=chain)


def declare_and_join(*, place: TeamMember, seen: int, has_interest: bool, nature: str, by: Standing) -> None:
    """Declare one's interests in the service: with none, one joins the team; with one, one is barred from it."""
    check_can_declare(by, place)
    to = State.BARRED if has_interest else State.JOINED
    kind = kinds.PERSON_BARRED if has_interest else kinds.PERSON_JOINED
    values = {"state": to, "starts": by.on, "ends": by.on if has_interest else None}
    with transaction.atomic():
        people.declare(service=place.inspection.service, has_interest=has_interest, nature=nature, by=by)
        change(place, seen=seen, to=values, by=by, kind=kind, chain=inspection_chain(place.inspection))


def end_place(*, place: TeamMember, seen: int, last: date, reason: str, by: Standing) -> None:
    """End somebody's place on a team after its last day."""
    check_can_end_place(by, place, last)
    check_reason_given(reason, "Say why the place ends.")
    chain = inspection_chain(place.inspection)
    values = {"state": State.LEFT if last < by.on or place.state == State.ASKED else place.state, "ends": last}
    with transaction.atomic():
        change(place, seen=seen, to=values, by=by, kind=kinds.PERSON_LEFT, chain=chain, reason=reason)
