"""One service is in the register once: apostrophes, '&' and 'and', full stops and hyphens make no other service of it."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.factories.world import World, organisation, today
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.bundle.files import LoadedBundle, load_bundle
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.publishing.actions.loading import load_inspection
from trigpoint.inspectorate.register.actions import change_service
from trigpoint.people.access import Refusal
from trigpoint.people.models import Organisation
from trigpoint.people.standing import operator

STRAIGHT = "King's Lynn & Breckland Youth Justice Service"
CURLY = "King\u2019s Lynn and Breckland Youth Justice Service"
SPELLINGS = [
    CURLY,
    "King\u2019s Lynn & Breckland Youth Justice Service.",
    "KING'S  LYNN AND BRECKLAND YOUTH JUSTICE SERVICE",
    "King's Lynn & Breckland Youth\u2011Justice Service",
    "King's Lynn &\u200b Breckland Youth Justice\u00a0Service",
]


@cache
def _trafford() -> LoadedBundle:
    return load_bundle(Path("examples/trafford-2021"))


def load(reference: str, name: str) -> None:
    """Load the published report of Trafford as one of another service."""
    loaded = _trafford()
    service = loaded.bundle.inspection.service.model_copy(update={"name": name})
    head = loaded.bundle.inspection.model_copy(update={"reference": reference, "service": service})
    bundle = loaded.bundle.model_copy(update={"inspection": head})
    load_inspection(loaded=replace(loaded, bundle=bundle), by=operator(today()))


@pytest.mark.usefixtures("world")
def test_two_files_that_spell_one_service_differently_are_of_one_service() -> None:
    load("kl-2026", STRAIGHT)
    load("kl-2025", CURLY)
    services = Organisation.objects.filter(name__contains="Lynn")
    assert [service.name for service in services] == [STRAIGHT]
    # Its programme counts both: of a service that has one of them, 'never inspected here' is untrue.
    assert Inspection.objects.filter(service=services[0]).count() == 2


@pytest.mark.parametrize("name", SPELLINGS)
@pytest.mark.usefixtures("world")
def test_the_register_takes_no_other_spelling_of_a_name_that_is_there(name: str) -> None:
    organisation("service", STRAIGHT)
    with pytest.raises(Refusal, match=f"There is an organisation called '{STRAIGHT}' already"):
        organisation("service", name)


def test_enter_a_service_says_which_one_is_there_and_keeps_what_was_typed(world: World, as_: As) -> None:
    organisation("service", STRAIGHT)
    typed = {"name": CURLY, "short_name": "King's Lynn", "reference": "kings-lynn-2"}
    answer = as_("programme-manager").post(reverse("enter_service"), typed)
    assert f"There is an organisation called '{STRAIGHT}' already" in words(answer)
    assert f'value="{CURLY}"' in answer.content.decode()


def test_a_service_may_take_another_spelling_of_its_own_name_and_none_of_another(world: World) -> None:
    lynn = organisation("service", STRAIGHT)
    change_service(service=lynn, seen=1, name=CURLY, short_name="King's Lynn", by=operator(today()))
    lynn.refresh_from_db()
    assert (lynn.name, lynn.name_key) == (CURLY, "kings lynn and breckland youth justice service")
    with pytest.raises(Refusal, match="already"):
        change_service(service=world.service, seen=1, name=STRAIGHT, short_name="x", by=operator(today()))


@pytest.mark.usefixtures("world")
def test_the_database_itself_takes_a_name_once() -> None:
    lynn = organisation("service", STRAIGHT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(
            kind="service", reference="other", name=CURLY, short_name="Other", name_key=lynn.name_key
        )


@pytest.mark.usefixtures("world")
def test_a_name_of_characters_that_stand_for_many_is_refused() -> None:
    # U+FDFA is one character that stands for eighteen.
    with pytest.raises(Refusal, match="in ordinary letters"):
        organisation("service", "\ufdfa" * 50)
