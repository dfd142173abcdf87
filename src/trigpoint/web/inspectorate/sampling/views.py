"""The sample, on the inspectorate's side: the seed, exclusions, the draw, and cases that leave the sample."""

import secrets
from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.bundle.certificate import certificate_of
from trigpoint.inspectorate.programme.access import permissions_on
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling import access
from trigpoint.inspectorate.sampling.actions.drawing import certificate_sha256, draw_sample
from trigpoint.inspectorate.sampling.actions.drawing import take_out as take_out_case
from trigpoint.inspectorate.sampling.actions.excluding import confirm_exclusion, exclude_case, readmit_case
from trigpoint.inspectorate.sampling.actions.seeds import commit_seed
from trigpoint.inspectorate.sampling.actions.seeds import withdraw_seed as withdraw
from trigpoint.inspectorate.sampling.answered import answered
from trigpoint.inspectorate.sampling.queries import (
    commitments,
    drawn,
    draws,
    exclusions,
    lists_for_draw,
    missing_lists,
    reasons,
    sent_lists,
    waiting_seed,
    withdrawn_seeds,
)
from trigpoint.inspectorate.sampling.settling import case_sha256, unsettled
from trigpoint.people.access import may
from trigpoint.people.permissions import Permission
from trigpoint.people.standing import Standing
from trigpoint.web.edge.access import on_inspection
from trigpoint.web.edge.acting import acted
from trigpoint.web.edge.asking import Asking
from trigpoint.web.govuk.forms import Form
from trigpoint.web.inspectorate.programme.trail import page_of, trail
from trigpoint.web.inspectorate.sampling.files import drawn_or_404
from trigpoint.web.inspectorate.sampling.forms import (
    ConfirmForm,
    DrawAgainForm,
    DrawForm,
    ExcludeForm,
    ReadmitForm,
    SeedForm,
    SeedWithdrawnForm,
    TakeOutForm,
)
from trigpoint.web.inspectorate.sampling.shown import (
    drawn_from,
    drawn_from_sha256,
    drawn_shown,
    lists_shown,
    past_shown,
    unsettled_shown,
    without_reserves,
)

SEED_BYTES = 32
WHERE_ANSWERS_STAY = (
    "What was recorded of a case that leaves is not lost: it stays in the older versions of the inspection's file, "
    "under 'Take out the file'."
)
form_page = require_http_methods(["GET", "HEAD", "POST"])


@on_inspection(Permission.SEE_CASES)
@require_safe
def sample(request: Asking, inspection: Inspection) -> HttpResponse:
    """Where the sample stands: seed, lists, exclusions, and the draw with its table of representativeness."""
    by, waiting = request.standing, waiting_seed(inspection)
    found = drawn(inspection)
    page = {
        "inspection": inspection,
        "trail": trail(inspection),
        "waiting": waiting,
        "withdrawn": withdrawn_seeds(inspection),
        "may_withdraw": may(access.check_can_withdraw_seed, by, inspection, waiting, found is not None),
        "permissions": {one.name for one in permissions_on(by, inspection)},
        "lists": lists_shown(inspection, sent_lists(inspection)),
        "exclusions": exclusions(inspection),
        "unsettled": unsettled_shown(inspection),
        "drawn": drawn_shown(inspection, found) if found else None,
        "past": past_shown(inspection),
        "may_fix": may(access.check_can_commit, by, inspection, waiting),
        "may_exclude": may(_check_exclude, by, inspection),
        "may_draw": may(_check_draw, by, inspection),
        "may_take_out": may(access.check_can_take_out, by, inspection, found.draw if found else None),
    }
    return render(request, "inspectorate/sampling/sample.html.jinja", page)


@on_inspection(Permission.SET_SAMPLE)
@form_page
def fix_seed(request: Asking, inspection: Inspection) -> HttpResponse:
    """Fix the seed of the draw to come."""
    form, seed = SeedForm(request.POST if request.method == "POST" else None), secrets.token_hex(SEED_BYTES)
    done = _done(
        request,
        inspection,
        form,
        lambda: commit_seed(inspection=inspection, seed=seed, at=timezone.now(), by=request.standing),
        "The seed is fixed. The service sees its hash and can send its lists.",
    )
    lead = (
        "Chance makes a seed now, and its hash is shown to the service. The seed itself stays unseen, by you as well, "
        "until the sample is drawn. So nobody can steer which cases are drawn."
    )
    return done or _form(request, inspection, form, "Fix the seed of the draw", "Fix the seed", lead)


@on_inspection(Permission.SET_SAMPLE)
@form_page
def withdraw_seed(request: Asking, inspection: Inspection) -> HttpResponse:
    """Withdraw the seed that waits for another draw."""
    seed, drawn_before = waiting_seed(inspection), draws(inspection).exists()
    access.check_can_withdraw_seed(request.standing, inspection, seed, drawn_before)
    row = get_object_or_404(commitments(inspection), pk=seed.pk if seed else None)
    form = SeedWithdrawnForm(request.POST or None, initial={"version": row.version})
    done = _done(
        request,
        inspection,
        form,
        lambda: withdraw(seed=row, seen=form.seen, reason=form.cleaned_data["reason"], by=request.standing),
        "The seed is withdrawn and will never be used. The draw before it stands. The service sees both.",
    )
    lead = (
        "The draw before it stands, as long as no new seed is fixed. Lists that came in for the draw stay on record; "
        "for another draw the service sends its lists again."
    )
    return done or _form(request, inspection, form, "Withdraw the seed of the draw to come", "Withdraw it", lead)


@on_inspection(Permission.SET_SAMPLE)
@form_page
def exclude(request: Asking, inspection: Inspection) -> HttpResponse:
    """Exclude a case before the draw. Raises Refusal where none can be: nobody fills in a form for nothing."""
    access.check_can_exclude(request.standing, inspection, waiting_seed(inspection))
    form = ExcludeForm(request.POST or None, reasons=reasons(inspection))
    done = _done(
        request,
        inspection,
        form,
        lambda: exclude_case(
            inspection=inspection, case=form.cleaned_data["case"], why=form.cleaned_data["why"], by=request.standing
        ),
        "The case is excluded. The certificate will say so, with the reason.",
    )
    return done or _form(request, inspection, form, "Exclude a case", "Exclude it")


@on_inspection(Permission.SET_SAMPLE)
@form_page
def confirm(request: Asking, inspection: Inspection, exclusion: UUID) -> HttpResponse:
    """Let a case stay excluded for which a new list holds another row, or none."""
    row = get_object_or_404(exclusions(inspection).select_related("inspection"), pk=exclusion)
    found = next((one for one in unsettled(inspection) if one.exclusion.pk == row.pk), None)
    seen = case_sha256(found.now) if found else row.case_sha256
    form = ConfirmForm(request.POST or None, initial={"version": row.version, "row": seen})
    done = _done(
        request,
        inspection,
        form,
        lambda: confirm_exclusion(exclusion=row, seen=form.seen, row=form.cleaned_data["row"], by=request.standing),
        f"The case {row.case} stays excluded.",
    )
    now = next((one.now for one in unsettled_shown(inspection) if one.id == row.pk), "As when it was excluded")
    lead = f"Excluded: {row.why}. In the lists now: {now}."
    return done or _form(request, inspection, form, f"Keep case {row.case} excluded", "Keep it excluded", lead)


@on_inspection(Permission.SET_SAMPLE)
@form_page
def readmit(request: Asking, inspection: Inspection, exclusion: UUID) -> HttpResponse:
    """Take an exclusion back."""
    row = get_object_or_404(exclusions(inspection).select_related("inspection"), pk=exclusion)
    form = ReadmitForm(request.POST or None, initial={"version": row.version})
    done = _done(
        request,
        inspection,
        form,
        lambda: readmit_case(exclusion=row, seen=form.seen, reason=form.cleaned_data["reason"], by=request.standing),
        f"The case {row.case} takes part in the draw again.",
    )
    return done or _form(request, inspection, form, f"Let case {row.case} take part again", "Let it take part")


@on_inspection(Permission.SET_SAMPLE)
@form_page
def draw(request: Asking, inspection: Inspection) -> HttpResponse:
    """Draw the sample."""
    last = draws(inspection).first()
    number = str(last.number + 1 if last else 1)
    there, excluded = answered(inspection), exclusions(inspection)
    initial = {"number": number, "seen": drawn_from_sha256(lists_for_draw(inspection), excluded)}
    form = (DrawAgainForm if last else DrawForm)(request.POST or None, initial=initial, answered=there)
    if form.is_bound and form.data.get("number") != number:
        form.errors.clear()
        form.add_error(None, "The sample has been drawn already, by you or by somebody else. Nothing was changed.")
    elif form.is_valid() and form.cleaned_data["seen"] != initial["seen"]:
        form.say_lists_changed()
    done = _done(
        request,
        inspection,
        form,
        lambda: draw_sample(
            inspection=inspection,
            reason=form.cleaned_data.get("reason", ""),
            at=timezone.now(),
            by=request.standing,
            may_leave=there,
        ),
        "The sample is drawn. Both sides can download the certificate and draw it again.",
    )
    held = [one for one in lists_shown(inspection, sent_lists(inspection)) if not one.again]
    lead = (
        "The seed is revealed with the draw. A draw cannot be undone; another one needs a new seed and new lists. "
        f"{drawn_from(held, excluded)}"
    )
    if there:
        lead += f" {WHERE_ANSWERS_STAY}"
    return done or _form(request, inspection, form, "Draw the sample", "Draw it", lead)


@on_inspection(Permission.SET_SAMPLE)
@form_page
def take_out(request: Asking, inspection: Inspection) -> HttpResponse:
    """Take a case out of the sample."""
    found = drawn_or_404(inspection)
    types = certificate_of(found.certificate).sample.types
    form = TakeOutForm(
        request.POST or None,
        initial={"seen": certificate_sha256(found.certificate)},
        cases=tuple(one for part in types for one in part.read),
        gone={gone.reference: gone.replaced_by for part in types for gone in part.taken_out},
        answered=answered(inspection),
        reasons=reasons(inspection),
    )
    done = _done(
        request,
        inspection,
        form,
        lambda: take_out_case(
            inspection=inspection,
            seen=form.cleaned_data["seen"],
            case=form.cleaned_data["case"],
            why=form.cleaned_data["why"],
            answers=form.answers,
            by=request.standing,
        ),
        "The case is out of the sample. The certificate says which reserve takes its place.",
    )
    lead = " ".join(
        [
            "The reserve that is alike in most attributes takes its place: a rule, so nobody chooses.",
            *without_reserves(inspection, types),
            WHERE_ANSWERS_STAY,
        ]
    )
    return done or _form(request, inspection, form, "Take a case out of the sample", "Take it out", lead)


def _check_exclude(by: Standing, inspection: Inspection) -> None:
    access.check_can_exclude(by, inspection, waiting_seed(inspection))
    access.check_a_list_is_in(lists_for_draw(inspection))


def _check_draw(by: Standing, inspection: Inspection) -> None:
    lists = lists_for_draw(inspection)
    access.check_can_draw(by, inspection, waiting_seed(inspection), lists, missing_lists(inspection, lists))
    access.check_exclusions_fit([one.exclusion.case for one in unsettled(inspection)])


def _done(
    request: Asking, inspection: Inspection, form: Form, action: Callable[[], object], notice: str
) -> HttpResponse | None:
    """Do what a valid form asks for; None where the form is to be shown, for the first time or again."""
    if not form.is_valid():
        return None
    return acted(request, form, action, then=reverse("sample", args=[inspection.reference]), notice=notice)


def _form(
    request: Asking, inspection: Inspection, form: Form, heading: str, button: str, lead: str = ""
) -> HttpResponse:
    page = {
        "form": form,
        "heading": heading,
        "button": button,
        "lead": lead,
        "trail": trail(inspection, page_of(inspection, "sample", "Sample")),
        "cancel": reverse("sample", args=[inspection.reference]),
    }
    return render(request, "layouts/form.html.jinja", page, status=422 if form.is_bound else 200)
