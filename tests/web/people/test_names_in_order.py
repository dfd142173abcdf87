"""Lists of people are in the order of the key of names: an É is beside the e, whichever database there is."""

import pytest
from django.urls import reverse

from tests.factories.world import World, join, person, today
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.inspectorate.assessment.actions import allocate, declare_conflict
from trigpoint.inspectorate.assessment.queries import allocations
from trigpoint.inspectorate.programme.contacts import contacts_for_inspectorate
from trigpoint.inspectorate.programme.holders import people_of
from trigpoint.inspectorate.programme.queries import standing_of, team
from trigpoint.inspectorate.sampling.piece import case_references
from trigpoint.people.models import Person

# As a reader of English looks them up; by code points those with an accent would come last.
IN_ORDER = ("Ana Reed", "Élodie Reed", "Fran Reed", "Ŵyn Reed", "Zoe Reed")
AS_ENTERED = tuple(IN_ORDER[number] for number in (4, 1, 3, 0, 2))


def in_order_on(page: str) -> bool:
    places = [page.index(name) for name in IN_ORDER]
    return places == sorted(places)


def enter(world: World, role: str, place: str) -> None:
    for number, name in enumerate(AS_ENTERED):
        employer = world.service if place == "service" else world.inspectorate
        somebody = person(role, employer, name, f"reed-{number}@{place}.example")
        if place == "team":
            join(world.inspection, somebody, role)


def test_the_people_of_an_organisation(world: World, as_: As) -> None:
    enter(world, "inspector", "inspectorate")
    assert in_order_on(words(as_("programme-manager").get(reverse("people"))))


def test_whom_the_inspectorate_turns_to_and_whoever_something_waits_on(world: World) -> None:
    enter(world, "service-manager", "service")
    names = [contact.name for contact in contacts_for_inspectorate(world.inspection, today())]
    assert [name for name in names if name in IN_ORDER] == list(IN_ORDER)
    holders = people_of([world.inspection], today())[world.inspection.pk].of(("service-manager",))
    assert [holder.name for holder in holders if holder.name in IN_ORDER] == list(IN_ORDER)


def test_a_team_those_who_left_last_and_whom_it_can_ask(world: World, as_: As) -> None:
    enter(world, "inspector", "team")
    world.inspection.team.filter(person__name=IN_ORDER[1]).update(ends=today())
    names = [place.person.name for place in team(world.inspection) if place.person.name in IN_ORDER]
    assert names == [*IN_ORDER[:1], *IN_ORDER[2:], IN_ORDER[1]]
    assert in_order_on(words(as_("programme-manager").get(reverse("ask_to_join", args=[world.inspection.reference]))))


@pytest.mark.parametrize("sort", ["reader", "-reader"])
def test_the_readers_of_cases_where_they_are_chosen_counted_and_sorted_by(sampled: World, as_: As, sort: str) -> None:
    enter(sampled, "inspector", "team")
    allocate(inspection=sampled.inspection, by=sampled.standing("lead-inspector"))
    address = reverse("interviews", args=[sampled.inspection.reference])
    readers = [row.reader.name for row in allocations(sampled.inspection)]
    assert set(IN_ORDER) <= set(readers)
    page = words(as_("lead-inspector").get(address))
    assert in_order_on(page)
    lines = as_("lead-inspector").get(address, {"sort": sort, "as": "csv"}).content.decode("utf-8-sig").splitlines()
    in_file = [name for line in lines for name in IN_ORDER if name in line]
    assert list(dict.fromkeys(in_file)) == list(IN_ORDER if sort == "reader" else IN_ORDER[::-1])


def test_whoever_cannot_read_a_case(sampled: World, as_: As) -> None:
    enter(sampled, "inspector", "team")
    case = case_references(sampled.inspection)[0]
    for name in AS_ENTERED:
        reader = Person.objects.get(name=name)
        declare_conflict(inspection=sampled.inspection, case=case, by=standing_of(reader, today()))
    page = words(as_("lead-inspector").get(reverse("interviews", args=[sampled.inspection.reference])))
    assert in_order_on(page[page.index("Who cannot read which case") :])
