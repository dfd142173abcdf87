"""An invented world to test in: an inspectorate, services, somebody in every role, inspections. Made by actions alone."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from uuid import uuid4

from django.utils import timezone

from tests.factories.case_files import in_window, sent, twin_file
from tests.factories.samples import DRAWN_AT, FIXED_AT, KEYS, SEED
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.frameworks import built_in, load_framework
from trigpoint.bundle.model import Bundle, PanelDecision
from trigpoint.bundle.recorded import recorded
from trigpoint.inspectorate.assessment.actions import allocate
from trigpoint.inspectorate.bundling.actions import LoadedParts, load_file
from trigpoint.inspectorate.bundling.live import live_bundle
from trigpoint.inspectorate.bundling.pieces import pieces_of
from trigpoint.inspectorate.parts.queries import parts_piece
from trigpoint.inspectorate.programme.actions.planning import plan_inspection, plan_programme
from trigpoint.inspectorate.programme.actions.team import ask_to_join, declare_and_join
from trigpoint.inspectorate.programme.actions.timetabling import set_site_date
from trigpoint.inspectorate.programme.models import Inspection, Programme
from trigpoint.inspectorate.programme.queries import dates, standing_of
from trigpoint.inspectorate.programme.stages import StageKey, next_stage
from trigpoint.inspectorate.progress.actions import move_on
from trigpoint.inspectorate.publishing.actions.drafts import send_draft
from trigpoint.inspectorate.publishing.actions.signing import sign_report
from trigpoint.inspectorate.publishing.models import Signature
from trigpoint.inspectorate.requests.actions import Wording, answer, draft, release
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.sampling.actions.drawing import draw_sample
from trigpoint.inspectorate.sampling.actions.seeds import commit_seed
from trigpoint.inspectorate.sampling.draws import newest_draw
from trigpoint.inspectorate.sampling.models import SeedCommitment
from trigpoint.inspectorate.sampling.piece import sample_piece
from trigpoint.inspectorate.sampling.recorded_answers import answers_by_case
from trigpoint.people.actions import enter_organisation, enter_person
from trigpoint.people.models import Organisation, Person
from trigpoint.people.permissions import Side
from trigpoint.people.roles import ROLES, Role
from trigpoint.people.standing import Standing, operator
from trigpoint.rules.framework import Framework
from trigpoint.rules.rating import rate

PASSWORD = "an invented pass phrase"  # noqa: S105 - opens nothing but tests
FRAMEWORK = "hmip-youth-2018"
A_MONDAY = date(2027, 3, 1)

Kind = Organisation.Kind


@dataclass
class World:
    """Who and what there is. `people` are by role; on the team of `inspection` are those whose role is held on one."""

    inspectorate: Organisation
    other_inspectorate: Organisation
    service: Organisation
    other_service: Organisation
    partner: Organisation
    programme: Programme
    inspection: Inspection
    other_inspection: Inspection
    people: dict[str, Person] = field(default_factory=dict)

    def standing(self, role: str) -> Standing:
        """What the person of this role holds today."""
        return standing_of(self.people[role], timezone.localdate())


@cache
def framework() -> Framework:
    """The framework that all inspections of the world are pinned to."""
    return load_framework(built_in()[FRAMEWORK])


def today() -> date:
    return timezone.localdate()


def organisation(kind: str, name: str) -> Organisation:
    reference = name.lower().replace(" ", "-")
    return enter_organisation(kind=kind, reference=reference, name=name, short_name=name, by=operator(today()))


def person(role: str, organisation: Organisation, name: str = "", email: str = "") -> Person:
    """Somebody invented who holds a role for an organisation from today."""
    return enter_person(
        email=email or f"{role}@{organisation.reference}.example",
        name=name or f"Invented {role}",
        password=PASSWORD,
        organisation=organisation,
        role=role,
        by=operator(today()),
    )


def join(inspection: Inspection, somebody: Person, role: str) -> None:
    """Somebody is asked to join a team, declares no interest, and joins."""
    place = ask_to_join(inspection=inspection, person=somebody, role=role, by=operator(today()))
    declare_and_join(place=place, seen=1, has_interest=False, nature="", by=standing_of(somebody, today()))


def inspection(
    service: Organisation, inspectorate: Organisation, programme: Programme | None = None, reference: str = ""
) -> Inspection:
    """An inspection with a site date, still planned."""
    by = operator(today())
    made = plan_inspection(
        service=service,
        inspectorate=inspectorate,
        programme=programme,
        reference=reference or f"{service.reference}-2027",
        title=f"An inspection of {service.name}",
        framework=framework(),
        by=by,
    )
    set_site_date(inspection=made, seen=1, site_date=A_MONDAY, reason="", by=by)
    return made


def world() -> World:
    """The whole world. The inspection of `service` is planned; nobody of it is on the team of the other one."""
    inspectorate = organisation(Kind.INSPECTORATE, "Northland Inspectorate")
    other_inspectorate = organisation(Kind.INSPECTORATE, "Southland Inspectorate")
    service = organisation(Kind.SERVICE, "Eastmere")
    other_service = organisation(Kind.SERVICE, "Westmere")
    partner = organisation(Kind.PARTNER, "Eastmere Police")
    programme = plan_programme(
        inspectorate=inspectorate,
        reference="northland-2026-2029",
        name="Programme 2026 to 2029",
        starts=date(2026, 4, 1),
        ends=date(2029, 3, 31),
        by=operator(today()),
    )
    made = World(
        inspectorate,
        other_inspectorate,
        service,
        other_service,
        partner,
        programme,
        inspection(service, inspectorate, programme),
        inspection(other_service, other_inspectorate),
    )
    homes = {Side.INSPECTORATE: inspectorate, Side.SERVICE: service, Side.PARTNER: partner}
    for role in ROLES:
        made.people[role.key] = _somebody(role, made, homes[role.side])
    return made


def _somebody(role: Role, made: World, home: Organisation) -> Person:
    """A local assessor works for another service, and holds that role on the team alone."""
    if role.key == "local-assessor":
        found = person("case-manager", made.other_service, "Invented local-assessor")
    else:
        found = person(role.key, home)
    if role.for_inspection:
        join(made.inspection, found, role.key)
    return found


def in_days(days: int) -> date:
    return today() + timedelta(days=days)


def ask(made: World, purpose: str = "other", title: str = "Diary") -> Request:
    """A request that the service has been sent; to check the draft, with the report as it is now."""
    lead = made.standing("lead-inspector")
    wording = Wording(title, "Please send it.", "Between ourselves.", in_days(7))
    drafted = draft(form=uuid4(), inspection=made.inspection, purpose=purpose, wording=wording, by=lead)
    send = send_draft if purpose == Request.Purpose.FACTUAL_ACCURACY else release
    send(request=drafted, seen=drafted.version, by=lead)
    return drafted


def answered(made: World, purpose: str) -> Request:
    """A request that the service has answered."""
    return reply(made, ask(made, purpose, f"About {purpose}"))


def reply(made: World, asked: Request) -> Request:
    """The service answers a request that it was sent."""
    answer(request=asked, seen=asked.version, reply="Sent by secure mail.", by=made.standing("service-manager"))
    return asked


def move_to(made: World, stage: str) -> None:
    """Move the world's inspection to a stage, doing on the way all that its conditions ask for."""
    inspection = made.inspection
    inspection.refresh_from_db()
    while inspection.stage != stage:
        coming = next_stage(inspection.stage)
        assert coming is not None, f"The inspection is past '{stage}'."
        if coming.key in _PREPARE:
            _PREPARE[coming.key](made)
        mover = made.standing(coming.moved_by[0])
        if coming.key == StageKey.PUBLISHED:
            # Nothing is published before its fieldwork, which is still to come when the tests run.
            mover = replace(mover, on=publishing_day(made))
        move_on(inspection=inspection, seen=inspection.version, by=mover)


def publishing_day(made: World) -> date:
    """The day of publication in the timetable, or today where that is past."""
    planned = next(dated.date for dated in dates(made.inspection) if dated.stage.key == StageKey.PUBLISHED)
    return max(planned, today())


def sign(made: World) -> Signature:
    """The director signs the report on the day of its publication."""
    day, contents = publishing_day(made), pieces_of(made.inspection).digest
    director = replace(made.standing("director"), on=day)
    return sign_report(inspection=made.inspection, contents=contents, publish_on=day, by=director)


@cache
def example(name: str) -> Bundle:
    """An example of the project; a Bundle cannot be changed, so all tests may have the same."""
    return load_bundle(Path("examples") / name).bundle


def bundle_of(made: World, of: Inspection | None = None, *, whole: bool = True) -> Bundle:
    """The twin of the Trafford example as a Bundle of an inspection; `whole`: nothing is left to answer.

    Once the sample of the twin is drawn, it has the certificate and the numbers of that draw.
    """
    of = of or made.inspection
    twin = example("trafford-2021-cases")
    loaded = twin if whole else example("eastmere-2026")
    named = loaded.inspection.model_copy(
        update={
            "reference": of.reference,
            "title": of.title,
            "inspectorate": of.inspectorate.name,
            "service": loaded.inspection.service.model_copy(
                update={"name": of.service.name, "short_name": of.service.short_name}
            ),
            "published": None,
        }
    )
    draw = newest_draw(of)
    drawn = sample_piece(of, draw) if draw else None
    # How many were eligible is no assumption any more.
    sample = tuple(one.model_copy(update={"eligible": None}) for one in loaded.sample)
    if drawn:
        interviews = {one.case_type: one.interviews for one in loaded.sample}
        sample = tuple(one.model_copy(update={"interviews": interviews[one.case_type]}) for one in drawn.sample)
    # The one that is half answered has the same cases by other references: EC1 is C1.
    cases = tuple(one.model_copy(update={"reference": one.reference.removeprefix("E")}) for one in loaded.cases)
    certificate = drawn.certificate if drawn else None
    parts = {"inspection": named, "sample": sample, "certificate": certificate, "cases": cases}
    if whole:
        parts["panel_decisions"] = {**_considered(), **loaded.panel_decisions}
    return loaded.model_copy(update=parts)


@cache
def _considered() -> dict[str, PanelDecision]:
    """Of each standard of the twin open to discretion that the panel considered it, and did not use it.

    The published report, like its twin, tells of those alone where it was used.
    """
    return {
        result.standard.id: PanelDecision.model_validate(
            {"outcome": "considered and not used", "from": result.rules.name, "reason": "The count speaks for itself."}
        )
        for result in rate(framework(), recorded(example("trafford-2021-cases"))).standards
        if result.open_to_discretion and result.rules
    }


def held(inspection: Inspection) -> Bundle:
    """What an inspection holds, without what Trigpoint writes beside it of what came in by file."""
    return live_bundle(inspection).model_copy(update={"brought_by_file": ()})


def fix_seed(made: World, seed: str = SEED) -> SeedCommitment:
    """The seed of the draw is fixed."""
    lead = made.standing("lead-inspector")
    return commit_seed(inspection=made.inspection, seed=seed, at=FIXED_AT, keys=KEYS, by=lead)


def fill_whole(made: World) -> None:
    put_in(made, bundle_of(made))


def draw_twin(made: World) -> None:
    """The service sends lists of the twin's cases, and the lead draws: all of so few are read."""
    for case_type in ("court", "out_of_court"):
        sent(made, case_type, content=twin_file(case_type, in_window(made)))
    may_leave = answers_by_case(made.inspection)
    lead = made.standing("lead-inspector")
    draw_sample(inspection=made.inspection, reason="", at=DRAWN_AT, keys=KEYS, by=lead, may_leave=may_leave)
    fill_whole(made)


def put_in(made: World, bundle: Bundle, reason: str = "Read again") -> LoadedParts:
    """The lead loads a file into the inspection, having seen what it holds now."""
    seen, by = parts_piece(made.inspection).numbers, made.standing("lead-inspector")
    return load_file(inspection=made.inspection, seen=seen, bundle=bundle, reason=reason, by=by)


_PREPARE: dict[str, Callable[[World], object]] = {
    "announced": fix_seed,
    "evidence-in": lambda made: (answered(made, "evidence"), answered(made, "case-lists")),
    "sample-set": draw_twin,
    "case-week": lambda made: allocate(inspection=made.inspection, by=made.standing("lead-inspector")),
    "factual-accuracy": lambda made: ask(made, "factual-accuracy", "About factual-accuracy"),
    "sign-off": lambda made: reply(made, Request.objects.get(purpose="factual-accuracy", inspection=made.inspection)),
    "published": sign,
    "action-plan": lambda made: answered(made, "action-plan"),
    "followed-up": lambda made: answered(made, "evidence-of-change"),
}
