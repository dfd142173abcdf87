"""Fill an installation for the load test; print references to open, and the sessions of people who are signed in.

So many of the inspections are live: they hold a sample with every answer. Half of those to open are live.
"""

import sys

import django

django.setup()

from django.conf import settings  # noqa: E402 - only once Django is set up
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402

from tests.factories.world import bundle_of, inspection, organisation, person, today, world  # noqa: E402
from trigpoint.inspectorate.bundling.actions import load_file  # noqa: E402
from trigpoint.people.demonstration import mark_demonstration  # noqa: E402
from trigpoint.people.models import Organisation  # noqa: E402
from trigpoint.people.standing import operator  # noqa: E402


def main(inspections: int, live: int, people: int) -> None:
    settings.VAR.mkdir(parents=True, exist_ok=True)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    mark_demonstration(today())
    references = []
    with transaction.atomic():
        made = world()
        for number in range(inspections):
            service = organisation(Organisation.Kind.SERVICE, f"Place {number}")
            one = inspection(service, made.inspectorate, made.programme)
            references.append(one.reference)
            if number % (inspections // live) == 0:
                load_file(inspection=one, seen={}, bundle=bundle_of(made, one), reason="", by=operator(today()))
    cookies = []
    for number in range(people):
        somebody = person("programme-manager", made.inspectorate, email=f"manager-{number}@northland.example")
        client = Client()
        client.force_login(somebody, "allauth.account.auth_backends.AuthenticationBackend")
        cookies.append(client.cookies["sessionid"].value)
    print(",".join(references[:: inspections // live // 2]))  # noqa: T201 - this is a command
    print(",".join(cookies))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
