"""Move an inspection on, or take it back."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from trigpoint.inspectorate.course.actions import check_can_move_on, move_on, take_back
from trigpoint.inspectorate.course.conditions import checklist
from trigpoint.inspectorate.course.facts import facts
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import next_stage, stage, ways_back
from trigpoint.people.access import may
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.access import on_inspection
from trigpoint.web.edge.acting import acted
from trigpoint.web.edge.asking import Asking
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.forms import VersionedForm
from trigpoint.web.inspectorate.programme.trail import trail

form_page = require_http_methods(["GET", "HEAD", "POST"])


class MoveForm(VersionedForm):
    """A move into the stage that the page was about: sent twice, it is made once."""

    stage = fields.hidden()


class BackForm(VersionedForm):
    """To which stage an inspection goes back, and why."""

    stage = fields.radios("Back to which stage?", [], error="Select the stage to go back to")
    reason = fields.recorded_text("Why the inspection goes back")

    def __init__(self, *args: object, choices: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = choices  # type: ignore[attr-defined]


@on_inspection(Permission.MOVE_STAGES)
@form_page
def move(request: Asking, inspection: Inspection) -> HttpResponse:
    """Show what must be true, and move the inspection to its next stage."""
    coming = next_stage(inspection.stage)
    initial = {"version": inspection.version, "stage": coming.key if coming else ""}
    form = MoveForm(request.POST or None, initial=initial)
    moved_already = form.is_valid() and form.cleaned_data["stage"] != initial["stage"]
    if moved_already:
        form.add_error(None, f"The inspection is at '{inspection.get_stage_display()}' already. Nothing was changed.")
    elif form.is_valid():
        done = acted(
            request,
            form,
            lambda: move_on(inspection=inspection, seen=form.seen, by=request.standing),
            then=reverse("inspection", args=[inspection.reference]),
            notice=f"The inspection is now at '{coming.title if coming else ''}'.",
        )
        if done:
            return done
    known = facts(inspection, request.standing.on)
    page = {
        "form": form,
        "inspection": inspection,
        "trail": trail(inspection),
        "coming": coming,
        "conditions": checklist(coming.key, known) if coming else (),
        "moved_already": moved_already,
        "may_move": may(check_can_move_on, request.standing, inspection, known),
    }
    return render(request, "inspectorate/inspection/move.html.jinja", page, status=422 if form.is_bound else 200)


@on_inspection(Permission.MOVE_STAGES)
@form_page
def back(request: Asking, inspection: Inspection) -> HttpResponse:
    """Take the inspection back, with a reason."""
    choices: list[tuple[str, str]] = [(stage.key, stage.title) for stage in ways_back(inspection.stage)]
    form = BackForm(request.POST or None, initial={"version": inspection.version}, choices=choices)
    if form.is_valid():
        said = form.cleaned_data
        done = acted(
            request,
            form,
            lambda: take_back(
                inspection=inspection, seen=form.seen, to=said["stage"], reason=said["reason"], by=request.standing
            ),
            then=reverse("inspection", args=[inspection.reference]),
            notice=f"The inspection is back at '{stage(said['stage']).title}'.",
        )
        if done:
            return done
    page = {
        "form": form,
        "heading": "Take the inspection back",
        "lead": f"It is at '{inspection.get_stage_display()}'. Nothing that was recorded since is lost.",
        "button": "Take it back",
        "trail": trail(inspection),
        "cancel": reverse("inspection", args=[inspection.reference]),
    }
    return render(request, "layouts/form.html.jinja", page, status=422 if form.is_bound else 200)
