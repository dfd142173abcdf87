"""What is published, for everybody; and how this site treats its visitors."""

from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from trigpoint.inspectorate.contents.queries import Held, held
from trigpoint.inspectorate.programme.queries import published_inspections
from trigpoint.rules.method import Rating
from trigpoint.web.edge.access import for_everyone
from trigpoint.web.edge.reports import report_page

A_PAGE = 50
LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True)
class PublishedStandard:
    """One standard as published: what the rules gave and what stands, with the panel's reason where they differ."""

    id: str
    name: str
    rules: Rating | None
    final: Rating | None
    reason: str


@for_everyone
@require_safe
def public_home(request: HttpRequest) -> HttpResponse:
    """The published inspections, the newest first."""
    asked = request.GET.get("service", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    rows = published_inspections()
    if asked:
        rows = rows.filter(service__name__icontains=asked)
    page = {"page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")), "asked": asked}
    return render(request, "public/home.html.jinja", page)


@for_everyone
@require_safe
def published_inspection(request: HttpRequest, reference: str) -> HttpResponse:
    """One published inspection: its ratings with their reasons, and its recommendations."""
    inspection = get_object_or_404(published_inspections(), reference=reference)
    found = held(inspection)
    page = {
        "inspection": inspection,
        "held": found,
        "standards": _standards(found) if found else (),
        "recommendations": [(one.addressee, found.said(one.text)) for one in found.bundle.recommendations]
        if found
        else [],
        "notice_of_file": found.bundle.notice if found else "",
    }
    return render(request, "public/inspection.html.jinja", page)


@for_everyone
@require_safe
def published_report(request: HttpRequest, reference: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The whole report of a published inspection: every rating down to the counts and the rule that made it."""
    found = held(get_object_or_404(published_inspections(), reference=reference))
    if found is None:
        raise Http404
    return report_page(found, "Published inspections", reverse("public_home"))


@for_everyone
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement, with whom to write to."""
    contact = settings.CONTACT
    page = {"contact": contact, "is_address": "@" in contact and not contact.split()[1:]}
    return render(request, "public/accessibility.html.jinja", page)


@for_everyone
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of visitors, and which cookies there are."""
    return render(request, "public/privacy.html.jinja")


def _standards(found: Held) -> tuple[PublishedStandard, ...]:
    return tuple(
        PublishedStandard(
            one.standard.id,
            one.standard.name,
            one.rules,
            one.final,
            found.said(one.decision.reason if one.decision and one.decision.to_rating else one.not_rated),
        )
        for one in found.rated.standards
    )
