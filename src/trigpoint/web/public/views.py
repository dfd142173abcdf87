"""What is published, for everybody; and how this site treats its visitors."""

from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from trigpoint.bundle.rated import RatedBundle
from trigpoint.inspectorate.publishing.editions import (
    newest_edition,
    of_services_like,
    published_editions,
    rated_edition,
)
from trigpoint.inspectorate.publishing.models import Edition
from trigpoint.inspectorate.publishing.released import as_released, released_editions
from trigpoint.rules.method import Rating
from trigpoint.web.edge.access import for_everyone
from trigpoint.web.edge.report_files import report_file
from trigpoint.web.edge.reports import file_links, report_page, text_with_figures

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class PublishedStandard:
    """One standard as published: what the rules gave and what is final, with the panel's reason where they differ."""

    id: str
    name: str
    rules: Rating | None
    final: Rating | None
    reason: str


@for_everyone
@require_safe
def public_home(request: HttpRequest) -> HttpResponse:
    """The published inspections, the newest first."""
    asked = request.GET.get("service", "").replace("\x00", "").strip()
    editions = published_editions()
    if asked:
        editions = of_services_like(editions, asked)
    shown = Paginator(editions, A_PAGE).get_page(request.GET.get("page"))
    page = {"page": shown, "editions": released_editions(shown), "asked": asked}
    return render(request, "public/home.html.jinja", page)


@for_everyone
@require_safe
def published_inspection(request: HttpRequest, reference: str) -> HttpResponse:
    """One published inspection: its ratings with their reasons, and its recommendations."""
    edition = _edition_or_404(reference)
    rated = rated_edition(edition)
    page = {
        "edition": as_released(edition, is_as_sealed=True),
        "framework": rated.framework,
        "ratings": rated.rated,
        "standards": _standards(rated),
        "recommendations": [
            (recommendation.addressee, text_with_figures(rated, recommendation.text))
            for recommendation in rated.bundle.recommendations
        ],
        "notice_of_file": rated.bundle.notice,
        "files": file_links("published_file", reference),
    }
    return render(request, "public/inspection.html.jinja", page)


@for_everyone
@require_safe
def published_report(request: HttpRequest, reference: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The whole report of a published inspection: every rating down to the counts and the rule that made it."""
    back = ("Published inspections", reverse("public_home"))
    return report_page(rated_edition(_edition_or_404(reference)), back, file_links("published_file", reference))


@for_everyone
@require_safe
def published_file(request: HttpRequest, reference: str, file: str) -> HttpResponse:
    """The report of a published inspection, or the data behind it, as a file."""
    return report_file(request, rated_edition(_edition_or_404(reference)), file)


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


def _edition_or_404(reference: str) -> Edition:
    edition = newest_edition(reference)
    if edition is None:
        raise Http404
    return edition


def _standards(rated: RatedBundle) -> tuple[PublishedStandard, ...]:
    return tuple(
        PublishedStandard(
            result.standard.id,
            result.standard.name,
            result.rules,
            result.final,
            text_with_figures(
                rated,
                result.decision.reason if result.decision and result.decision.to_rating else result.not_rated,
            ),
        )
        for result in rated.rated.standards
    )
