"""Move an inspection on, or take it back."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from trigpoint.inspectorate.bundling.live import rated
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import next_stage, stage, ways_back
from trigpoint.inspectorate.progress.actions import check_can_move_on, move_on, take_back
from trigpoint.inspectorate.progress.conditions import checklist
from trigpoint.inspectorate.progress.facts import facts_of
from trigpoint.people.access import may
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.forms import VersionedForm
from trigpoint.web.govuk.pages import FormPage, answer, carry_out, form_page, status_of
from trigpoint.web.guards.inspections import on_inspection
from trigpoint.web.inspectorate.programme.trail import trail
from trigpoint.web.waiting.shown import lines_shown


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
@form_page(MoveForm)
def move(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Show what must be true, and move the inspection to its next stage."""
    coming = next_stage(inspection.stage)
    initial = {"version": inspection.version, "stage": coming.key if coming else ""}
    form = MoveForm(request.POST or None, initial=initial)
    moved_already = form.is_valid() and form.cleaned_data["stage"] != initial["stage"]
    if moved_already:
        form.add_error(None, f"The inspection is at '{inspection.get_stage_display()}' already. Nothing was changed.")
    redirected = carry_out(
        request,
        form,
        do=lambda: move_on(inspection=inspection, seen=form.seen, by=request.standing),
        then=reverse("inspection", args=[inspection.reference]),
        notice=f"The inspection is now at '{coming.title if coming else ''}'.",
    )
    if redirected:
        return redirected
    facts = facts_of(inspection, request.standing.on, rated(inspection))
    conditions = checklist(coming.key, facts) if coming else ()
    page = {
        "form": form,
        "inspection": inspection,
        "trail": trail(inspection),
        "coming": coming,
        "conditions": lines_shown(conditions, inspection.reference, request.standing.person, facts.people),
        "is_ready": all(condition.met for condition in conditions),
        "moved_already": moved_already,
        "may_move": may(check_can_move_on, request.standing, inspection, facts),
    }
    return render(request, "inspectorate/inspection/move.html.jinja", page, status=status_of(form))


@on_inspection(Permission.MOVE_STAGES)
@form_page(BackForm)
def back(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Take the inspection back, with a reason."""
    choices: list[tuple[str, str]] = [(earlier.key, earlier.title) for earlier in ways_back(inspection.stage)]
    form = BackForm(request.POST or None, initial={"version": inspection.version}, choices=choices)
    page = FormPage(
        title="Take the inspection back",
        lead=f"It is at '{inspection.get_stage_display()}'. Nothing that was recorded since is lost.",
        button="Take it back",
        trail=trail(inspection),
        cancel=reverse("inspection", args=[inspection.reference]),
    )
    return answer(
        request,
        page,
        form,
        do=lambda: take_back(
            inspection=inspection,
            seen=form.seen,
            to=form.cleaned_data["stage"],
            reason=form.cleaned_data["reason"],
            by=request.standing,
        ),
        then=page.cancel,
        notice=lambda: f"The inspection is back at '{stage(form.cleaned_data['stage']).title}'.",
    )
