"""What an inspection holds: its ratings so far, its cases, and its file."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.bundle.files import canonical_json
from trigpoint.bundle.missing import missing
from trigpoint.bundle.rated import RatedBundle
from trigpoint.inspectorate.assessment.piece import assessment_piece
from trigpoint.inspectorate.assessment.queries import allocations
from trigpoint.inspectorate.bundling.access import check_can_load
from trigpoint.inspectorate.bundling.actions import LoadedParts, load_file, take_over_figures
from trigpoint.inspectorate.bundling.by_file import RULES
from trigpoint.inspectorate.bundling.history import bundle_of_version, versions
from trigpoint.inspectorate.bundling.live import live_bundle, rated
from trigpoint.inspectorate.parts.actions import PartsChangedMeanwhileError
from trigpoint.inspectorate.parts.names import TITLES, PartName
from trigpoint.inspectorate.parts.queries import parts_piece
from trigpoint.inspectorate.programme.access import permissions_on
from trigpoint.inspectorate.programme.actions.looking import download_bundle, download_list, view_case
from trigpoint.inspectorate.programme.frameworks import framework_of
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import StageKey, has_reached
from trigpoint.people.access import Refusal
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.files import file_to_keep
from trigpoint.web.edge.looking import is_shown
from trigpoint.web.edge.report_files import report_file
from trigpoint.web.edge.reports import file_links, report_page
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk.pages import FormPage, answer, carry_out, form_page, status_of
from trigpoint.web.guards.inspections import on_inspection
from trigpoint.web.inspectorate.bundling.case_lines import case_lines, cases_listing
from trigpoint.web.inspectorate.bundling.disagreements import disagreements
from trigpoint.web.inspectorate.bundling.forms import LoadFileForm, TakeOverForm
from trigpoint.web.inspectorate.bundling.presenters import answers_shown, what_changed
from trigpoint.web.inspectorate.bundling.ratings_shown import possible_shown, standards_shown
from trigpoint.web.inspectorate.programme.trail import page_of, trail
from trigpoint.web.lists.asked import ask, file_of, listed


@on_inspection(Permission.SEE_INSPECTION)
@require_safe
def ratings(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """What the rules give so far, what is final, what is missing and what is still possible."""
    live, cases_named = rated(inspection), _sees_cases(request, inspection)
    page = {
        "inspection": inspection,
        "trail": trail(inspection),
        "ratings": live.rated if live else None,
        "standards": standards_shown(live, cases_named=cases_named) if live else (),
        "cases_named": cases_named,
        "possible": possible_shown(live) if live else {},
        "missing": missing(live.rated.gaps) if live else None,
        "everything": "all" in request.GET,
        "framework": framework_of(inspection),
        "may_load": Permission.LOAD_FILE in permissions_on(request.standing, inspection),
    }
    return render(request, "inspectorate/bundling/ratings.html.jinja", page)


def _sees_cases(request: SignedInRequest, inspection: Inspection) -> bool:
    return Permission.SEE_CASES in permissions_on(request.standing, inspection)


@on_inspection(Permission.SEE_INSPECTION)
@require_safe
def report(request: SignedInRequest, inspection: Inspection) -> HttpResponse:  # noqa: ARG001 - as every page of an inspection
    """The report so far, before it is published: every rating down to the counts and the rule that made it."""
    back = ("Back to the inspection", reverse("inspection", args=[inspection.reference]))
    return report_page(_reported(inspection), back, file_links("inspection_report_file", inspection.reference))


@on_inspection(Permission.SEE_INSPECTION)
@require_safe
def file_of_report(request: SignedInRequest, inspection: Inspection, file: str) -> HttpResponse:
    """The report so far, or the data behind it without single cases, as a file."""
    return report_file(request, _reported(inspection), file)


def _reported(inspection: Inspection) -> RatedBundle:
    live = rated(inspection)
    if live is None:
        raise Refusal("The inspection holds nothing yet, so there is no report. Load its file first.")
    return live


@on_inspection(Permission.SEE_CASES)
@require_safe
def cases(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """The cases of the inspection: who reads each, and how far it is answered."""
    live = rated(inspection)
    allocated = {row.case: row for row in allocations(inspection)}
    lines = case_lines(inspection, live, allocated) if live else ()
    asked = ask(request.GET, cases_listing(inspection, lines))
    if asked.is_file:
        if is_shown(request):
            download_list(inspection=inspection, what="the list of cases", by=request.standing)
        return file_of(asked, lines)
    page = {"inspection": inspection, "trail": trail(inspection), "list": listed(asked, lines), "any": bool(lines)}
    return render(request, "inspectorate/bundling/cases.html.jinja", page)


@on_inspection(Permission.SEE_CASES)
@require_safe
def case(request: SignedInRequest, inspection: Inspection, case: str) -> HttpResponse:
    """One case with its answers. The record notes who opened it, before it is shown."""
    live = rated(inspection)
    record = next((record for record in live.bundle.cases if record.reference == case), None) if live else None
    if live is None or record is None:
        raise Http404
    if is_shown(request):
        view_case(inspection=inspection, case=record.reference, by=request.standing)
    page = {
        "inspection": inspection,
        "trail": trail(inspection, page_of(inspection, "cases", "Cases")),
        "case": record,
        "answers": answers_shown(live, record),
    }
    return render(request, "inspectorate/bundling/case.html.jinja", page)


@on_inspection(Permission.LOAD_FILE)
@form_page(LoadFileForm)
def load(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Load a file into the inspection."""
    check_can_load(request.standing, inspection)
    parts, before = parts_piece(inspection), rated(inspection)
    interviews = assessment_piece(inspection).interviews
    form = LoadFileForm(request.POST or None, request.FILES or None, seen=parts.numbers, interviews=interviews)
    page = _load_page(inspection, is_first=before is None)
    loaded: list[LoadedParts] = []

    def load_it() -> None:
        try:
            changes = load_file(
                inspection=inspection,
                seen=form.seen_versions,
                seen_interviews=form.seen_interviews,
                bundle=form.cleaned_data["bundle"],
                reason=form.cleaned_data["reason"],
                by=request.standing,
            )
        except PartsChangedMeanwhileError as changed:
            form.note_overtaken(changed.values, parts_piece(inspection))
            raise
        loaded.append(changes)

    redirected = carry_out(
        request,
        form,
        do=load_it,
        then=reverse("ratings", args=[inspection.reference]),
        notice=lambda: _notice(loaded, before, inspection),
    )
    if redirected:
        return redirected
    values = {"page": page, "form": form, "disagreements": disagreements(before) if before else ()}
    return render(request, "inspectorate/bundling/load.html.jinja", values, status=status_of(form))


def _load_page(inspection: Inspection, *, is_first: bool) -> FormPage:
    return FormPage(
        title="Load from a file",
        lead=(
            "The inspection holds nothing yet: what the file has becomes the first version of each part."
            if is_first
            else "Each part that the file changes becomes a new version; older versions are kept. Names stay those of "
            "the register."
        ),
        button="Load it",
        trail=trail(inspection),
        cancel=reverse("inspection", args=[inspection.reference]),
    )


def _notice(loaded: list[LoadedParts], before: RatedBundle | None, inspection: Inspection) -> str:
    if all(changes.nothing for changes in loaded):
        return "The file holds what the inspection holds already. Nothing was changed."
    # Of what the inspection holds now, which a colleague may have changed as well, and not of the file.
    changed = what_changed(before.bundle if before else None, live_bundle(inspection))
    return f"The file is loaded: {changed}. These are the ratings that follow from it."


@on_inspection(Permission.LOAD_FILE)
@form_page(TakeOverForm)
def take_over(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Take over the context figures of the register as they are now."""
    check_can_load(request.standing, inspection)
    seen = parts_piece(inspection).number_of(PartName.CONTEXT)
    form = TakeOverForm(request.POST or None, initial={"version": seen})
    page = FormPage(
        title="Take over the register's context figures",
        lead=(
            "The inspection keeps its own copy of the service's context figures, from when the sample was drawn, so "
            "that no later change moves its report. Take them over again where the register was corrected."
        ),
        button="Take them over",
        trail=trail(inspection),
        cancel=reverse("download_file", args=[inspection.reference]),
    )
    taken: list[bool] = []
    return answer(
        request,
        page,
        form,
        do=lambda: taken.append(
            take_over_figures(
                inspection=inspection, seen=form.seen, reason=form.cleaned_data["reason"], by=request.standing
            )
        ),
        then=page.cancel,
        notice=lambda: (
            "The figures are taken over." if any(taken) else "The figures are the same. Nothing was changed."
        ),
    )


@on_inspection(Permission.DOWNLOAD_FILE)
@require_http_methods(["GET", "HEAD", "POST"])
def download(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Download a version of the inspection as a file, the newest unless another is asked for. The record notes who."""
    all_versions = versions(inspection)
    if request.method == "POST" and all_versions:
        newest = all_versions[0].number
        return _file(request, inspection, request.POST.get("version", str(newest)), newest)
    page = {
        "inspection": inspection,
        "trail": trail(inspection),
        "versions": all_versions,
        "rules": [(_sentence(TITLES[name]), rule) for name, rule in RULES.items()],
        "may_take_over": Permission.LOAD_FILE in permissions_on(request.standing, inspection)
        and not has_reached(inspection.stage, StageKey.PUBLISHED),
    }
    return render(request, "inspectorate/bundling/download.html.jinja", page)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _file(request: SignedInRequest, inspection: Inspection, asked: str, newest: int) -> HttpResponse:
    """One version as a file. What is no version is not found."""
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    bundle = bundle_of_version(inspection, number)
    if bundle is None:
        raise Http404
    download_bundle(inspection=inspection, version=number, by=request.standing)
    name = f"{inspection.reference}.json" if number == newest else f"{inspection.reference}-version-{number}.json"
    return file_to_keep(canonical_json(bundle), "application/json", name)
