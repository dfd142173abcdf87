"""Who is in an organisation, and how a role ends."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.roles import give_role
from tests.factories.world import World, in_days, person, today
from tests.web.conftest import As
from trigpoint.people.actions import end_membership
from trigpoint.people.models import Membership
from trigpoint.people.standing import operator
from trigpoint.record.models import Event


def held(world: World, role: str) -> Membership:
    return world.people[role].memberships.get()


def end(client: Client, row: Membership, *, last: object = None, reason: str = "Left", version: int = 1) -> object:
    day = last or today()
    typed = {"ends_0": day.day, "ends_1": day.month, "ends_2": day.year, "reason": reason, "version": version}  # type: ignore[attr-defined]
    return client.post(reverse("end_membership", kwargs={"membership": row.id}), typed)


def test_the_page_shows_each_role_of_the_organisation_in_words(world: World, as_: As) -> None:
    page = as_("service-manager").get(reverse("people")).content.decode()
    assert "People of Eastmere" in page
    assert "Invented data-officer" in page
    assert "Deputy service manager" in page
    assert f"{today().day} {today():%B %Y}" in page
    assert "No end set" in page


def test_nobody_of_another_organisation_is_on_it(world: World, as_: As) -> None:
    page = as_("service-manager").get(reverse("people")).content.decode()
    assert "Invented lead-inspector" not in page
    assert "Invented local-assessor" not in page


@pytest.mark.parametrize("reference", ["westmere", "northland-inspectorate", "nowhere", "a\0b", ""])
def test_another_organisation_is_not_found(world: World, as_: As, reference: str) -> None:
    answer = as_("service-manager").get(reverse("people"), {"organisation": reference})
    assert answer.status_code == 404


def test_whoever_may_not_see_people_is_told_so(world: World, as_: As) -> None:
    answer = as_("case-manager").get(reverse("people"))
    assert answer.status_code == 403
    assert "none of your roles allows it" in answer.content.decode()


def test_whoever_only_sees_people_is_offered_no_changes_and_no_addresses(world: World, as_: As) -> None:
    as_("service-manager").post(f"{reverse('invite')}?organisation=eastmere", INVITED)
    page = as_("board-chair").get(reverse("people")).content.decode()
    assert "Invite somebody" not in page
    assert "/end/" not in page
    assert "new@eastmere.example" not in page


INVITED = {"name": "Newt Hale", "email": "new@eastmere.example", "role": "data-officer"}


def test_an_ended_role_is_off_the_page_the_day_after(world: World, as_: As) -> None:
    row = held(world, "data-officer")
    Membership.objects.filter(pk=row.pk).update(starts=in_days(-9))
    row.refresh_from_db()
    answer = end(as_("service-manager"), row, last=in_days(-1))
    assert answer.headers["Location"] == f"{reverse('people')}?organisation=eastmere"  # type: ignore[attr-defined]
    assert "Invented data-officer" not in as_("service-manager").get(reverse("people")).content.decode()
    assert as_("data-officer").get(reverse("my_account")).content.decode().count("You hold no role today") == 1


def test_ending_a_role_keeps_the_reason_in_the_record(world: World, as_: As) -> None:
    end(as_("service-manager"), held(world, "data-officer"), reason="Moved to Westmere")
    event = Event.objects.get(kind="people.role_ended")
    assert (event.reason, event.who) == ("Moved to Westmere", str(world.people["service-manager"].id))


def test_a_role_does_not_end_without_a_reason_or_on_no_day(world: World, as_: As) -> None:
    row = held(world, "data-officer")
    answer = end(as_("service-manager"), row, reason="")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Enter why the role ends" in answer.content.decode()  # type: ignore[attr-defined]
    there = reverse("end_membership", kwargs={"membership": row.id})
    typed = {"ends_0": "31", "ends_1": "2", "ends_2": "2027", "reason": "Left", "version": 1}
    page = as_("service-manager").post(there, typed).content.decode()
    assert "Last day must be a real date" in page
    assert 'value="31"' in page
    assert "Left</textarea>" in page


def test_nobody_ends_their_own_role(world: World, as_: As) -> None:
    client = as_("service-manager")
    assert "You cannot end your own role. Ask a colleague to end it." in client.get(reverse("people")).content.decode()
    answer = end(client, held(world, "service-manager"))
    assert answer.status_code == 403  # type: ignore[attr-defined]
    assert held(world, "service-manager").ends is None


def test_a_role_of_another_organisation_is_not_found(world: World, as_: As) -> None:
    for row in (held(world, "editor"), held(world, "local-assessor")):
        assert end(as_("service-manager"), row).status_code == 404  # type: ignore[attr-defined]
    nothing = reverse("end_membership", kwargs={"membership": uuid4()})
    assert as_("service-manager").get(nothing).status_code == 404


def test_a_role_that_has_ended_cannot_be_ended_again(world: World, as_: As) -> None:
    row = held(world, "data-officer")
    end(as_("service-manager"), row)
    answer = end(as_("deputy-service-manager"), row, version=2)
    assert answer.status_code == 403  # type: ignore[attr-defined]
    said = f"This role ends on {today().day} {today():%B %Y} already."
    assert said in answer.content.decode()  # type: ignore[attr-defined]


def test_a_last_day_that_is_still_to_come_is_changed_from_the_same_page(world: World, as_: As) -> None:
    row, client = held(world, "data-officer"), as_("service-manager")
    end(client, row, last=in_days(9))
    assert "Change the last day" in client.get(reverse("people")).content.decode()
    page = client.get(reverse("end_membership", kwargs={"membership": row.id})).content.decode()
    assert f'name="ends_0" type="text" value="{in_days(9).day}"' in page
    end(client, row, last=in_days(20), version=2)
    assert held(world, "data-officer").ends == in_days(20)


def test_of_two_who_end_one_role_the_second_sees_both_versions(world: World, as_: As) -> None:
    row = held(world, "data-officer")
    end(as_("service-manager"), row, last=today() + timedelta(days=9))
    answer = end(as_("deputy-service-manager"), row, last=today() + timedelta(days=5))
    assert answer.status_code == 422  # type: ignore[attr-defined]
    page = answer.content.decode()  # type: ignore[attr-defined]
    nine = in_days(9)
    assert "Someone else changed this" in page
    assert f"{nine.day} {nine:%B %Y}" in page
    assert held(world, "data-officer").ends == nine


def test_the_page_asks_the_database_as_often_for_many_as_for_few(world: World, as_: As) -> None:
    client = as_("programme-manager")

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(reverse("people")).status_code == 200
        return len(queries)

    asked()
    few = asked()
    for place in range(30):
        person("editor", world.inspectorate, email=f"another{place}@northland.example")
    assert asked() == few
    assert few < 20


def test_the_fifty_first_role_is_on_the_second_page(world: World, as_: As) -> None:
    client = as_("programme-manager")
    for place in range(60):
        person("editor", world.inspectorate, name=f"Zed {place:02d}", email=f"zed{place}@northland.example")
    first, second = (client.get(reverse("people"), {"page": number}).content.decode() for number in (1, 2))
    assert "Page 1 of 2" in first
    assert "Zed 59" not in first
    assert "Zed 59" in second
    assert client.get(reverse("people"), {"page": "x\0"}).status_code == 200


def test_somebody_with_two_organisations_goes_from_one_to_the_other(world: World, as_: As) -> None:
    by = operator(today())
    give_role(person=world.people["service-manager"], organisation=world.other_service, role="service-manager", by=by)
    client = as_("service-manager")
    assert 'href="?organisation=westmere"' in client.get(reverse("people")).content.decode()
    page = client.get(reverse("people"), {"organisation": "westmere"}).content.decode()
    assert "People of Westmere" in page


def test_an_ended_role_can_be_given_again_the_day_after(world: World) -> None:
    by = operator(today())
    row = held(world, "data-officer")
    Membership.objects.filter(pk=row.pk).update(starts=in_days(-9))
    row.refresh_from_db()
    end_membership(membership=row, seen=1, last=in_days(-1), reason="Leave", by=by)
    give_role(person=world.people["data-officer"], organisation=world.service, role="data-officer", by=by)
    assert world.people["data-officer"].memberships.count() == 2
