"""Whoever works for a service, or has an interest in one, finds nothing of it on any page of the inspectorate."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.urls import reverse
from django.utils.http import urlencode

from tests.access.walking import Walked, address_of, doors, names_and_kwargs, signed_in
from tests.factories.roles import give_role
from tests.factories.world import Kind, World, framework, join, organisation, person, today
from trigpoint.inspectorate.programme.actions.planning import plan_inspection
from trigpoint.inspectorate.programme.actions.team import ask_to_join
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import standing_of
from trigpoint.inspectorate.register.actions import change_service, enter_figures, withdraw_figures
from trigpoint.inspectorate.register.figures import Figures, Part
from trigpoint.inspectorate.register.models import ContextFigures
from trigpoint.people.access import Refusal
from trigpoint.people.actions import declare, invite, lift_interest
from trigpoint.people.models import Organisation, Person
from trigpoint.people.standing import Standing, operator

# Words that nobody would type, in the service's names, and in the title of its inspection.
WORD = "Xqzservice"
REFERENCE = "eastmere-2027"
# What shows what one declared oneself, and lets one declare more: all services.
OWN_DECLARATIONS = {"interests"}
# Every role of the inspectorate's that is held for an organisation; and, on the team, the lead's.
ALL_ROLES = ("programme-manager", "support-officer", "quality-lead", "research-analyst", "director", "editor")


def powerful(world: World) -> Person:
    """Somebody who holds nearly every role of the inspectorate, and is on the team, and asked to join it once more."""
    somebody = person("lead-inspector", world.inspectorate, "Ada Vale", "ada@northland.example")
    for role in ALL_ROLES:
        give_role(person=somebody, organisation=world.inspectorate, role=role, by=operator(today()))
    join(world.inspection, somebody, "lead-inspector")
    ask_to_join(inspection=world.inspection, person=somebody, role="panel-chair", by=operator(today()))
    return somebody


def works_there(world: World, somebody: Person) -> None:
    give_role(person=somebody, organisation=world.service, role="service-manager", by=operator(today()))


def has_an_interest(world: World, somebody: Person) -> None:
    declare(service=world.service, has_interest=True, nature="A relative", by=standing_of(somebody, today()))


def named_apart(world: World) -> None:
    Organisation.objects.filter(pk=world.service.pk).update(name=f"{WORD} Youth Justice", short_name=WORD)
    Inspection.objects.filter(pk=world.inspection.pk).update(title=f"An inspection of {WORD}")


QUERIES = {
    "services": [{"name": "xqz"}, {"page": "2"}],
    "inspections": [{"stage": "case-week"}, {"stage": "planned"}],
    "plan_inspection": [{"service": "eastmere"}],
    "invite": [{"organisation": "eastmere"}, {"organisation": "northland-inspectorate"}, {"organisation": ""}],
    "people": [{"organisation": "northland-inspectorate"}],
    "organisation_record": [{"about": "People"}],
}


def pages_with_the_word(somebody: Person, parts: dict[str, object]) -> set[str]:
    """The names of all pages on which somebody finds the service's name or the reference of its inspection."""
    client, found = signed_in(somebody), set()
    addresses = [
        (door.name, address_of(door.name, parts))
        for door in doors()
        if door.method == "GET" and door.object != "other" and not door.name.startswith(("public_", "published_"))
    ]
    further = [
        (name, f"{address_of(name, parts)}?{urlencode(query)}")
        for name, queries in QUERIES.items()
        for query in queries
    ]
    for name, address in addresses + further:
        page = b"".join(client.get(address)).decode(errors="replace")
        if WORD in page or REFERENCE in page:
            found.add(name)
    return found


@pytest.fixture
def parts(walked: Walked, settings: LazySettings) -> dict[str, object]:
    settings.SECOND_STEP_REQUIRED = False
    return walked[1]["own"]


@pytest.mark.proof
@pytest.mark.django_db
def test_whoever_has_neither_work_nor_interest_there_finds_it_on_many_pages(
    walked: Walked, parts: dict[str, object]
) -> None:
    world, somebody = walked[0], powerful(walked[0])
    named_apart(world)
    found = pages_with_the_word(somebody, parts)
    assert {
        "programme",
        "programme_of",
        "inspections",
        "plan_inspection",
        "services",
        "service",
        "change_service",
        "enter_figures",
        "figures_record",
        "people",
        "lift_interest",
        "home",
        "my_account",
        "inspection",
        "team",
        "timetable",
        "inspection_record",
        "invite",
    } <= found


@pytest.mark.proof
@pytest.mark.on_postgresql
@pytest.mark.django_db
def test_whoever_has_an_interest_finds_it_on_no_page_but_that_of_their_own_declarations(
    walked: Walked, parts: dict[str, object]
) -> None:
    world, somebody = walked[0], powerful(walked[0])
    named_apart(world)
    has_an_interest(world, somebody)
    assert pages_with_the_word(somebody, parts) == OWN_DECLARATIONS


@pytest.mark.proof
@pytest.mark.django_db
def test_whoever_works_on_both_sides_finds_it_only_where_colleagues_of_the_service_do(
    walked: Walked, parts: dict[str, object]
) -> None:
    world, somebody = walked[0], powerful(walked[0])
    colleague = person("service-manager", world.service, "Bryn Hale", "bryn@eastmere.example")
    named_apart(world)
    works_there(world, somebody)
    found = pages_with_the_word(somebody, parts)
    assert found == pages_with_the_word(colleague, parts)
    assert {"own_inspection", "home"} <= found
    # The home page is of both sides: what is the service's there is led to on its own pages alone.
    home = signed_in(somebody).get(reverse("home")).content.decode()
    assert f'href="{reverse("inspection", args=[REFERENCE])}' not in home
    assert "Declare your interests" not in home


@pytest.mark.django_db
@pytest.mark.parametrize("conflict", [works_there, has_an_interest])
def test_the_place_that_one_was_asked_to_take_is_not_found_any_more(
    walked: Walked, parts: dict[str, object], conflict: Callable[[World, Person], None]
) -> None:
    world, somebody = walked[0], powerful(walked[0])
    place = world.inspection.team.get(person=somebody, role="panel-chair")
    address = reverse("declare_and_join", args=[REFERENCE, place.pk])
    client = signed_in(somebody)
    assert client.get(address).status_code == 200
    conflict(world, somebody)
    assert client.get(address).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("conflict", [works_there, has_an_interest])
def test_lists_say_that_something_is_left_out_and_not_what(
    walked: Walked, parts: dict[str, object], conflict: Callable[[World, Person], None]
) -> None:
    world, somebody = walked[0], powerful(walked[0])
    said = "Services that you work for, or have declared an interest in, are not shown."
    client = signed_in(somebody)
    for name in ("programme", "services"):
        assert said not in client.get(reverse(name)).content.decode()
    conflict(world, somebody)
    for name in ("programme", "services"):
        assert said in client.get(reverse(name)).content.decode()


FIGURES = Figures("age", "By age", "2026", "Invented", "number", (Part("10 to 14", "4"), Part("15 to 17", "6")))


def _plan(world: World, by: Standing) -> None:
    plan_inspection(
        service=world.service,
        inspectorate=world.inspectorate,
        programme=None,
        reference=f"planned-{uuid4().hex[:8]}",
        title="Planned",
        framework=framework(),
        by=by,
    )


def _rename(world: World, by: Standing) -> None:
    change_service(service=world.service, seen=world.service.version, name="Other", short_name="Other", by=by)


def _enter_figures(world: World, by: Standing) -> None:
    enter_figures(service=world.service, figures=FIGURES, tolerance=1, by=by)


def _withdraw_figures(world: World, by: Standing) -> None:
    row = ContextFigures.objects.filter(service=world.service)[0]
    withdraw_figures(row=row, seen=row.version, reason="Wrong", by=by)


def _invite(world: World, by: Standing) -> None:
    invite(email="n@x.example", name="New", organisation=world.service, role="case-manager", days=14, by=by)


def _lift(world: World, by: Standing) -> None:
    declarer = Person.objects.get(email="declarer@northland.example")
    lift_interest(person=declarer, service=world.service, reason="It is over", by=by)


@pytest.mark.django_db
@pytest.mark.parametrize("do", [_plan, _rename, _enter_figures, _withdraw_figures, _invite, _lift])
def test_nor_do_they_do_anything_with_it(
    walked: Walked, parts: dict[str, object], do: Callable[[World, Standing], None]
) -> None:
    world, somebody = walked[0], powerful(walked[0])
    has_an_interest(world, somebody)
    with pytest.raises(Refusal, match=r"You work for this service|none of your roles allows it"):
        do(world, standing_of(somebody, today()))


@pytest.mark.django_db
def test_all_the_rest_is_as_it_was(walked: Walked, parts: dict[str, object]) -> None:
    world, somebody = walked[0], powerful(walked[0])
    other = organisation(Kind.SERVICE, "Lowmere")
    has_an_interest(world, somebody)
    client = signed_in(somebody)
    for name in ("programme", "services", "plan_inspection"):
        assert "Lowmere" in client.get(reverse(name)).content.decode()
    assert client.get(reverse("service", args=[other.reference])).status_code == 200
    assert "service" in names_and_kwargs()
