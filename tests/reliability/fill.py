"""Fill an installation for the proof of reliability; print who is signed in, where, and what each may write, as JSON.

Three inspections of one inspectorate: one announced, to which case lists come; two in the case week, of which one is
read and the other moves back and forth while requests are drafted in it.
"""

import json
import sys
from dataclasses import replace

import django

django.setup()

from django.conf import settings  # noqa: E402 - only once Django is set up
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402

from tests.factories.case_files import file_of  # noqa: E402
from tests.factories.world import (  # noqa: E402
    World,
    bundle_of,
    in_days,
    inspection,
    join,
    move_to,
    organisation,
    person,
    today,
    world,
)
from trigpoint.bundle.files import canonical_json  # noqa: E402
from trigpoint.bundle.model import Bundle  # noqa: E402
from trigpoint.inspectorate.assessment.models import Allocation  # noqa: E402
from trigpoint.inspectorate.assessment.queries import readers  # noqa: E402
from trigpoint.people.demonstration import mark_demonstration  # noqa: E402
from trigpoint.people.models import Organisation, Person  # noqa: E402
from trigpoint.people.permissions import Side  # noqa: E402
from trigpoint.people.roles import ROLES  # noqa: E402


def another(made: World, place: str) -> World:
    """The world with a further inspection, of a service of its own, with the same team."""
    service = organisation(Organisation.Kind.SERVICE, place)
    people = dict(made.people)
    for role in ROLES:
        if role.side is Side.SERVICE:
            people[role.key] = person(role.key, service)
    further = inspection(service, made.inspectorate, made.programme)
    for role in ROLES:
        if role.for_inspection:
            join(further, people[role.key], role.key)
    return replace(made, inspection=further, service=service, people=people)


def session_of(somebody: Person) -> str:
    """The session of somebody who has signed in."""
    client = Client()
    client.force_login(somebody, "allauth.account.auth_backends.AuthenticationBackend")
    return client.cookies["sessionid"].value


def with_token(bundle: Bundle) -> Bundle:
    """The Bundle with the word TOKEN in its first recommendation, to be replaced by what no other file says."""
    first, *others = bundle.recommendations
    return bundle.model_copy(update={"recommendations": (first.model_copy(update={"text": "TOKEN"}), *others)})


def main() -> None:
    settings.VAR.mkdir(parents=True, exist_ok=True)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    mark_demonstration(today())
    with transaction.atomic():
        listed = world()
        reading, moving = another(listed, "Readmere"), another(listed, "Movemere")
        move_to(listed, "announced")
        move_to(reading, "case-week")
        move_to(moving, "case-week")
        lead = reading.standing("lead-inspector")
        allocations = Allocation.objects.filter(inspection=reading.inspection).order_by("case")
        filled = {
            "listed": listed.inspection.reference,
            "reading": reading.inspection.reference,
            "moving": moving.inspection.reference,
            "sessions": {
                "lead": session_of(listed.people["lead-inspector"]),
                "deputy": session_of(listed.people["deputy-lead"]),
                "inspector": session_of(listed.people["inspector"]),
                "manager": session_of(listed.people["service-manager"]),
                "officer": session_of(listed.people["data-officer"]),
                "analyst": session_of(listed.people["research-analyst"]),
            },
            "allocations": [str(row.pk) for row in allocations],
            "readers": [str(reader.pk) for reader in readers(reading.inspection, lead)],
            "declared_about": listed.other_service.reference,
            "list": file_of("court", 8, today()).decode(),
            "drawn_up": today().isoformat(),
            "due": in_days(60).isoformat(),
            "file": canonical_json(with_token(bundle_of(reading))),
        }
    sys.stdout.write(json.dumps(filled))


if __name__ == "__main__":
    main()
