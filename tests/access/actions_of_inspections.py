"""The actions of an inspection's course and of the register, each ready to be done once the record is broken."""

from pathlib import Path
from uuid import uuid4

from tests.access.preparing import Actions, Doing, into
from tests.factories.world import (
    World,
    answered,
    ask,
    bundle_of,
    fix_seed,
    in_days,
    move_to,
    today,
)
from trigpoint.bundle.files import load_bundle
from trigpoint.inspectorate.assessment import actions as assessment
from trigpoint.inspectorate.bundling import actions as bundling
from trigpoint.inspectorate.bundling.pieces import pieces_of
from trigpoint.inspectorate.parts import actions as parts
from trigpoint.inspectorate.parts.names import PartName
from trigpoint.inspectorate.progress import actions as progress
from trigpoint.inspectorate.publishing.actions import drafts, loading, sealing, signing
from trigpoint.inspectorate.register import actions as register
from trigpoint.inspectorate.register.figures import Figures, Part
from trigpoint.inspectorate.requests import actions as requests
from trigpoint.people.standing import operator

OF_INSPECTIONS: Actions = {}
MEETINGS = [{"id": "meetings", "label": "Meetings", "number": 9}]
of = into(OF_INSPECTIONS)


@of("inspectorate.bundling.actions.take_over_figures")
def _(w: World) -> Doing:
    parts = (Part("Boys", "40"), Part("Girls", "12"))
    figures = Figures("sex", "Children by sex", "2026", "Invented", "number", parts)
    register.enter_figures(service=w.service, figures=figures, tolerance=1, by=w.standing("research-analyst"))
    by = w.standing("lead-inspector")
    return lambda: bundling.take_over_figures(inspection=w.inspection, seen=0, reason="Corrected", by=by)


@of("inspectorate.bundling.actions.load_file")
def _(w: World) -> Doing:
    by, bundle = w.standing("lead-inspector"), bundle_of(w)
    return lambda: bundling.load_file(inspection=w.inspection, seen={}, bundle=bundle, reason="", by=by)


@of("inspectorate.bundling.actions.write_pieces")
def _(w: World) -> Doing:
    by, values, interviews = w.standing("lead-inspector"), {PartName.EVIDENCE: MEETINGS}, {"court": 3}
    return lambda: bundling.write_pieces(
        inspection=w.inspection, values=values, interviews=interviews, seen={}, reason="Read", by=by
    )


@of("inspectorate.parts.actions.write_parts")
def _(w: World) -> Doing:
    by, provenance = w.standing("lead-inspector"), parts.Provenance("file", uuid4(), "Read")
    values = {PartName.EVIDENCE: MEETINGS}
    return lambda: parts.write_parts(inspection=w.inspection, values=values, seen={}, provenance=provenance, by=by)


@of("inspectorate.assessment.actions.count_interviews")
def _(w: World) -> Doing:
    by, told = w.standing("lead-inspector"), {"numbers": {"court": 3}, "change": uuid4(), "reason": "Held"}
    return lambda: assessment.count_interviews(inspection=w.inspection, by=by, **told)  # type: ignore[arg-type]


@of("inspectorate.publishing.actions.sealing.seal_edition")
def _(w: World) -> Doing:
    by, told = w.standing("director"), {"overall": "Good", "published_on": today(), "published_as": ""}
    bundle = bundle_of(w)
    return lambda: sealing.seal_edition(inspection=w.inspection, bundle=bundle, by=by, **told)  # type: ignore[arg-type]


@of("inspectorate.publishing.actions.loading.load_inspection")
def _(w: World) -> Doing:
    loaded = load_bundle(Path("examples/trafford-2021"))
    return lambda: loading.load_inspection(loaded=loaded, by=operator(today()))


@of("inspectorate.progress.actions.move_on")
def _(w: World) -> Doing:
    fix_seed(w)
    by, seen = w.standing("lead-inspector"), w.inspection.version
    return lambda: progress.move_on(inspection=w.inspection, seen=seen, by=by)


@of("inspectorate.progress.actions.take_back")
def _(w: World) -> Doing:
    move_to(w, "evidence-in")
    by, seen = w.standing("lead-inspector"), w.inspection.version
    return lambda: progress.take_back(inspection=w.inspection, seen=seen, to="announced", reason="Too early", by=by)


@of("inspectorate.requests.actions.draft")
def _(w: World) -> Doing:
    by, wording = w.standing("lead-inspector"), requests.Wording("Diary", "Please send it.", "", in_days(5))
    return lambda: requests.draft(form=uuid4(), inspection=w.inspection, purpose="other", wording=wording, by=by)


@of("inspectorate.requests.actions.reword")
def _(w: World) -> Doing:
    by, wording = w.standing("lead-inspector"), requests.Wording("Diary", "Please send it.", "", in_days(5))
    drafted = requests.draft(form=uuid4(), inspection=w.inspection, purpose="other", wording=wording, by=by)
    other = requests.Wording("Diary", "Please send all of it.", "", in_days(5))
    return lambda: requests.reword(request=drafted, seen=1, wording=other, by=by)


@of("inspectorate.requests.actions.release")
def _(w: World) -> Doing:
    move_to(w, "announced")
    by, wording = w.standing("lead-inspector"), requests.Wording("Diary", "Please send it.", "", in_days(5))
    drafted = requests.draft(form=uuid4(), inspection=w.inspection, purpose="other", wording=wording, by=by)
    return lambda: requests.release(request=drafted, seen=1, by=by)


@of("inspectorate.requests.actions.withdraw")
def _(w: World) -> Doing:
    move_to(w, "announced")
    asked, by = ask(w), w.standing("lead-inspector")
    return lambda: requests.withdraw(request=asked, seen=asked.version, reason="Not needed", by=by)


@of("inspectorate.requests.actions.answer")
def _(w: World) -> Doing:
    move_to(w, "announced")
    asked, by = ask(w), w.standing("service-manager")
    return lambda: requests.answer(request=asked, seen=asked.version, reply="Sent.", by=by)


@of("inspectorate.requests.actions.send_back")
def _(w: World) -> Doing:
    move_to(w, "announced")
    replied, by = answered(w, "other"), w.standing("lead-inspector")
    return lambda: requests.send_back(request=replied, seen=replied.version, reason="Page 2 is missing", by=by)


@of("inspectorate.requests.actions.accept")
def _(w: World) -> Doing:
    move_to(w, "announced")
    replied, by = answered(w, "other"), w.standing("lead-inspector")
    return lambda: requests.accept(request=replied, seen=replied.version, by=by)


@of("inspectorate.requests.actions.send_unasked")
def _(w: World) -> Doing:
    move_to(w, "announced")
    by = w.standing("service-manager")
    return lambda: requests.send_unasked(form=uuid4(), inspection=w.inspection, due=None, reply="Sent.", by=by)


@of("inspectorate.publishing.actions.drafts.send_draft")
def _(w: World) -> Doing:
    move_to(w, "draft")
    by, wording = w.standing("lead-inspector"), requests.Wording("Draft", "Please check it.", "", in_days(5))
    purpose = "factual-accuracy"
    drafted = requests.draft(form=uuid4(), inspection=w.inspection, purpose=purpose, wording=wording, by=by)
    return lambda: drafts.send_draft(request=drafted, seen=1, by=by)


@of("inspectorate.publishing.actions.signing.sign_report")
def _(w: World) -> Doing:
    move_to(w, "sign-off")
    by, contents = w.standing("director"), pieces_of(w.inspection).digest
    return lambda: signing.sign_report(inspection=w.inspection, contents=contents, publish_on=today(), by=by)


FIGURES = Figures("sex", "Children by sex", "2026", "Invented", "number", (Part("Boys", "40"), Part("Girls", "12")))


@of("inspectorate.register.actions.change_service")
def _(w: World) -> Doing:
    by = w.standing("support-officer")
    return lambda: register.change_service(service=w.service, seen=1, name="New name", short_name="New", by=by)


@of("inspectorate.register.actions.enter_figures")
def _(w: World) -> Doing:
    by = w.standing("support-officer")
    return lambda: register.enter_figures(service=w.service, figures=FIGURES, tolerance=1, by=by)


@of("inspectorate.register.actions.change_figures")
def _(w: World) -> Doing:
    by = w.standing("support-officer")
    row = register.enter_figures(service=w.service, figures=FIGURES, tolerance=1, by=by)
    return lambda: register.change_figures(row=row, seen=1, figures=FIGURES, tolerance=1, by=by)


@of("inspectorate.register.actions.withdraw_figures")
def _(w: World) -> Doing:
    by = w.standing("support-officer")
    row = register.enter_figures(service=w.service, figures=FIGURES, tolerance=1, by=by)
    return lambda: register.withdraw_figures(row=row, seen=1, reason="Wrong", by=by)
