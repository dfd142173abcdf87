"""A whole inspection, hand-over by hand-over: after each step it is told, by hand, what waits on whom, and on nobody else."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.case_files import in_window, sent, twin_file
from tests.factories.samples import DRAWN_AT, KEYS
from tests.factories.world import (
    World,
    bundle_of,
    fix_seed,
    in_days,
    publishing_day,
    put_in,
    reply,
    sign,
    today,
)
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.bundle.findings import Findings, Texts
from trigpoint.bundle.model import Printed
from trigpoint.inspectorate.assessment.actions import allocate, say_who_comes
from trigpoint.inspectorate.assessment.queries import allocations
from trigpoint.inspectorate.programme.actions.team import ask_to_join, declare_and_join
from trigpoint.inspectorate.progress.actions import move_on
from trigpoint.inspectorate.publishing.actions.drafts import send_draft
from trigpoint.inspectorate.requests.actions import Wording, accept, draft, release, send_back, send_unasked
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.sampling.actions.drawing import draw_sample
from trigpoint.inspectorate.waiting.addresses import address
from trigpoint.inspectorate.waiting.lists import tasks_of
from trigpoint.people.roles import ROLES

LEADS = ("lead-inspector", "deputy-lead")
SERVICE = ("service-manager", "deputy-service-manager", "data-officer", "director-of-childrens-services")
PANEL = ("panel-chair", "panel-member")
READERS = ("inspector", "assistant-inspector", "local-assessor", "deputy-lead", "lead-inspector")

Expected = Mapping[str, list[str]]
Step = tuple[str, Callable[[], object], Expected]


def of(*pairs: tuple[tuple[str, ...], list[str]]) -> dict[str, list[str]]:
    """Role → what waits on it, from groups of roles; one may be in several groups."""
    found: dict[str, list[str]] = {}
    for roles, acts in pairs:
        for role in roles:
            found.setdefault(role, []).extend(acts)
    return {role: sorted(acts) for role, acts in found.items()}


class Walk:
    """The inspection of a world, on its way."""

    def __init__(self, world: World) -> None:
        self.world, self.on = world, today()

    def request(self, purpose: str) -> Request:
        return Request.objects.filter(inspection=self.world.inspection, purpose=purpose).latest("due")

    def move(self, role: str) -> Callable[[], object]:
        def do() -> None:
            by = replace(self.world.standing(role), on=self.on)
            move_on(inspection=self.world.inspection, seen=self.world.inspection.version, by=by)

        return do

    def drafts(self, purpose: str, title: str) -> Callable[[], object]:
        wording = Wording(title, "Please send it.", "", in_days(7))
        lead = self.world.standing("lead-inspector")
        return lambda: draft(form=uuid4(), inspection=self.world.inspection, purpose=purpose, wording=wording, by=lead)

    def sends(self, purpose: str) -> None:
        row, lead = self.request(purpose), self.world.standing("lead-inspector")
        send = send_draft if purpose == "factual-accuracy" else release
        send(request=row, seen=row.version, by=lead)

    def answers(self, purpose: str) -> None:
        reply(self.world, self.request(purpose))

    def sends_back(self, purpose: str) -> None:
        row = self.request(purpose)
        send_back(request=row, seen=row.version, reason="Page 4 is missing.", by=self.world.standing("lead-inspector"))

    def accepts(self, purpose: str) -> None:
        row = self.request(purpose)
        accept(request=row, seen=row.version, by=self.world.standing("lead-inspector"))

    def unasked(self) -> None:
        by = self.world.standing("service-manager")
        send_unasked(form=uuid4(), inspection=self.world.inspection, due=None, reply="By secure mail.", by=by)

    def lists(self, case_type: str) -> Callable[[], object]:
        return lambda: sent(self.world, case_type, content=twin_file(case_type, in_window(self.world)))

    def draws(self) -> None:
        lead = self.world.standing("lead-inspector")
        draw_sample(inspection=self.world.inspection, reason="", at=DRAWN_AT, keys=KEYS, by=lead)

    def asks_director(self) -> None:
        lead, director = self.world.standing("lead-inspector"), self.world.people["director"]
        self.place = ask_to_join(inspection=self.world.inspection, person=director, role="inspector", by=lead)

    def declares(self, *, has_interest: bool = False) -> None:
        by = self.world.standing("director")
        declare_and_join(place=self.place, seen=1, has_interest=has_interest, nature="", by=by)

    def names_comers(self) -> None:
        by = self.world.standing("service-manager")
        for row in allocations(self.world.inspection):
            say_who_comes(allocation=row, seen=row.version, comes=f"Worker of {row.case}", by=by)

    def loads(self, **without: object) -> Callable[[], object]:
        """The lead loads the twin, without some of its parts."""
        return lambda: put_in(self.world, bundle_of(self.world).model_copy(update=without))

    def signs(self) -> None:
        sign(self.world)

    def later(self) -> None:
        self.on = publishing_day(self.world)


def steps(walk: Walk) -> Iterator[Step]:
    """Each step with what then waits on whom. Who is not named has nothing to do, and is told so."""
    yield from until_the_lists_are_in(walk)
    yield from until_the_cases_are_read(walk)
    yield from until_the_panel_has_met(walk)
    yield from until_it_is_published(walk)
    yield from until_it_is_followed_up(walk)


def until_the_lists_are_in(walk: Walk) -> Iterator[Step]:
    lead = walk.move("lead-inspector")
    ask, send_lists, answer = "Ask the service: Evidence in advance", "Send the case lists", "Answer: Evidence"
    look, lists = "Look at what the service sent: Evidence", "Look at the case lists, and draw the sample"
    on = "Move to 'Evidence and lists in'"
    support = ("support-officer",)
    yield "planned", lambda: None, of((LEADS, ["Fix the seed of the draw"]))
    yield "seed fixed", lambda: fix_seed(walk.world), of((LEADS, ["Announce the inspection to the service"]))
    unasked = (SERVICE, ["Send the evidence in advance", send_lists])
    yield "announced", lead, of((LEADS, [ask]), unasked)
    drafted = "Send the request 'Evidence', which is still a draft"
    yield "request drafted", walk.drafts("evidence", "Evidence"), of((LEADS, [drafted]), unasked)
    yield "request sent", lambda: walk.sends("evidence"), of((SERVICE, [answer, send_lists]))
    yield "one list sent", walk.lists("court"), of((SERVICE, [answer, send_lists]))
    yield "both lists sent", walk.lists("out_of_court"), of((SERVICE, [answer]), (LEADS, [lists]))
    came = of((LEADS, [look, lists, on]), (support, [look]))
    yield "evidence sent", lambda: walk.answers("evidence"), came
    yield "sent back", lambda: walk.sends_back("evidence"), of((SERVICE, [answer]), (LEADS, [lists]))
    yield "evidence sent again", lambda: walk.answers("evidence"), came


def until_the_cases_are_read(walk: Walk) -> Iterator[Step]:
    lead = walk.move("lead-inspector")
    put = "Put 14 cases on readers"
    # Nobody has looked at the evidence yet, and that the stage has moved on does not do it for them.
    look = "Look at what the service sent: Evidence"
    support = (("support-officer",), [look])
    yield "evidence and lists in", lead, of((LEADS, [look, "Draw the sample"]), support)
    yield "drawn", walk.draws, of((LEADS, [look, "Move to 'Sample set'"]), support)
    yield "evidence accepted", lambda: walk.accepts("evidence"), of((LEADS, ["Move to 'Sample set'"]))
    yield "sample set", lead, of((LEADS, [put]))
    declare = "Declare your interests before you join as inspector"
    yield "director asked to join", walk.asks_director, of((LEADS, [put]), (("director",), [declare]))
    yield "declared", walk.declares, of((LEADS, [put]))
    # 14 cases on six readers, the lead last: three for the first two, and two for each of the others.
    comes = "Say who comes to 14 interviews"
    read = of(
        (("inspector", "director"), ["Read 3 cases and talk about them"]),
        (("assistant-inspector", "local-assessor", *LEADS), ["Read 2 cases and talk about them"]),
        (SERVICE, [comes]),
    )
    begin = of((LEADS, ["Begin the case week"]))
    by_lead = lambda: allocate(inspection=walk.world.inspection, by=walk.world.standing("lead-inspector"))  # noqa: E731
    yield "cases put on readers", by_lead, merged(read, begin)
    finish = of((LEADS, ["Finish 14 cases"]))
    yield "case week", lead, merged(read, finish)
    del read["service-manager"], read["deputy-service-manager"], read["data-officer"]
    del read["director-of-childrens-services"]
    yield "comers named", walk.names_comers, merged(read, finish)
    bare = walk.loads(
        judgements={}, panel_decisions={}, printed=Printed(), texts=Texts(), findings=Findings(), recommendations=()
    )
    yield "answers loaded", bare, of((LEADS, ["Begin the organisation week"]))


def merged(*expected: Expected) -> dict[str, list[str]]:
    return of(*(((role,), acts) for one in expected for role, acts in one.items()))


def until_the_panel_has_met(walk: Walk) -> Iterator[Step]:
    lead = walk.move("lead-inspector")
    judge = ["Propose a judgement for 4 standards"]
    yield "organisation week", lead, of((LEADS, judge))
    bare = {
        "panel_decisions": {},
        "printed": Printed(),
        "texts": Texts(),
        "findings": Findings(),
        "recommendations": (),
    }
    yield "judgements loaded", walk.loads(**bare), of((LEADS, ["Move to 'Provisional ratings'"]))
    yield "provisional ratings", lead, of((("panel-chair",), ["Open the ratings panel"]))
    decide = (PANEL, ["Decide about discretion on 8 standards"])
    record = (LEADS, ["Record what the panel decides on 8 standards"])
    yield "panel", walk.move("panel-chair"), of(decide, record)
    unwritten = {"texts": Texts(), "findings": Findings(), "recommendations": ()}
    yield "decisions loaded", walk.loads(**unwritten), of((LEADS, ["Move to 'Draft report'"]))


def until_it_is_published(walk: Walk) -> Iterator[Step]:
    lead = walk.move("lead-inspector")
    ask, answer = "Ask the service: Factual accuracy check", "Answer: Check the draft"
    write = (
        (LEADS, ["Write what the report lacks", ask]),
        (("editor",), ["Write what the report lacks, with the lead inspector"]),
    )
    yield "draft report", lead, of(*write)
    yield "report loaded", walk.loads(), of((LEADS, [ask]))
    drafted = "Send the request 'Check the draft', which is still a draft"
    yield "request drafted", walk.drafts("factual-accuracy", "Check the draft"), of((LEADS, [drafted]))
    enclosed = of((LEADS, ["Move to 'Factual accuracy check'"]), (SERVICE, [answer]))
    yield "draft sent", lambda: walk.sends("factual-accuracy"), enclosed
    yield "factual accuracy check", lead, of((SERVICE, [answer]))
    look = "Look at what the service sent: Check the draft"
    looking = ((LEADS, [look]), (("support-officer",), [look]))
    yield "answered", lambda: walk.answers("factual-accuracy"), of(*looking, (LEADS, ["Move to 'Sign-off'"]))
    # The site date is still to come: nothing is published before its fieldwork.
    early = (
        (LEADS, ["Wait for the case week, or take the inspection back and move the site date"]),
        (("director",), ["Sign the report"]),
    )
    yield "sign-off", lead, of(*looking, *early)
    yield "draft accepted", lambda: walk.accepts("factual-accuracy"), of(*early)
    yield "fieldwork is over", walk.later, of((("director",), ["Sign the report"]))
    yield "signed", walk.signs, of((("programme-manager",), ["Publish the report"]))


def until_it_is_followed_up(walk: Walk) -> Iterator[Step]:
    lead = walk.move("lead-inspector")
    yield (
        "published",
        walk.move("programme-manager"),
        of((LEADS, ["Ask the service: Action plan"]), (SERVICE, ["Send the action plan"])),
    )
    look = "Look at what the service sent: Action plan"
    looking = ((LEADS, [look]), (("support-officer",), [look]))
    yield "plan sent", walk.unasked, of(*looking, (LEADS, ["Move to 'Action plan'"]))
    change = ((LEADS, ["Ask the service: Evidence of change"]), (SERVICE, ["Send evidence of what changed"]))
    yield "action plan", lead, of(*looking, *change)
    yield "plan accepted", lambda: walk.accepts("action-plan"), of(*change)
    look = "Look at what the service sent: Evidence of change"
    yield "change shown", walk.unasked, of((LEADS, [look, "Move to 'Followed up'"]), (("support-officer",), [look]))
    yield "followed up", lead, {}


@pytest.mark.proof
@pytest.mark.on_postgresql
@pytest.mark.django_db
def test_after_each_step_it_waits_on_somebody_and_nobody_is_told_nothing_who_has(world: World, as_: As) -> None:
    walk = Walk(world)
    clients = {role: as_(role) for role in LOOKED_AT}
    opened: set[tuple[str, str]] = set()
    for name, do, expected in steps(walk):
        do()
        world.inspection.refresh_from_db()
        assert told(world, walk.on) == {role: sorted(acts) for role, acts in expected.items()}, name
        if walk.on == today():
            # Pages are of today: what is to come later is told by the values alone.
            assert pages_that_say_nothing(clients) == set(LOOKED_AT) - set(expected), name
            check_pages_of_the_inspection(walk, expected, as_)
            opened |= check_ways_lead_there(world, clients, opened)
        assert expected or world.inspection.stage == "followed-up", name


# Whose first pages are opened: one for each kind of role. The values are asked of everybody.
LOOKED_AT = ("lead-inspector", "inspector", "panel-chair", "director", "service-manager", "case-manager")


def told(world: World, on: date) -> dict[str, list[str]]:
    """Role → what waits on whoever holds it; nothing of who has nothing to do."""
    found = {role.key: tasks_of(replace(world.standing(role.key), on=on)).tasks for role in ROLES}
    return {role: sorted(task.act for task in tasks) for role, tasks in found.items() if tasks}


def pages_that_say_nothing(clients: Mapping[str, Client]) -> set[str]:
    return {role for role, client in clients.items() if "Nothing needs you now." in words(client.get(reverse("home")))}


def check_ways_lead_there(
    world: World, clients: Mapping[str, Client], opened: set[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Whatever somebody is told to do leads to a page that they may open. Return what was opened, each once."""
    ways = {
        (role, address(task.page, task.of.reference, task.thing))
        for role in clients
        for task in tasks_of(world.standing(role)).tasks
    }
    for role, href in ways - opened:
        assert clients[role].get(href).status_code == 200, f"{role}: {href}"
    return ways


def check_pages_of_the_inspection(walk: Walk, expected: Expected, as_: As) -> None:
    """The inspection's own page, on both sides, tells the same: what waits on whoever opens it, and what is next."""
    reference = walk.world.inspection.reference
    page = words(as_("lead-inspector").get(reverse("inspection", args=[reference])))
    assert all(act in page for act in expected.get("lead-inspector", []))
    assert ("Next: " in page) == bool(expected)
    if walk.world.inspection.stage != "planned":
        own = words(as_("service-manager").get(reverse("own_inspection", args=[reference])))
        acts = expected.get("service-manager", [])
        assert all(act in own for act in acts)
        assert ("Nothing is waiting for you" in own) == (not acts)
