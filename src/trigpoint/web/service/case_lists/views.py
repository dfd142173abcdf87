"""Case lists, on the service's side: what is asked for, upload, what columns mean, faults, sending; and the draw."""

from dataclasses import replace
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling import access
from trigpoint.inspectorate.sampling.actions.lists import (
    drop_list,
    list_id,
    map_list,
    replaces,
    send_list,
    start_list,
)
from trigpoint.inspectorate.sampling.draws import newest_draw
from trigpoint.inspectorate.sampling.list_plans import checked_list, plan_of, table_of
from trigpoint.inspectorate.sampling.models import CaseList
from trigpoint.inspectorate.sampling.queries import (
    case_lists as lists_of,
)
from trigpoint.inspectorate.sampling.queries import (
    exclusions,
    sent_lists,
    waiting_seed,
)
from trigpoint.inspectorate.sampling.released import (
    released_decisions,
    released_list,
    released_lists,
    released_seed,
    released_withdrawn_seeds,
)
from trigpoint.people.access import may
from trigpoint.people.permissions import Permission
from trigpoint.tables.mapping import given_words, unknown_words, unmapped_columns, with_known_words
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk.forms import VersionedForm
from trigpoint.web.govuk.pages import FormPage, answer, form_page
from trigpoint.web.guards.inspections import on_own_inspection
from trigpoint.web.sample.presenters import drawn_shown, lists_shown, past_shown, unsettled_shown
from trigpoint.web.service.case_lists.files import layout_or_404
from trigpoint.web.service.case_lists.forms import ColumnsForm, ReplaceForm, UploadForm
from trigpoint.web.service.case_lists.presenters import MOST_WORDS, found_shown, words_shown

State = CaseList.State


@on_own_inspection(Permission.SEND_CASE_LISTS)
@require_safe
def case_lists(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """What is asked for, what has come in, and the sample once it is drawn."""
    newest, rows = newest_draw(inspection), released_lists(inspection)
    layout = layout_or_404(inspection)
    page = {
        "inspection": inspection,
        "trail": _trail(inspection),
        "layout": layout,
        "waiting": released_seed(inspection),
        "withdrawn": released_withdrawn_seeds(inspection),
        "lists": lists_shown(inspection, sent_lists(inspection)),
        "checking": [(row, layout.case_type_name(row.case_type)) for row in rows if row.state == State.CHECKING],
        "older": [(row, layout.case_type_name(row.case_type)) for row in rows if row.state == State.SUPERSEDED],
        "may_send": may(access.check_can_send_lists, request.standing, inspection, waiting_seed(inspection)),
        "drawn": drawn_shown(inspection, newest) if newest else None,
        "past": past_shown(inspection),
        "unsettled": unsettled_shown(inspection),
        "excluded": exclusions(inspection).count(),
        "decisions": released_decisions(inspection),
    }
    return render(request, "service/sampling/case_lists.html.jinja", page)


@on_own_inspection(Permission.SEND_CASE_LISTS)
@form_page(UploadForm)
def upload(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Upload a list to be checked. Raises Refusal where no list can come in now: nobody fills in a form for nothing."""
    access.check_can_send_lists(request.standing, inspection, waiting_seed(inspection))
    layout = layout_or_404(inspection)
    initial = {"submission": uuid4(), "case_type": request.GET.get("list", "")}
    today = request.standing.on
    form = UploadForm(request.POST or None, request.FILES or None, initial=initial, layout=layout, today=today)
    lead = "The list is checked first. The inspectorate does not see it until you send it."
    return answer(
        request,
        replace(_page(inspection, "Upload a case list", "Upload and check", lead), makes=True),
        form,
        do=lambda: start_list(
            form=form.cleaned_data["submission"], inspection=inspection, upload=form.upload, by=request.standing
        ),
        then=lambda: reverse(
            "case_list",
            args=[inspection.reference, list_id(form.cleaned_data["submission"], inspection, form.upload)],
        ),
        notice="The list is uploaded. Nothing has been sent yet.",
    )


@on_own_inspection(Permission.SEND_CASE_LISTS)
@require_safe
def case_list(request: SignedInRequest, inspection: Inspection, case_list: UUID) -> HttpResponse:
    """One list: what its columns mean, what has to be corrected, and the way to send it."""
    row, layout = _list(inspection, case_list), layout_or_404(inspection)
    table, plan = table_of(row), plan_of(row)
    checked = checked_list(row, layout)
    page = {
        "inspection": inspection,
        "trail": _trail(inspection, "Case lists"),
        "case_list": released_list(row),
        "title": layout.case_type_name(row.case_type),
        "is_checking": row.state == State.CHECKING,
        "unmapped": unmapped_columns(plan, layout),
        "is_dropped": row.state == State.DROPPED,
        "table_read": table,
        "unknown": unknown_words(table, plan, layout),
        "words": words_shown(given_words(table, plan, layout), layout),
        "headings": [(column.label, plan.headings.get(column.id, "")) for column in layout.columns],
        "good": checked.is_good,
        "found": found_shown(checked),
    }
    return render(request, "service/sampling/case_list.html.jinja", page)


@on_own_inspection(Permission.SEND_CASE_LISTS)
@form_page(ColumnsForm)
def columns(request: SignedInRequest, inspection: Inspection, case_list: UUID) -> HttpResponse:
    """Say what the columns and the words of a list mean."""
    row, layout = _list(inspection, case_list), layout_or_404(inspection)
    table, plan = table_of(row), plan_of(row)
    initial = {"version": row.version} | {f"column-{name}": heading for name, heading in plan.headings.items()}
    words = given_words(table, plan, layout)
    form = ColumnsForm(
        request.POST or None,
        initial=initial,
        headings=table.headings,
        words=words[:MOST_WORDS],
        layout=layout,
        case_type=row.case_type,
    )
    more = len(words) - MOST_WORDS
    lead = "Raw values are kept as they are, beside what they mean." + (
        f" These are the first {MOST_WORDS} words; {more:,} more are not ours. Is it the right column?"
        if more > 0
        else ""
    )
    return answer(
        request,
        _page(inspection, "What the columns and words mean", "Keep this", lead),
        form,
        # Some words under a heading that was named just now are known already.
        do=lambda: map_list(
            case_list=row, seen=form.seen, plan=with_known_words(table, layout, form.plan(plan)), by=request.standing
        ),
        then=reverse("case_list", args=[inspection.reference, row.id]),
        notice="What columns and words mean is kept. It is remembered for this case system once the list is sent.",
    )


@on_own_inspection(Permission.SEND_CASE_LISTS)
@form_page(ReplaceForm)
def send(request: SignedInRequest, inspection: Inspection, case_list: UUID) -> HttpResponse:
    """Send a list to the inspectorate."""
    row = _list(inspection, case_list)
    form_class = ReplaceForm if replaces(row) else VersionedForm
    form = form_class(request.POST or None, initial={"version": row.version})
    lead = "An older list of the same type is superseded. It stays on record."
    page = _page(inspection, "Send the case list", "Send it", lead)
    return answer(
        request,
        page,
        form,
        do=lambda: send_list(
            case_list=row,
            seen=form.seen,
            at=timezone.now(),
            by=request.standing,
            reason=form.cleaned_data.get("reason", ""),
        ),
        then=page.cancel,
        notice="The list is with the inspectorate.",
    )


@on_own_inspection(Permission.SEND_CASE_LISTS)
@form_page(VersionedForm)
def drop(request: SignedInRequest, inspection: Inspection, case_list: UUID) -> HttpResponse:
    """Drop a list that was not sent."""
    row = _list(inspection, case_list)
    form = VersionedForm(request.POST or None, initial={"version": row.version})
    page = _page(inspection, "Drop this list", "Drop it", "The inspectorate never sees it.")
    return answer(
        request,
        page,
        form,
        do=lambda: drop_list(case_list=row, seen=form.seen, by=request.standing),
        then=page.cancel,
        notice="The list is dropped. The inspectorate has not seen it.",
    )


def _list(inspection: Inspection, case_list: UUID) -> CaseList:
    return get_object_or_404(lists_of(inspection), pk=case_list)


def _trail(inspection: Inspection, *further: str) -> tuple[tuple[str, str], ...]:
    overview = ("Your inspection", reverse("own_inspection", args=[inspection.reference]))
    return (overview, *((text, reverse("case_lists", args=[inspection.reference])) for text in further))


def _page(inspection: Inspection, title: str, button: str, lead: str) -> FormPage:
    return FormPage(
        title=title,
        button=button,
        lead=lead,
        trail=_trail(inspection, "Case lists"),
        cancel=reverse("case_lists", args=[inspection.reference]),
    )
