"""Whether whoever an entry names as its author could have written it: who held a role on that day, and where."""

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from trigpoint.inspectorate.programme.kinds import PERSON_LEFT
from trigpoint.inspectorate.programme.models import Inspection, TeamMember
from trigpoint.people.kinds import ROLE_ENDED
from trigpoint.people.models import Membership, Organisation, Person
from trigpoint.people.standing import OPERATOR
from trigpoint.record.chains import inspection_chain, kind_of_chain, organisation_chain, reference_in, thing_of
from trigpoint.record.models import Event
from trigpoint.record.rows import readable

INSPECTORATE: Final = Organisation.Kind.INSPECTORATE
A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Held:
    """A role from its first to its last day; `place` is what it was held for, an organisation or an inspection."""

    place: str
    starts: date
    until: date | None

    def on(self, day: date) -> bool:
        # A day's grace: a request that began before midnight is recorded after it.
        return self.starts <= day and (self.until is None or day - A_DAY <= self.until)


class Authors:
    """Everybody who may have written an entry, and when. Read once: it grows with people, not with entries."""

    def __init__(self) -> None:
        self._people = {str(pk) for pk in Person.objects.values_list("pk", flat=True)}
        organisations = {row.pk: row for row in readable(Organisation.objects.all())}
        self._inspectorates = {row.reference for row in organisations.values() if row.kind == INSPECTORATE}
        inspections = {row.pk: row for row in readable(Inspection.objects.all())}
        # Inspection → its two sides, each by its reference; what was taken out of the database has none.
        self._sides = {
            row.reference: {
                organisations[pk].reference for pk in (row.inspectorate_id, row.service_id) if pk in organisations
            }
            for row in inspections.values()
        }
        self._held: dict[str, list[_Held]] = defaultdict(list)
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
        places = {held.place for held in self._held.get(who, ()) if held.on(day)}
        return "" if self._may_write(chain, who, places) else "names an author who held no role there on that day."

    def _may_write(self, chain: str, who: str, places: Set[str]) -> bool:
        kind, reference = kind_of_chain(chain), reference_in(chain)
        inspectorates = {organisation_chain(inspectorate) for inspectorate in self._inspectorates}
        match kind:
            case "account":
                return who == reference
            case "interests":
                return bool(places)
            case "figures":
                return bool(places & inspectorates)
            case "organisation":
                return chain in places or bool(places & inspectorates)
            case _:
                sides = {organisation_chain(side) for side in self._sides.get(reference, ())}
                return chain in places or bool(places & sides)

    def _hold(self, row: Membership | TeamMember, place: str, ended: Mapping[str, date]) -> None:
        last = ended.get(thing_of(row))
        # A role may be ended for days that have passed: until then its holder held it.
        until = max(row.ends, last) if row.ends and last else row.ends
        self._held[str(row.person_id)].append(_Held(place, row.starts, until))


def _days_of_ending() -> dict[str, date]:
    """Row → the day on which somebody last said when the role ends."""
    events = Event.objects.filter(kind__in=[ROLE_ENDED.key, PERSON_LEFT.key]).order_by("at").values_list("thing", "at")
    return {thing: timezone.localdate(at) for thing, at in events}
