"""The first account of an installation, and help for who lost their second step."""

import re
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from tests.cli.running import InProcess, from_json
from tests.cli.test_site import run
from tests.factories.world import World
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.people.actions import accept, declare, invite
from trigpoint.people.models import Invitation, Person
from trigpoint.people.standing import Standing
from trigpoint.record.models import Event

ADA = ("people", "invite", "ada@n.example", "--name", "Ada Vale", "--role", "programme-manager")


@pytest.mark.proof
def test_the_first_account_begins_with_a_link_that_is_printed(tmp_path: Path) -> None:
    ended = run(tmp_path, *ADA, "--organisation", "Northland Inspectorate", "--kind", "inspectorate")
    assert ended.returncode == 0
    assert "Hand this link to Ada Vale. It works once, until " in ended.stdout
    assert re.search(r"http://127\.0\.0\.1:8000/people/invitations/\w{40}/", ended.stdout)


@pytest.mark.django_db
def test_the_link_leads_to_the_site_whose_address_is_said(trigpoint: InProcess) -> None:
    unknown = trigpoint(*ADA, "--organisation", "Northland Inspectorate")
    assert unknown.code == 2
    assert "is not in the register. Say what it is with --kind" in unknown.err
    asked = (*ADA, "--organisation", "Northland Inspectorate", "--kind", "inspectorate")
    assert "https://site.example/people/invitations/" in trigpoint(*asked, "--address", "https://site.example/").out


@pytest.mark.django_db
def test_a_wrong_role_kind_or_address_is_said_with_what_is_right(trigpoint: InProcess) -> None:
    asked = ("people", "invite", "ada@n.example", "--name", "Ada", "--organisation", "Northland")
    wrong_role = trigpoint(*asked, "--role", "chief", "--kind", "inspectorate")
    assert wrong_role.code == 2
    assert "'chief' is not one of 'programme-manager', 'lead-inspector'" in wrong_role.err
    elsewhere = trigpoint(*asked, "--role", "service-manager", "--kind", "inspectorate")
    assert "'service-manager' is not a role in an inspectorate. The roles are: programme-manager" in elsewhere.err
    wrong_mail = trigpoint("people", "invite", "ada", *asked[3:], "--role", "editor", "--kind", "inspectorate")
    assert "'ada' is not an e-mail address." in wrong_mail.err
    assert trigpoint(*asked, "--role", "editor", "--kind", "inspectorate").code == 0
    for name, organisation, says in (
        ("", "Northland", "Say the name of the person."),
        ("x" * 151, "Northland", "may have 150 at most"),
        ("Ada", "  ", "Say the name of the organisation."),
        ("Ada", "x" * 201, "may have 200 at most"),
    ):
        options = ("--name", name, "--organisation", organisation, "--role", "editor", "--kind", "inspectorate")
        refused = trigpoint("people", "invite", "eve@n.example", *options)
        assert (refused.code, says in refused.err) == (2, True), refused.err
    wrong_kind = trigpoint(*asked, "--role", "service-manager", "--kind", "service")
    assert "'Northland' is in the register as inspectorate." in wrong_kind.err


def test_a_removed_second_step_is_gone_and_is_in_the_record(trigpoint: InProcess, world: World) -> None:
    inspector = world.people["inspector"]
    nobody = trigpoint("people", "remove-second-step", "nobody@x.example", "--reason", "Lost")
    assert "Nobody here has the address 'nobody@x.example'." in nobody.err
    none = trigpoint("people", "remove-second-step", inspector.email, "--reason", "Lost")
    assert (none.code, "has no second step" in none.err) == (2, True)
    Authenticator.objects.create(user=inspector, type="totp", data={})
    ended = trigpoint("people", "remove-second-step", inspector.email.upper(), "--reason", "Telephone lost")
    assert (ended.code, "is signed out everywhere" in ended.out) == (0, True)
    assert not Authenticator.objects.exists()
    event = Event.objects.get(kind="people.second_step_removed")
    assert (event.reason, event.chain_id) == ("Telephone lost", f"organisation:{world.inspectorate.reference}")


def test_a_name_that_is_to_go_is_corrected_with_its_invitations_and_the_record_stays_whole(
    trigpoint: InProcess, world: World
) -> None:
    by, today = world.standing("programme-manager"), timezone.localdate()
    invitation, _ = invite(
        email="new@x.example", name="Bo Marsh", organisation=world.inspectorate, role="editor", days=14, by=by
    )
    person = accept(invitation=invitation, name="Bo Marsh", password="a pass phrase", on=today)  # noqa: S106 - invented
    salts = Person.objects.get(pk=person.pk).salts
    wrong = trigpoint("people", "correct", "new@x.example", "--new-email", "nonsense", "--reason", "Asked for")
    assert (wrong.code, "'nonsense' is not an e-mail address." in wrong.err) == (2, True)
    taken = world.people["editor"].email
    wrong = trigpoint("people", "correct", "new@x.example", "--new-email", taken, "--reason", "Asked for")
    assert (wrong.code, f"{taken} is the address of another account." in wrong.err) == (2, True)
    asked = ("--name", "Somebody", "--new-email", "gone@x.example", "--reason", "Erasure was asked for")
    ended = trigpoint("people", "correct", "new@x.example", *asked)
    assert (ended.code, ended.out) == (0, "The account is that of Somebody now, gone@x.example.\n")
    for row in (Person.objects.get(pk=person.pk), Invitation.objects.get(pk=invitation.pk)):
        assert (row.name, row.email) == ("Somebody", "gone@x.example")
    # With the salts of before somebody could still try which name it was.
    assert not set(salts.values()) & {Person.objects.get(pk=person.pk).salts[column] for column in ("name", "email")}
    assert trigpoint("record", "verify").code == 0
    assert "Marsh" not in "".join(str(event.bound) + str(event.after) + event.reason for event in Event.objects.all())


def test_an_interest_is_lifted_by_address_and_service(trigpoint: InProcess, world: World) -> None:
    inspector, service = world.people["inspector"], world.service.name
    asked = ("people", "lift-interest", inspector.email.upper())
    by = Standing(inspector.id, "", timezone.localdate())
    declare(service=world.service, has_interest=True, nature="A friend", by=by)
    nobody = trigpoint(*asked[:2], "nobody@x.example", service, "--reason", "Moved")
    assert "Nobody here has the address 'nobody@x.example'." in nobody.err
    assert "No service in the register has the name 'Nowhere'." in trigpoint(*asked, "Nowhere", "--reason", "x").err
    ended = trigpoint(*asked, service, "--reason", "Moved")
    assert (ended.code, f"in {service} is lifted." in ended.out) == (0, True)
    again = trigpoint(*asked, service, "--reason", "Moved")
    assert (again.code, "has no declared interest" in again.err) == (2, True)


def test_the_inspections_are_listed_by_the_references_that_other_commands_want(
    trigpoint: InProcess, world: World
) -> None:
    listed = from_json(trigpoint("inspections", "--json").out)
    known = Inspection.objects.order_by("reference")
    assert [row["reference"] for row in listed] == [inspection.reference for inspection in known]
    assert all(row["service"] and row["stage"] for row in listed)
    planned = next(row for row in listed if row["reference"] == world.inspection.reference)
    assert (planned["stage"], planned["next"], planned["owner"]) == (
        "Planned",
        "Fix the seed of the draw",
        "Lead inspector",
    )
    shown = trigpoint("inspections")
    assert world.inspection.reference in shown.out
