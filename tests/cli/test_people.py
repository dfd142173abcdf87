"""The first account of an installation, and help for who lost their second step."""

import re
import subprocess
import sys
from pathlib import Path

from tests.cli.test_site import run, settings_of


def test_the_first_account_begins_with_a_link_that_is_printed(tmp_path: Path) -> None:
    asked = ("people", "invite", "ada@n.example", "--name", "Ada Vale", "--role", "programme-manager")
    unknown = run(tmp_path, *asked, "--organisation", "Northland Inspectorate")
    assert unknown.returncode == 2
    assert "is not in the register. Say what it is with --kind" in unknown.stderr
    ended = run(tmp_path, *asked, "--organisation", "Northland Inspectorate", "--kind", "inspectorate")
    assert ended.returncode == 0
    assert "Hand this link to Ada Vale. It works once, until " in ended.stdout
    assert re.search(r"http://127\.0\.0\.1:8000/people/invitations/\w{40}/", ended.stdout)
    elsewhere = run(tmp_path, *asked, "--organisation", "Northland Inspectorate", "--address", "https://site.example/")
    assert "https://site.example/people/invitations/" in elsewhere.stdout


def test_a_wrong_role_kind_or_address_is_said_with_what_is_right(installed: Path) -> None:
    asked = ("people", "invite", "ada@n.example", "--name", "Ada", "--organisation", "Northland")
    wrong_role = run(installed, *asked, "--role", "chief", "--kind", "inspectorate")
    assert wrong_role.returncode == 2
    assert "'chief' is not a role there. The roles are: programme-manager, lead-inspector" in wrong_role.stderr
    wrong_mail = run(installed, "people", "invite", "ada", *asked[3:], "--role", "editor", "--kind", "inspectorate")
    assert "'ada' is not an e-mail address." in wrong_mail.stderr
    assert run(installed, *asked, "--role", "editor", "--kind", "inspectorate").returncode == 0
    for name, organisation, says in (
        ("", "Northland", "Say the name of the person."),
        ("x" * 151, "Northland", "may have 150 at most"),
        ("Ada", "  ", "Say the name of the organisation."),
        ("Ada", "x" * 201, "may have 200 at most"),
    ):
        options = ("--name", name, "--organisation", organisation, "--role", "editor", "--kind", "inspectorate")
        refused = run(installed, "people", "invite", "eve@n.example", *options)
        assert (refused.returncode, says in refused.stderr) == (2, True), refused.stderr
    wrong_kind = run(installed, *asked, "--role", "service-manager", "--kind", "service")
    assert "'Northland' is in the register as inspectorate." in wrong_kind.stderr


def test_a_removed_second_step_is_gone_and_stands_in_the_record(demonstrated: Path) -> None:
    nobody = run(demonstrated, "people", "remove-second-step", "nobody@x.example", "--reason", "Lost")
    assert "Nobody here has the address 'nobody@x.example'." in nobody.stderr
    none = run(demonstrated, "people", "remove-second-step", "inspector@demo.example", "--reason", "Lost")
    assert (none.returncode, "has no second step" in none.stderr) == (2, True)
    python(demonstrated, "Authenticator.objects.create(user=inspector, type='totp', data={})")
    ended = run(demonstrated, "people", "remove-second-step", "INSPECTOR@demo.example", "--reason", "Telephone lost")
    assert (ended.returncode, "is signed out everywhere" in ended.stdout) == (0, True)
    printed = python(
        demonstrated,
        "event = Event.objects.get(kind='people.second_step_removed'); "
        "print(Authenticator.objects.count(), event.reason, event.chain_id)",
    )
    assert printed == "0 Telephone lost organisation:hm-inspectorate-of-probation"


def test_an_interest_is_lifted_by_address_and_service(demonstrated: Path) -> None:
    asked = ("people", "lift-interest", "INSPECTOR@demo.example")
    name = python(demonstrated, DECLARES)
    nobody = run(demonstrated, *asked[:2], "nobody@x.example", name, "--reason", "Moved")
    assert "Nobody here has the address 'nobody@x.example'." in nobody.stderr
    assert (
        "No service in the register has the name 'Nowhere'."
        in run(demonstrated, *asked, "Nowhere", "--reason", "x").stderr
    )
    ended = run(demonstrated, *asked, name, "--reason", "Moved")
    assert (ended.returncode, f"in {name} is lifted." in ended.stdout) == (0, True)
    again = run(demonstrated, *asked, name, "--reason", "Moved")
    assert (again.returncode, "has no declared interest" in again.stderr) == (2, True)


DECLARES = (
    "from trigpoint.people.queries import services; from trigpoint.people.actions import declare; "
    "from trigpoint.people.standing import Standing; from datetime import date; one = services().first(); "
    "declare(service=one, has_interest=True, nature='A friend', by=Standing(inspector.id, '', date.today())); "
    "print(one.name)"
)


def python(var: Path, doing: str) -> str:
    """Do something in an installation, as a process of its own."""
    begins = (
        "import django; django.setup(); from allauth.mfa.models import Authenticator; "
        "from trigpoint.people.models import Person; from trigpoint.record.models import Event; "
        "inspector = Person.objects.get(email='inspector@demo.example'); "
    )
    environment = settings_of(var) | {"DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.demonstration"}
    command = [sys.executable, "-c", begins + doing]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()
