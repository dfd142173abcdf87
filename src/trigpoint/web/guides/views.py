"""The pages of the guides, and how to report a problem."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.web.edge.access import for_everyone
from trigpoint.web.guides.drawing import drawn
from trigpoint.web.guides.files import guides as all_guides


@for_everyone
@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """Every guide, and whom to tell of a problem."""
    contact = settings.CONTACT
    page = {
        "guides": list(all_guides().values()),
        "contact": contact,
        "is_address": "@" in contact and not contact.split()[1:],
    }
    return render(request, "guides/guides.html.jinja", page)


@for_everyone
@require_safe
def guide(request: HttpRequest, guide: str) -> HttpResponse:
    """One guide."""
    all_of_them = all_guides()
    if guide not in all_of_them:
        raise Http404
    chosen = all_of_them[guide]
    page = {"guide": chosen, "text": drawn(chosen.markdown, frozenset(all_of_them))}
    return render(request, "guides/guide.html.jinja", page)
