"""A team is asked on one page, or copied from an earlier inspection: whoever cannot join is named and left out."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.world import World, inspection, join, organisation, person, today
from tests.web.conftest import As
from tests.web.forms.pages import Forms
from tests.web.pages.test_sent_twice import opened
from tests.web.pages.words import words
from trigpoint.inspectorate.programme.models import Inspection, TeamMember
from trigpoint.inspectorate.programme.queries import standing_of
from trigpoint.people.actions import declare
from trigpoint.people.models import Organisation


@pytest.fixture
def new_inspection(world: World) -> Inspection:
    service = organisation(Organisation.Kind.SERVICE, "Northmere")
    return inspection(service, world.inspectorate, world.programme)


def address(of: Inspection) -> str:
    return reverse("ask_several", args=[of.reference])


def asked(of: Inspection) -> set[tuple[str, str]]:
    return {(row.person.name, row.role) for row in of.team.filter(state=TeamMember.State.ASKED)}


def sent(client: Client, of: Inspection, named: dict[str, str]) -> Any:
    return client.post(address(of), opened(client, address(of)) | named)


def test_a_whole_team_is_asked_with_one_form(world: World, new_inspection: Inspection, as_: As) -> None:
    people = world.people
    named = {"person_1": str(people["inspector"].id), "role_1": "lead-inspector"}
    named |= {"person_2": str(people["editor"].id), "role_2": "editor"}
    answer = sent(as_("programme-manager"), new_inspection, named)
    assert answer.status_code == 302
    assert asked(new_inspection) == {("Invented inspector", "lead-inspector"), ("Invented editor", "editor")}


def test_a_row_that_is_refused_holds_no_other_up_and_stays_in_the_form(
    world: World, new_inspection: Inspection, as_: As
) -> None:
    people = world.people
    declare(
        service=new_inspection.service,
        has_interest=True,
        nature="A friend",
        by=standing_of(people["editor"], today()),
    )
    named = {"person_1": str(people["inspector"].id), "role_1": "lead-inspector"}
    named |= {"person_2": str(people["editor"].id), "role_2": "editor", "role_3": "inspector"}
    answer = sent(as_("programme-manager"), new_inspection, named)
    assert answer.status_code == 422
    said = words(answer)
    assert "1 person has been asked. What is marked below is not done" in said
    assert "Invented editor has declared an interest in Northmere and cannot join its inspection." in said
    assert "Select person 3, or take their role out" in said
    assert asked(new_inspection) == {("Invented inspector", "lead-inspector")}
    still = {name: field.value for name, field in Forms(answer.content.decode()).fields.items()}
    assert (still["person_1"], still["role_1"]) == ("", "")
    assert (still["person_2"], still["role_2"], still["role_3"]) == (named["person_2"], "editor", "inspector")


def test_where_nobody_could_be_asked_it_says_so(world: World, new_inspection: Inspection, as_: As) -> None:
    named = {"person_1": str(world.people["inspector"].id), "role_1": ""}
    said = words(sent(as_("programme-manager"), new_inspection, named))
    assert "Nobody has been asked. What is marked below is not done" in said
    assert "Select the role of person 1" in said


def test_an_empty_form_asks_for_somebody(new_inspection: Inspection, as_: As) -> None:
    assert "Select at least one person" in words(sent(as_("programme-manager"), new_inspection, {}))


def test_the_team_of_an_earlier_inspection_is_filled_in_and_who_cannot_join_is_named(
    world: World, new_inspection: Inspection, as_: As
) -> None:
    people = world.people
    by = standing_of(people["inspector"], today())
    declare(service=new_inspection.service, has_interest=True, nature="A friend", by=by)
    client = as_("programme-manager")
    page = client.get(address(new_inspection), {"from": world.inspection.reference})
    said = words(page)
    assert "Invented inspector, inspector: Invented inspector has declared an interest in Northmere" in said
    fields = {name: field.value for name, field in Forms(page.content.decode()).fields.items()}
    joined = world.inspection.team.filter(state=TeamMember.State.JOINED)
    expected = {(str(row.person_id), row.role) for row in joined if row.person_id != people["inspector"].id}
    filled = {(fields[f"person_{number}"], fields[f"role_{number}"]) for number in range(1, len(expected) + 1)}
    assert filled == expected
    # Nobody is asked until the form is sent, and then each still has to declare.
    assert asked(new_inspection) == set()
    assert client.post(address(new_inspection), fields).status_code == 302
    assert {(name, role) for name, role in asked(new_inspection)} == {
        (row.person.name, row.role) for row in joined if row.person_id != people["inspector"].id
    }


def test_who_asks_sees_the_usual_role_the_load_and_a_team_of_the_same_week(
    world: World, new_inspection: Inspection, as_: As
) -> None:
    page = as_("programme-manager").get(address(new_inspection)).content.decode()
    # Both inspections have the same site date, and the inspector is on the team of one.
    assert re.search(
        r"Invented inspector \(Northland Inspectorate\): inspector, on 1 other team, one of them in this week<", page
    )
    free = person("inspector", world.inspectorate, "Free Hand", "free@northland.example")
    assert (
        f"{free.name} (Northland Inspectorate): inspector<"
        in as_("programme-manager").get(address(new_inspection)).content.decode()
    )


def test_only_inspections_that_one_may_see_can_be_copied(world: World, new_inspection: Inspection, as_: As) -> None:
    stranger = person("inspector", world.other_inspectorate)
    join(world.other_inspection, stranger, "inspector")
    page = as_("programme-manager").get(address(new_inspection), {"from": world.other_inspection.reference})
    assert world.other_inspection.reference not in page.content.decode().replace(
        f"from={world.other_inspection.reference}", ""
    )
    assert "filled in below" not in words(page)
