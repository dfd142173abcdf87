"""The sample, on the inspectorate's side: the seed, exclusions, the draw, and cases that leave the sample."""

import secrets
from dataclasses import replace

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from trigpoint.bundle.certificate import certificate_of
from trigpoint.inspectorate.programme.access import permissions_on
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling import access
from trigpoint.inspectorate.sampling.actions.drawing import draw_sample
from trigpoint.inspectorate.sampling.actions.leaving import take_case_out
from trigpoint.inspectorate.sampling.actions.seeds import can_be_opened, commit_seed
from trigpoint.inspectorate.sampling.actions.seeds import withdraw_seed as withdraw
from trigpoint.inspectorate.sampling.between_lists import unsettled_on_two_lists
from trigpoint.inspectorate.sampling.draws import newest_draw
from trigpoint.inspectorate.sampling.exclusions_to_confirm import exclusions_to_confirm
from trigpoint.inspectorate.sampling.limits import check_site_date_may_count
from trigpoint.inspectorate.sampling.models import SeedCommitment
from trigpoint.inspectorate.sampling.queries import (
    commitments,
    draws,
    exclusions,
    lists_for_draw,
    missing_lists,
    reasons,
    sent_lists,
    waiting_seed,
    withdrawn_seeds,
)
from trigpoint.inspectorate.sampling.recorded_answers import answers_by_case
from trigpoint.people.access import may
from trigpoint.people.permissions import Permission
from trigpoint.people.standing import Standing
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk.pages import answer, form_page
from trigpoint.web.guards.inspections import on_inspection
from trigpoint.web.inspectorate.programme.trail import trail
from trigpoint.web.inspectorate.sampling.forms import (
    DrawAgainForm,
    DrawForm,
    SeedForm,
    SeedWithdrawnForm,
    TakeOutForm,
)
from trigpoint.web.inspectorate.sampling.pages import sample_page
from trigpoint.web.inspectorate.sampling.second_decisions import decisions_shown
from trigpoint.web.sample.files import newest_draw_or_404
from trigpoint.web.sample.presenters import (
    alike_shown,
    drawn_shown,
    lists_shown,
    past_shown,
    replaced_shown,
    sources_in_words,
    sources_sha256,
    unsettled_shown,
)
from trigpoint.web.sample.types_shown import without_reserves

SEED_BYTES = 32
WHERE_ANSWERS_STAY = (
    "What was recorded of a case that leaves is not lost: it stays in the older versions of the inspection's file, "
    "under 'Download as a file'."
)


@on_inspection(Permission.SEE_CASES)
@require_safe
def sample(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """The state of the sample: seed, lists, exclusions, and the draw with its table of representativeness."""
    by, waiting = request.standing, waiting_seed(inspection)
    newest, permissions = newest_draw(inspection), permissions_on(by, inspection)
    page = {
        "inspection": inspection,
        "trail": trail(inspection),
        "waiting": waiting,
        "withdrawn": withdrawn_seeds(inspection),
        "may_withdraw": may(_check_withdraw, by, inspection, waiting),
        "permissions": {permission.name for permission in permissions},
        "lists": lists_shown(inspection, sent_lists(inspection)),
        "exclusions": exclusions(inspection),
        "unsettled": unsettled_shown(inspection),
        "alike": alike_shown(inspection) if waiting else (),
        "drawn": drawn_shown(inspection, newest) if newest else None,
        "past": past_shown(inspection),
        "replaced": replaced_shown(inspection) if waiting else (),
        "decisions": decisions_shown(inspection, by),
        "may_ask_second": may(access.check_can_ask_second, by, inspection),
        "may_fix": may(access.check_can_commit, by, inspection, waiting),
        "may_list": Permission.SET_SAMPLE in permissions and bool(lists_for_draw(inspection)),
        "may_exclude": may(_check_exclude, by, inspection),
        "may_draw": may(_check_draw, by, inspection),
        "may_take_out": may(access.check_can_take_out, by, inspection, newest.draw if newest else None),
    }
    return render(request, "inspectorate/sampling/sample.html.jinja", page)


@on_inspection(Permission.SET_SAMPLE)
@form_page(SeedForm)
def fix_seed(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Fix the seed of the draw to come."""
    form, seed = SeedForm(request.POST if request.method == "POST" else None), secrets.token_hex(SEED_BYTES)
    lead = (
        "Chance makes a seed now, and its hash is shown to the service. The seed itself stays unseen, by you as well, "
        "until the sample is drawn. So nobody can steer which cases are drawn."
    )
    refusal = may(access.check_can_commit, request.standing, inspection, waiting_seed(inspection)).refusal
    page = replace(sample_page(inspection, "Fix the seed of the draw", "Fix the seed", lead), refusal=refusal)
    return answer(
        request,
        page,
        form,
        do=lambda: commit_seed(
            inspection=inspection, seed=seed, at=timezone.now(), keys=settings.VAR / "keys", by=request.standing
        ),
        then=page.cancel,
        notice="The seed is fixed. The service sees its hash and can send its lists.",
    )


@on_inspection(Permission.SET_SAMPLE)
@form_page(SeedWithdrawnForm)
def withdraw_seed(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Withdraw the seed that waits for another draw."""
    seed = waiting_seed(inspection)
    _check_withdraw(request.standing, inspection, seed)
    row = get_object_or_404(commitments(inspection), pk=seed.pk if seed else None)
    form = SeedWithdrawnForm(request.POST or None, initial={"version": row.version})
    lead = (
        "The draw before it counts, as long as no new seed is fixed. Lists that came in for the draw stay on record; "
        "for another draw the service sends its lists again."
    )
    page = sample_page(inspection, "Withdraw the seed of the draw to come", "Withdraw it", lead)
    return answer(
        request,
        page,
        form,
        do=lambda: withdraw(
            seed=row,
            seen=form.seen,
            reason=form.cleaned_data["reason"],
            keys=settings.VAR / "keys",
            by=request.standing,
        ),
        then=page.cancel,
        notice="The seed is withdrawn and will never be used. The draw before it counts again. The service sees both.",
    )


@on_inspection(Permission.SET_SAMPLE)
@form_page(DrawAgainForm)
def draw(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Draw the sample."""
    last = draws(inspection).first()
    number = str(last.number + 1 if last else 1)
    with_answers, excluded = answers_by_case(inspection), exclusions(inspection)
    initial = {"number": number, "seen": sources_sha256(lists_for_draw(inspection), excluded)}
    form = (DrawAgainForm if last else DrawForm)(request.POST or None, initial=initial, answered=with_answers)
    if form.is_bound and form.data.get("number") != number:
        form.errors.clear()
        form.add_error(None, "The sample has been drawn already, by you or by somebody else. Nothing was changed.")
    elif form.is_valid() and form.cleaned_data["seen"] != initial["seen"]:
        form.say_lists_changed()
    counting = [row for row in lists_shown(inspection, sent_lists(inspection)) if not row.again]
    lead = (
        "The seed is revealed with the draw. A draw cannot be undone; another one needs a new seed and new lists. "
        f"{sources_in_words(counting, excluded)}"
    )
    if with_answers:
        lead += f" {WHERE_ANSWERS_STAY}"
    page = sample_page(inspection, "Draw the sample", "Draw it", lead)
    return answer(
        request,
        page,
        form,
        do=lambda: draw_sample(
            inspection=inspection,
            reason=form.cleaned_data.get("reason", ""),
            at=timezone.now(),
            keys=settings.VAR / "keys",
            by=request.standing,
            may_leave=with_answers,
        ),
        then=page.cancel,
        notice="The sample is drawn. Both sides can download the certificate and draw it again.",
    )


@on_inspection(Permission.SET_SAMPLE)
@form_page(TakeOutForm)
def take_out(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Take a case out of the sample."""
    newest = newest_draw_or_404(inspection)
    types = certificate_of(newest.certificate).sample.types
    form = TakeOutForm(
        request.POST or None,
        initial={"seen": newest.certificate_sha256},
        cases=tuple(case for part in types for case in part.read),
        gone={gone.reference: gone.replaced_by for part in types for gone in part.taken_out},
        answered=answers_by_case(inspection),
        reasons=reasons(inspection),
    )
    lead = (
        "The reserve that is alike in most attributes takes its place: a rule, so nobody chooses.",
        *without_reserves(inspection, types),
        WHERE_ANSWERS_STAY,
    )
    page = sample_page(inspection, "Take a case out of the sample", "Take it out", " ".join(lead))
    return answer(
        request,
        page,
        form,
        do=lambda: take_case_out(
            inspection=inspection,
            seen=form.cleaned_data["seen"],
            case=form.cleaned_data["case"],
            why=form.cleaned_data["why"],
            answers=form.answers,
            by=request.standing,
        ),
        then=page.cancel,
        notice="The case is out of the sample. The certificate says which reserve takes its place.",
    )


def _check_exclude(by: Standing, inspection: Inspection) -> None:
    access.check_can_exclude(by, inspection, waiting_seed(inspection))
    access.check_a_list_is_in(lists_for_draw(inspection))


def _check_withdraw(by: Standing, inspection: Inspection, seed: SeedCommitment | None) -> None:
    is_lost = seed is not None and not can_be_opened(seed, settings.VAR / "keys")
    access.check_can_withdraw_seed(by, inspection, seed, draws(inspection).exists() or is_lost)


def _check_draw(by: Standing, inspection: Inspection) -> None:
    lists = lists_for_draw(inspection)
    waiting = waiting_seed(inspection)
    access.check_can_draw(by, inspection, waiting, lists, missing_lists(inspection, lists))
    if waiting:
        check_site_date_may_count(waiting)
    access.check_exclusions_fit([entry.exclusion.case for entry in exclusions_to_confirm(inspection)])
    access.check_references_are_settled(unsettled_on_two_lists(inspection))
