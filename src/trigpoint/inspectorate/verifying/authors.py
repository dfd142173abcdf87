"""Whether whoever an entry names as its author could have written it: who held a role on that day, and where."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from trigpoint.inspectorate.programme.kinds import PERSON_LEFT
from trigpoint.inspectorate.programme.models import Inspection, TeamMember
from trigpoint.people.kinds import ROLE_ENDED
from trigpoint.people.models import Membership, Organisation, Person
from trigpoint.people.standing import OPERATOR
from trigpoint.record.chains import account_chain, inspection_chain, kind_of_chain, organisation_chain, thing_of
from trigpoint.record.models import Event
from trigpoint.record.readable import readable

INSPECTORATE: Final = Organisation.Kind.INSPECTORATE
A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Span:
    """A role from its first to its last day; None: until ended."""

    starts: date
    until: date | None

    def on(self, day: date) -> bool:
        # A day's grace: a request that began before midnight is recorded after it.
        return self.starts <= day and (self.until is None or day - A_DAY <= self.until)


class Authors:
    """Everybody who may have written an entry, and when. Read once: it grows with people, not with entries."""

    def __init__(self) -> None:
        self._people = {str(person.pk) for person in readable(Person.objects.only("pk"))}
        organisations = {row.pk: row for row in readable(Organisation.objects.all())}
        self._inspectorates = [organisation_chain(row) for row in organisations.values() if row.kind == INSPECTORATE]
        inspections = {row.pk: row for row in readable(Inspection.objects.all())}
        # Chain of an inspection → those of its two sides; what was taken out of the database has none.
        self._sides = {
            inspection_chain(row): [
                organisation_chain(organisations[pk])
                for pk in (row.inspectorate_id, row.service_id)
                if pk in organisations
            ]
            for row in inspections.values()
        }
        # Person → chain of the organisation or inspection for which they held a role → when.
        self._held: dict[str, dict[str, list[_Span]]] = defaultdict(lambda: defaultdict(list))
        ended = _days_of_ending()
        for membership in readable(Membership.objects.all()):
            if membership.organisation_id in organisations:
                self._hold(membership, organisation_chain(organisations[membership.organisation_id]), ended)
        for member in readable(TeamMember.objects.all()):
            if member.inspection_id in inspections:
                self._hold(member, inspection_chain(inspections[member.inspection_id]), ended)

    def fault(self, chain: str, who: str, at: datetime) -> str:
        """Say what is wrong with an entry of this chain that somebody is said to have written at a time; '' if nothing.

        The sentence goes on after 'Entry 7'.
        """
        if who == OPERATOR:
            return ""
        if who not in self._people:
            return "names somebody as its author who is not in the register of people."
        day = timezone.localdate(at)
        may_write = any(self._holds(who, other, day) for other in self._chains_of_roles(chain, who))
        own = chain == account_chain(UUID(who))
        return "" if may_write or own else "names an author who held no role there on that day."

    def _chains_of_roles(self, chain: str, who: str) -> Iterable[str]:
        """The chains of what somebody has to hold a role for, to write into a chain."""
        match kind_of_chain(chain):
            case "account":
                return ()
            case "interests":
                # Whoever is asked to join a team declares, from wherever they come.
                return self._held[who]
            case "figures":
                return self._inspectorates
            case "organisation":
                return (chain, *self._inspectorates)
            case _:
                return (chain, *self._sides.get(chain, ()))

    def _holds(self, who: str, chain: str, day: date) -> bool:
        return any(span.on(day) for span in self._held[who].get(chain, ()))

    def _hold(self, row: Membership | TeamMember, chain: str, ended: Mapping[str, date]) -> None:
        last = ended.get(thing_of(row))
        # A role may be ended for days that have passed: until then its holder held it.
        until = max(row.ends, last) if row.ends and last else row.ends
        self._held[str(row.person_id)][chain].append(_Span(row.starts, until))


def _days_of_ending() -> dict[str, date]:
    """Row → the day on which somebody last said when the role ends."""
    events = Event.objects.filter(kind__in=[ROLE_ENDED.key, PERSON_LEFT.key]).order_by("at", "pk").only("thing", "at")
    days = {}
    for event in readable(events):
        # A time at the end of all times has no day here; its entry is named where its chain is read.
        with suppress(OverflowError):
            days[event.thing] = timezone.localdate(event.at)
    return days
