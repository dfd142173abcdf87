"""Walk every address of the project as somebody, with GET and with POST, and say what came of it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from http.cookies import SimpleCookie
from pathlib import Path
from uuid import uuid4

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.factories.case_files import sent, started
from tests.factories.posted import undecided
from tests.factories.samples import DRAWN_AT, KEYS
from tests.factories.world import World, answered, ask, move_to, person, today
from trigpoint.bundle.files import load_bundle
from trigpoint.inspectorate.assessment.actions import declare_conflict
from trigpoint.inspectorate.assessment.models import Allocation
from trigpoint.inspectorate.programme.actions.team import ask_to_join
from trigpoint.inspectorate.programme.actions.timetabling import adjust_date
from trigpoint.inspectorate.programme.queries import standing_of
from trigpoint.inspectorate.publishing.actions.loading import load_inspection
from trigpoint.inspectorate.register.actions import enter_figures
from trigpoint.inspectorate.register.figures import Figures, Part
from trigpoint.inspectorate.sampling.actions.excluding import exclude_case
from trigpoint.inspectorate.sampling.actions.second_decisions import ask_second
from trigpoint.inspectorate.sampling.actions.seeds import commit_seed
from trigpoint.inspectorate.sampling.limits import limit_of
from trigpoint.people.actions import declare, invite
from trigpoint.people.models import Membership, Person
from trigpoint.people.roles import ROLES
from trigpoint.people.standing import operator
from trigpoint.rules.steering import Limited

MATRIX = Path(__file__).parent / "matrix.csv"
NOBODY = "nobody"
WHO = (NOBODY, *(role.key for role in ROLES))
METHODS = ("GET", "POST")


# For 'own' and 'other': what stands for each part of an address.
Parts = dict[str, dict[str, object]]
Walked = tuple[World, Parts]


@dataclass(frozen=True, order=True)
class Door:
    """One address with one method, on an object of one's own world or of another organisation's."""

    name: str
    method: str
    object: str


@cache
def names_and_kwargs() -> dict[str, tuple[str, ...]]:
    """Every named address of the project with the parts that it takes."""
    return dict(_walked(get_resolver().url_patterns, ()))


def _walked(patterns: list[URLPattern | URLResolver], before: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in patterns:
        parts = before + tuple(one.pattern.regex.groupindex)
        if isinstance(one, URLResolver):
            yield from _walked(one.url_patterns, parts)
        else:
            assert one.name, f"The address {one.pattern} has no name."
            yield one.name, parts


def doors() -> list[Door]:
    """Every address with every method; those with parts twice: on one's own object and on another's."""
    return sorted(
        Door(name, method, which)
        for name, parts in names_and_kwargs().items()
        for method in METHODS
        for which in (("own", "other") if parts else ("none",))
    )


def objects(world: World) -> Parts:
    """For 'own' and 'other': what stands for each part of an address. The other's are all of another organisation."""
    move_to(world, "case-week")
    lead, manager = world.standing("lead-inspector"), world.standing("programme-manager")
    asked = ask_to_join(inspection=world.inspection, person=world.people["director"], role="inspector", by=lead)
    stranger = person("programme-manager", world.other_inspectorate)
    adjust_date(inspection=world.inspection, stage="panel", seen=0, day=date(2027, 4, 20), reason="Chair away", by=lead)
    load_inspection(loaded=load_bundle(Path("examples/trafford-2021")), by=operator(today()))
    invitation, secret = invite(
        email="new@x.example", name="New", organisation=world.inspectorate, role="editor", days=14, by=manager
    )
    place, by = world.other_inspectorate, operator(today())
    elsewhere, _ = invite(email="new@y.example", name="New", organisation=place, role="editor", days=14, by=by)
    figures = some_figures(world)
    case_list, exclusion, decision = lists_of(world)
    allocated = Allocation.objects.filter(inspection=world.inspection)[0]
    cannot = declare_conflict(inspection=world.inspection, case=allocated.case, by=world.standing("inspector"))
    declarer = person("editor", world.inspectorate, email="declarer@northland.example")
    declare(service=world.service, has_interest=True, nature="A friend", by=standing_of(declarer, today()))
    own = {
        "reference": world.inspection.reference,
        "place": asked.id,
        "stage": "panel",
        "case": "C1",
        "file": "inspection.json",
        "request_id": ask(world, "factual-accuracy", "Check the draft").id,
        "programme": world.programme.reference,
        "service": world.service.reference,
        "organisation": world.inspectorate.reference,
        "figures": figures,
        "allocation": allocated.id,
        "conflict": cannot.id,
        "case_list": case_list,
        "exclusion": exclusion,
        "decision": decision,
        "number": 1,
        "case_type": "court",
        "framework": "hmip-youth-2018",
        "standard": "2.1",
        "guide": "sample",
        "membership": Membership.objects.get(person=world.people["editor"]).id,
        "person": declarer.id,
        "message": undecided(world.inspectorate).id,
        "secret": secret,
        "invitation": invitation.id,
        "provider_id": "organisation",
        "uidb36": "1",
        "key": "set-password",
    }
    other = own | {
        "reference": world.other_inspection.reference,
        "place": uuid4(),
        "request_id": answered(world, "other").id,
        "programme": "no-such-programme",
        "service": "no-such-service",
        "organisation": world.other_inspectorate.reference,
        "framework": "no-such-framework",
        "guide": "no-such-guide",
        "membership": Membership.objects.get(person=stranger).id,
        "person": stranger.id,
        "message": undecided(world.other_inspectorate).id,
        "secret": "no-such-secret",
        "invitation": elsewhere.id,
        "provider_id": "no-such-provider",
    }
    return {"own": own, "other": other, "none": {}}


def lists_of(world: World) -> tuple[object, object, object]:
    """For another draw: a list that is checked, a case that is excluded, and a second decision that waits, by ids."""
    lead, inspection = world.standing("lead-inspector"), world.inspection
    commit_seed(inspection=inspection, seed="another seed", at=DRAWN_AT, keys=KEYS, by=lead)
    sent(world, "out_of_court", 20, at=DRAWN_AT)
    excluded = exclude_case(inspection=inspection, case="O20", why="The child has moved away", by=lead)
    limit = limit_of(inspection, Limited.DRAWS, 0)
    asked = ask_second(inspection=inspection, limit=limit, number=3, why="Both lists were wrong", by=lead)
    return started(world, "court", 9).id, excluded.id, asked.id


def some_figures(world: World) -> object:
    parts = (Part("Boys", "40"), Part("Girls", "12"))
    figures = Figures("sex", "Children by sex", "2026", "Invented", "number", parts)
    by = world.standing("research-analyst")
    return enter_figures(service=world.service, figures=figures, tolerance=1, by=by).id


def signed_in(somebody: Person | None) -> Client:
    """The browser of somebody who is signed in, or of nobody."""
    client = Client(raise_request_exception=True)
    if somebody is not None:
        client.force_login(somebody, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def outcome(client: Client, door: Door, parts: dict[str, object]) -> str:
    """What comes of trying a door: yes, no, hidden or sign in. Nothing that it does stays done."""
    address = address_of(door.name, parts, public=door.object == "own")
    kept = {name: one.value for name, one in client.cookies.items()}
    with transaction.atomic():
        response = client.generic(door.method, address)
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(kept)
    if response.status_code == 302 and response.headers["Location"].startswith("/sign-in/?next"):
        return "sign in"
    if response.status_code in {403, 404, 405}:
        return {403: "no", 404: "hidden", 405: "no such method"}[response.status_code]
    assert response.status_code < 500, f"{door}: {response.status_code}"
    return "yes"


def address_of(name: str, parts: dict[str, object], *, public: bool = True) -> str:
    """The address of this name with the parts that it takes; `public`: the public's are of a published inspection."""
    given = parts | published(name) if public else parts
    return reverse(name, kwargs={part: given[part] for part in names_and_kwargs()[name]})


def published(address: str) -> dict[str, object]:
    """The inspection that the public's addresses are about: it is published."""
    return {"reference": "trafford-2021"} if address.startswith("published_") else {}


def matrix() -> dict[Door, dict[str, str]]:
    """The table: door → who → what is to come of it."""
    with MATRIX.open(encoding="utf-8", newline="") as file:
        return {
            Door(row["address"], row["method"], row["object"]): {who: row[who] for who in WHO}
            for row in csv.DictReader(file)
        }


def write_matrix(found: dict[Door, dict[str, str]]) -> None:
    """Write the table down, for somebody to read line by line."""
    with MATRIX.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["address", "method", "object", *WHO])
        for door in sorted(found):
            writer.writerow([door.name, door.method, door.object, *(found[door][who] for who in WHO)])
