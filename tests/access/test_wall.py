"""Nothing that inspectors write for one another is on any page that the service, a partner or the public may open."""

from datetime import date
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from tests.access.walking import NOBODY, Walked, matrix, names_and_kwargs, published
from tests.factories.world import World, bundle_of, in_days, put_in
from trigpoint.inspectorate.bundling.live import live_bundle
from trigpoint.inspectorate.programme.actions.team import ask_to_join
from trigpoint.inspectorate.programme.actions.timetabling import adjust_date
from trigpoint.inspectorate.progress.actions import take_back
from trigpoint.inspectorate.requests.actions import Wording, draft, release
from trigpoint.people.permissions import Side
from trigpoint.people.roles import ROLES

# A word that nobody would type, in everything that inspectors write.
INSIDE = "xqzinside"
# Of all outside whoever may open most.
READER = "service-manager"
OUTSIDE = [NOBODY, *(role.key for role in ROLES if role.side is not Side.INSPECTORATE)]


def write_everywhere(world: World) -> None:
    """Put the word into every text that is the inspectors' own."""
    lead, inspection = world.standing("lead-inspector"), world.inspection
    for title, words in (("Diary", "Please send it."), (INSIDE, INSIDE)):
        wording = Wording(title, words, INSIDE, in_days(7))
        one = draft(form=uuid4(), inspection=inspection, purpose="other", wording=wording, by=lead)
        if title != INSIDE:
            release(request=one, seen=one.version, by=lead)
    adjust_date(inspection=inspection, stage="draft", seen=0, day=date(2027, 4, 22), reason=INSIDE, by=lead)
    chair = world.people["editor"]
    ask_to_join(inspection=inspection, person=chair, role="panel-member", by=lead)
    type(chair).objects.filter(pk=chair.pk).update(name=f"Member {INSIDE}")
    live, whole = live_bundle(inspection), bundle_of(world)
    judgements = {name: one.model_copy(update={"reason": INSIDE}) for name, one in whole.judgements.items()}
    decisions = {name: one.model_copy(update={"reason": INSIDE}) for name, one in whole.panel_decisions.items()}
    texts = whole.texts.model_copy(update={"introduction": (INSIDE,), "background": (INSIDE,)})
    written = {"notice": INSIDE, "judgements": judgements, "panel_decisions": decisions, "texts": texts}
    put_in(world, live.model_copy(update=written), INSIDE)
    inspection.refresh_from_db()
    take_back(inspection=inspection, seen=inspection.version, to="sample-set", reason=INSIDE, by=lead)


def pages_with_the_word(world: World, who: str, parts: dict[str, object]) -> set[str]:
    kwargs = names_and_kwargs()
    client = Client()
    if who != NOBODY:
        client.force_login(world.people[who], "allauth.account.auth_backends.AuthenticationBackend")
    found = set()
    for door in matrix():
        if door.method == "GET" and door.object != "other":
            answer = client.get(
                reverse(door.name, kwargs={name: (parts | published(door.name))[name] for name in kwargs[door.name]})
            )
            if INSIDE in b"".join(answer).decode(errors="replace"):
                found.add(door.name)
    return found


@pytest.fixture
def written(walked: Walked, settings: LazySettings) -> tuple[World, dict[str, object]]:
    """A world with the word in it, and what its addresses are made of."""
    settings.SECOND_STEP_REQUIRED = False
    write_everywhere(walked[0])
    return walked[0], walked[1]["own"]


@pytest.mark.django_db
def test_what_inspectors_write_is_on_their_pages_and_the_service_reads_none_of_it(
    written: tuple[World, dict[str, object]],
) -> None:
    world, parts = written
    inside = pages_with_the_word(world, "lead-inspector", parts)
    assert {
        "ratings",
        "inspection_report",
        "download_file",
        "inspection_record",
        "requests",
        "team",
        "timetable",
    } <= inside
    assert pages_with_the_word(world, READER, parts) == set()


@pytest.mark.proof
@pytest.mark.django_db
@pytest.mark.parametrize("who", [who for who in OUTSIDE if who != READER])
def test_nor_does_anybody_else_outside(who: str, written: tuple[World, dict[str, object]]) -> None:
    world, parts = written
    assert pages_with_the_word(world, who, parts) == set()
