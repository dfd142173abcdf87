"""The team of an earlier inspection, asked again: who of it can be on the new one, and why somebody cannot."""

from dataclasses import dataclass

from django.db.models import QuerySet

from trigpoint.inspectorate.programme.access import (
    check_can_ask_to_join,
    check_no_known_interest,
    check_works_where_the_role_asks,
)
from trigpoint.inspectorate.programme.models import Inspection, TeamMember
from trigpoint.inspectorate.programme.queries import inspections_seen_by
from trigpoint.people.access import Refusal, refuse_unless
from trigpoint.people.models import Person
from trigpoint.people.queries import homes_of, newest_declaration
from trigpoint.people.roles import role as role_of
from trigpoint.people.standing import Standing

MOST = 20


@dataclass(frozen=True, slots=True)
class EarlierTeam:
    """Whom to ask, with their role; and who is left out, each with a sentence that says why."""

    to_ask: tuple[tuple[Person, str], ...]
    left_out: tuple[str, ...]


def with_teams(inspection: Inspection, by: Standing) -> QuerySet[Inspection]:
    """The other inspections of the inspectorate whose team somebody may see, the newest first."""
    others = inspections_seen_by(by).filter(inspectorate=inspection.inspectorate_id).exclude(pk=inspection.pk)
    joined = TeamMember.objects.filter(state=TeamMember.State.JOINED).values("inspection")
    return others.filter(pk__in=joined).order_by("-site_date", "reference")


def earlier_team(earlier: Inspection, inspection: Inspection, by: Standing) -> EarlierTeam:
    """Go through whoever joined the team of an earlier inspection, in the order in which they did."""
    places = list(
        earlier.team.filter(state=TeamMember.State.JOINED).select_related("person").order_by("starts", "role")
    )
    homes = homes_of([place.person_id for place in places], by.on)
    now = set(
        inspection.team.filter(state__in=[TeamMember.State.ASKED, TeamMember.State.JOINED]).values_list(
            "person", "role"
        )
    )
    to_ask, left_out = [], []
    for person, role in dict.fromkeys((place.person, place.role) for place in places):
        try:
            refuse_unless(
                (person.id, role) not in now,
                f"{person.name} has been asked to be {role_of(role).title.lower()} already.",
            )
            check_can_ask_to_join(by, inspection, person, role)
            check_works_where_the_role_asks(person.name, role, homes[person.id], inspection)
            check_no_known_interest(newest_declaration(person.id, inspection.service_id), person, inspection)
        except Refusal as refusal:
            left_out.append(f"{person.name}, {role_of(role).title.lower()}: {refusal.sentence}")
        else:
            to_ask.append((person, role))
    return EarlierTeam(tuple(to_ask), tuple(left_out))
