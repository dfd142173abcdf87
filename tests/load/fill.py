"""Fill an installation for the load test; print some references, and the sessions of people who are signed in."""

import sys

import django

django.setup()

from django.conf import settings  # noqa: E402 - only once Django is set up
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402

from tests.factories.world import inspection, organisation, person, world  # noqa: E402
from trigpoint.people.models import Organisation  # noqa: E402


def main(inspections: int, people: int) -> None:
    settings.VAR.mkdir(parents=True, exist_ok=True)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    references = []
    with transaction.atomic():
        made = world()
        for number in range(inspections):
            service = organisation(Organisation.Kind.SERVICE, f"Place {number}")
            references.append(inspection(service, made.inspectorate, made.programme).reference)
    cookies = []
    for number in range(people):
        somebody = person("programme-manager", made.inspectorate, email=f"manager-{number}@northland.example")
        client = Client()
        client.force_login(somebody, "allauth.account.auth_backends.AuthenticationBackend")
        cookies.append(client.cookies["sessionid"].value)
    print(",".join(references[:: max(1, inspections // 100)]))  # noqa: T201 - this is a command
    print(",".join(cookies))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
