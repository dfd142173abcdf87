"""What is known of an inspection when it is to be moved, gathered once."""

from dataclasses import dataclass
from datetime import date

from trigpoint.bundle.rated import RatedBundle
from trigpoint.inspectorate.bundling.live import rated
from trigpoint.inspectorate.programme.frameworks import framework_of
from trigpoint.inspectorate.programme.models import Inspection, TeamMember
from trigpoint.inspectorate.programme.queries import on_team
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.requests.queries import requests
from trigpoint.inspectorate.sampling.queries import commitments, lists_that_count, missing_lists
from trigpoint.people.models import Membership
from trigpoint.people.permissions import Permission
from trigpoint.people.queries import in_force
from trigpoint.people.roles import ROLES


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts that conditions are about. `team` is whoever has joined and is still on it.

    `sent`, `answered` and `open_requests` are requests: what was answered was sent. `samples` says whether the
    framework draws a sample; `lists_missing` names the case types of which no list came in.
    """

    site_date: date | None
    team: tuple[TeamMember, ...]
    undeclared: int
    contacts: int
    answered: frozenset[str]
    sent: frozenset[str]
    open_requests: int
    rated: RatedBundle | None
    samples: bool
    seed_fixed: bool
    lists_missing: tuple[str, ...]

    @property
    def joined(self) -> tuple[str, ...]:
        """The roles held on the team."""
        return tuple(member.role for member in self.team)


def facts_of(inspection: Inspection, on: date) -> Facts:
    """Gather the facts about an inspection on a day."""
    asked_to_join = inspection.team.filter(in_force(on), state=TeamMember.State.ASKED)
    asked = list(requests(inspection).values_list("purpose", "state"))
    answering = [role.key for role in ROLES if Permission.ANSWER_REQUESTS in role.on_each_inspection]
    contacts = Membership.objects.filter(in_force(on), organisation=inspection.service_id, role__in=answering)
    return Facts(
        site_date=inspection.site_date,
        team=on_team(inspection, on),
        undeclared=asked_to_join.count(),
        contacts=contacts.count(),
        answered=frozenset(purpose for purpose, state in asked if state == Request.State.ANSWERED),
        sent=frozenset(purpose for purpose, state in asked if state in {Request.State.ASKED, Request.State.ANSWERED}),
        open_requests=sum(state == Request.State.ASKED for _, state in asked),
        rated=rated(inspection),
        samples=framework_of(inspection).method.sample is not None,
        seed_fixed=commitments(inspection).exists(),
        lists_missing=missing_lists(inspection, lists_that_count(inspection)),
    )
