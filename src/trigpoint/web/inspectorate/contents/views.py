"""What an inspection holds: its ratings so far, its cases, and its file."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.bundle.files import canonical_json
from trigpoint.bundle.messages import gap_sentence
from trigpoint.english import count_of
from trigpoint.inspectorate.contents.access import check_can_fill
from trigpoint.inspectorate.contents.actions import fill
from trigpoint.inspectorate.contents.queries import Held, bundle_of_version, framework_of, held, latest, versions
from trigpoint.inspectorate.programme.actions.looking import download_bundle, view_case
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.people.access import Refusal
from trigpoint.people.permissions import Permission
from trigpoint.rules.method import Rating
from trigpoint.web.edge.reports import report_page
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk.pages import FormPage, answer, form_page
from trigpoint.web.guards.inspections import on_inspection
from trigpoint.web.inspectorate.contents.forms import FillForm
from trigpoint.web.inspectorate.contents.shown import answers_shown, cases_shown, what_changed
from trigpoint.web.inspectorate.programme.trail import page_of, trail

MOST_GAPS = 20


@dataclass(frozen=True, slots=True)
class StandardShown:
    """One standard in the table of ratings."""

    id: str
    title: str
    rules: Rating | None
    final: Rating | None
    why: str


@on_inspection(Permission.SEE_INSPECTION)
@require_safe
def ratings(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """What the rules give so far, what stands, and what is missing."""
    found = held(inspection)
    page = {
        "inspection": inspection,
        "trail": trail(inspection),
        "held": found,
        "standards": _standards(found) if found else (),
        "gaps": [gap_sentence(gap) for gap in found.rated.gaps[:MOST_GAPS]] if found else [],
        "more_gaps": max(0, len(found.rated.gaps) - MOST_GAPS) if found else 0,
        "framework": framework_of(inspection),
    }
    return render(request, "inspectorate/contents/ratings.html.jinja", page)


def _standards(found: Held) -> list[StandardShown]:
    shown = []
    for one in found.rated.standards:
        why = one.not_rated or (one.decision.reason if one.decision and one.decision.to_rating else "")
        if not why and one.judgement:
            why = one.judgement.reason
        if not why and one.gaps:
            why = count_of(len(one.gaps), "thing is", "things are") + " missing"
        shown.append(
            StandardShown(
                one.standard.id,
                one.standard.name,
                one.rules,
                one.final,
                found.said(why),
            )
        )
    return shown


@on_inspection(Permission.SEE_INSPECTION)
@require_safe
def report(request: SignedInRequest, inspection: Inspection) -> HttpResponse:  # noqa: ARG001 - as every page of an inspection
    """The report as it stands, before it is published: every rating down to the counts and the rule that made it."""
    found = held(inspection)
    if found is None:
        raise Refusal("The inspection holds nothing yet, so there is no report. Put in its file first.")
    return report_page(found, "Back to the inspection", reverse("inspection", args=[inspection.reference]))


@on_inspection(Permission.SEE_CASES)
@require_safe
def cases(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """The cases of the inspection, by reference."""
    found = held(inspection)
    page = {
        "inspection": inspection,
        "trail": trail(inspection),
        "cases": cases_shown(found) if found else (),
    }
    return render(request, "inspectorate/contents/cases.html.jinja", page)


@on_inspection(Permission.SEE_CASES)
@require_safe
def case(request: SignedInRequest, inspection: Inspection, case: str) -> HttpResponse:
    """One case with its answers. The record notes who opened it, before it is shown."""
    found = held(inspection)
    one = next((one for one in found.bundle.cases if one.reference == case), None) if found else None
    if found is None or one is None:
        raise Http404
    view_case(inspection=inspection, case=one.reference, by=request.standing)
    page = {
        "inspection": inspection,
        "trail": trail(inspection, page_of(inspection, "cases", "Cases")),
        "case": one,
        "answers": answers_shown(found, one),
    }
    return render(request, "inspectorate/contents/case.html.jinja", page)


@on_inspection(Permission.LOAD_FILE)
@form_page(FillForm)
def put_in(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Put a file into the inspection."""
    check_can_fill(request.standing, inspection)
    there = latest(inspection)
    number, before = (there.version, held(inspection)) if there else (0, None)
    form = FillForm(request.POST or None, request.FILES or None, initial={"version": number})
    holds = f"The inspection holds version {number}. A new file becomes version {number + 1}; older versions are kept."
    page = FormPage(
        title="Put in a file",
        lead=holds if there else "The inspection holds nothing yet.",
        button="Put it in",
        trail=trail(inspection),
        cancel=reverse("inspection", args=[inspection.reference]),
    )
    return answer(
        request,
        page,
        form,
        do=lambda: fill(
            inspection=inspection,
            seen=form.seen,
            bundle=form.cleaned_data["bundle"],
            reason=form.cleaned_data["reason"],
            by=request.standing,
        ),
        then=reverse("ratings", args=[inspection.reference]),
        notice=lambda: (
            "The file is in: "
            f"{what_changed(before.bundle if before else None, form.cleaned_data['bundle'])}. "
            "These are the ratings that follow from it."
        ),
    )


@on_inspection(Permission.DOWNLOAD_FILE)
@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Take a version of the inspection out as a file, the newest unless another is asked for. The record notes who."""
    there = latest(inspection)
    if request.method == "POST" and there is not None:
        return _file(request, inspection, request.POST.get("version", str(there.version)))
    page = {"inspection": inspection, "trail": trail(inspection), "versions": versions(inspection) if there else ()}
    return render(request, "inspectorate/contents/take_out.html.jinja", page)


def _file(request: SignedInRequest, inspection: Inspection, asked: str) -> HttpResponse:
    """One version as a file. What is no version is not found."""
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    bundle = bundle_of_version(inspection, number)
    if bundle is None:
        raise Http404
    download_bundle(inspection=inspection, version=number, by=request.standing)
    newest = number == max(one.number for one in versions(inspection))
    name = f"{inspection.reference}.json" if newest else f"{inspection.reference}-version-{number}.json"
    return HttpResponse(
        canonical_json(bundle),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
