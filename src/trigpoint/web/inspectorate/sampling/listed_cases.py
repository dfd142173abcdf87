"""The cases on the lists of the draw to come, by their references alone: whoever excludes one chooses it here.

What is known of a case beside its references is not shown: nobody shall steer a sample by it.
"""

from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling import access
from trigpoint.inspectorate.sampling.queries import (
    exclusions,
    layout_of,
    listed_cases,
    waiting_seed,
)
from trigpoint.people.access import may
from trigpoint.people.permissions import Permission
from trigpoint.rules.case_list import ListedCase
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.guards.inspections import on_inspection
from trigpoint.web.inspectorate.programme.trail import page_of, trail
from trigpoint.web.lists.rows import as_people_count

A_PAGE = 100


@dataclass(frozen=True, slots=True)
class ListedCaseShown:
    """A case on a list: which list; why it is excluded and by which exclusion, '' and None where it is not."""

    reference: str
    child: str
    list: str
    excluded: str
    exclusion: UUID | None


@on_inspection(Permission.SET_SAMPLE)
@require_safe
def cases_on_lists(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """The cases on the lists that the draw to come is made from; `reference` finds those that hold a word in theirs."""
    asked = request.GET.get("reference", "").replace("\x00", "").strip()[:40]
    cases = _shown(inspection)
    matching = [case for case in cases if asked.casefold() in f"{case.reference}\n{case.child}".casefold()]
    page = {
        "inspection": inspection,
        "trail": trail(inspection, page_of(inspection, "sample", "Sample")),
        "asked": asked,
        "listed": len(cases),
        "page": Paginator(matching, A_PAGE).get_page(request.GET.get("page")),
        "may_exclude": may(access.check_can_exclude, request.standing, inspection, waiting_seed(inspection)),
    }
    return render(request, "inspectorate/sampling/cases_on_lists.html.jinja", page)


def cases_to_exclude(inspection: Inspection) -> tuple[ListedCase, ...]:
    """The cases on the lists of the draw to come that are not excluded."""
    excluded = set(exclusions(inspection).values_list("case", flat=True))
    return tuple(case for case in listed_cases(inspection) if case.reference not in excluded)


def _shown(inspection: Inspection) -> tuple[ListedCaseShown, ...]:
    layout, excluded = layout_of(inspection), {row.case: row for row in exclusions(inspection)}
    if layout is None:
        return ()
    order = {case_type.id: number for number, case_type in enumerate(layout.case_types)}
    cases = sorted(listed_cases(inspection), key=lambda case: (order[case.case_type], as_people_count(case.reference)))
    return tuple(
        ListedCaseShown(
            reference=case.reference,
            child=case.child,
            list=layout.case_type_name(case.case_type),
            excluded=exclusion.why if exclusion else "",
            exclusion=exclusion.pk if exclusion else None,
        )
        for case in cases
        for exclusion in [excluded.get(case.reference)]
    )
