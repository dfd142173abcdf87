"""Who reads which case, and when it is talked about."""

from collections import Counter
from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from trigpoint.english import count_of
from trigpoint.inspectorate.assessment import actions
from trigpoint.inspectorate.assessment.access import (
    check_can_allocate,
    check_can_declare_conflict,
    check_can_withdraw_conflict,
    check_has_to_be_planned,
)
from trigpoint.inspectorate.assessment.models import Allocation
from trigpoint.inspectorate.assessment.queries import (
    allocations,
    conflicts,
    conflicts_declared,
    outside_case_week,
    readers,
    slot_of,
    slots_of,
    taken_for,
)
from trigpoint.inspectorate.assessment.queries import (
    interviews as interviews_of,
)
from trigpoint.inspectorate.programme.actions.looking import download_list
from trigpoint.inspectorate.programme.frameworks import framework_of
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.piece import cases_to_read
from trigpoint.people.access import may
from trigpoint.people.permissions import Permission
from trigpoint.sameness import name_key
from trigpoint.web.edge.looking import is_shown
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk.pages import FormPage, answer, form_page
from trigpoint.web.guards.inspections import on_inspection
from trigpoint.web.inspectorate.assessment.forms import (
    AllocateForm,
    ConflictForm,
    ConflictWithdrawnForm,
    PlanAgainForm,
    ReaderForm,
    SlotForm,
    key,
)
from trigpoint.web.inspectorate.assessment.lines import interview_lines, interviews_listing
from trigpoint.web.inspectorate.programme.trail import page_of, trail
from trigpoint.web.lists.asked import ask, file_of, listed


@on_inspection(Permission.SEE_CASES)
@require_safe
def interviews(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Every case of the sample, with its reader and its interview."""
    rows = interviews_of(inspection)
    able, barred = {person.id for person in readers(inspection, request.standing)}, conflicts(inspection)
    allocated = [row.allocation for row in rows if row.allocation]
    wrong = {
        allocation.case
        for allocation in allocated
        if allocation.reader_id not in able or (allocation.case, allocation.reader_id) in barred
    }
    types = {case_type.id: case_type.name for case_type in framework_of(inspection).case_types}
    lines = interview_lines(rows, types, wrong, request.user.id)
    asked = ask(request.GET, interviews_listing(inspection, lines))
    if asked.is_file:
        if is_shown(request):
            download_list(inspection=inspection, what="the list of interviews", by=request.standing)
        return file_of(asked, lines)
    page = {
        "inspection": inspection,
        "trail": trail(inspection),
        "any": bool(rows),
        "list": listed(asked, lines),
        "mine": any(line.yours for line in lines),
        "counts": sorted(
            Counter(allocation.reader.name for allocation in allocated).items(), key=lambda reader: name_key(reader[0])
        ),
        "waiting": len(rows) - len(allocated),
        "may_allocate": may(check_can_allocate, request.standing, inspection),
        "outside": len(outside_case_week(inspection)),
        "conflicts": [
            (declared, may(check_can_withdraw_conflict, request.standing, declared))
            for declared in sorted(
                conflicts_declared(inspection), key=lambda row: (row.case, name_key(row.person.name))
            )
        ],
        "may_declare": may(check_can_declare_conflict, request.standing, inspection),
    }
    return render(request, "inspectorate/assessment/interviews.html.jinja", page)


@on_inspection(Permission.ALLOCATE_CASES)
@form_page(AllocateForm)
def put_on_readers(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Allocate every case that nobody reads yet."""
    form = AllocateForm(request.POST if request.method == "POST" else None)
    lead = (
        "Cases are shared out evenly among everybody on the team who reads cases, never to somebody with a conflict. "
        "Each gets an interview in the case week. Cases that somebody reads already stay with them."
    )
    page = _page(inspection, "Allocate cases to readers", "Share them out", lead)
    return answer(
        request,
        page,
        form,
        do=lambda: actions.allocate(inspection=inspection, by=request.standing),
        then=page.cancel,
        notice="The cases are allocated. You can move any of them.",
    )


@on_inspection(Permission.ALLOCATE_CASES)
@form_page(PlanAgainForm)
def plan_again(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Plan the interviews again that are outside the case week."""
    form = PlanAgainForm(request.POST if request.method == "POST" else None)
    outside = outside_case_week(inspection)
    lead = (
        f"{count_of(len(outside), 'interview')} outside the case week. Each keeps its weekday and hour where its "
        "reader and whoever comes to it are free then, and else gets another slot. All others stay."
    )
    page = _page(inspection, "Plan the interviews again", "Plan them again", lead)
    page = replace(page, refusal=may(check_has_to_be_planned, outside).refusal)
    return answer(
        request,
        page,
        form,
        do=lambda: actions.plan_again(inspection=inspection, by=request.standing),
        then=page.cancel,
        notice="The interviews are in the case week, as far as there are slots. The service sees the new times.",
    )


@on_inspection(Permission.ALLOCATE_CASES)
@form_page(ConflictWithdrawnForm)
def withdraw_conflict(request: SignedInRequest, inspection: Inspection, conflict: UUID) -> HttpResponse:
    """Withdraw a colleague's declaration that was made by mistake."""
    row = get_object_or_404(conflicts_declared(inspection), pk=conflict)
    form = ConflictWithdrawnForm(request.POST or None, initial={"version": row.version})
    lead = "Ask them first. The declaration and its withdrawal stay in the record."
    refusal = may(check_can_withdraw_conflict, request.standing, row).refusal
    title = f"{row.person.name} can read case {row.case} after all"
    page = replace(_page(inspection, title, "Withdraw the declaration", lead), refusal=refusal, takes_back=True)
    return answer(
        request,
        page,
        form,
        do=lambda: actions.withdraw_conflict(
            conflict=row, seen=form.seen, reason=form.cleaned_data["reason"], by=request.standing
        ),
        then=page.cancel,
        notice=f"{row.person.name} can read the case {row.case}.",
    )


@on_inspection(Permission.ALLOCATE_CASES)
@form_page(ReaderForm)
def reader(request: SignedInRequest, inspection: Inspection, allocation: UUID) -> HttpResponse:
    """Give a case to another reader."""
    row = _row(inspection, allocation)
    people = readers(inspection, request.standing)
    initial = {"version": row.version, "reader": str(row.reader_id)}
    form = ReaderForm(request.POST or None, initial=initial, readers=people)
    page = _page(inspection, f"Who reads case {row.case}", "Move it")
    return answer(
        request,
        page,
        form,
        do=lambda: actions.move_case(
            allocation=row,
            seen=form.seen,
            reader=next(person for person in people if str(person.id) == form.cleaned_data["reader"]),
            reason=form.cleaned_data["reason"],
            by=request.standing,
        ),
        then=page.cancel,
        notice=f"The case {row.case} is moved.",
    )


@on_inspection(Permission.ALLOCATE_CASES)
@form_page(SlotForm)
def slot(request: SignedInRequest, inspection: Inspection, allocation: UUID) -> HttpResponse:
    """Move an interview to another slot."""
    row = _row(inspection, allocation)
    current = slot_of(row)
    initial = {"version": row.version, "slot": key(current) if current else ""}
    form = SlotForm(request.POST or None, initial=initial, slots=slots_of(inspection), taken=taken_for(row))
    page = _page(inspection, f"Interview about case {row.case}", "Move it")
    return answer(
        request,
        page,
        form,
        do=lambda: actions.move_interview(
            allocation=row, seen=form.seen, day=form.chosen.day, start=form.chosen.start, by=request.standing
        ),
        then=page.cancel,
        notice=f"The interview about {row.case} is moved. The service sees it.",
    )


@on_inspection(Permission.SEE_CASES)
@form_page(ConflictForm)
def conflict(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Say that one cannot read a case."""
    cases = tuple(sorted(case.reference for case in cases_to_read(inspection)))
    form = ConflictForm(request.POST or None, cases=cases)
    lead = "For example because you know the child or worked on the case. You need not say why."
    page = replace(_page(inspection, "A case that you cannot read", "Say so", lead), makes=True)
    return answer(
        request,
        page,
        form,
        do=lambda: actions.declare_conflict(inspection=inspection, case=form.cleaned_data["case"], by=request.standing),
        then=page.cancel,
        notice="That is noted. The case will not be allocated to you. If it is yours already, the lead moves it.",
    )


def _row(inspection: Inspection, allocation: UUID) -> Allocation:
    return get_object_or_404(allocations(inspection).select_related("inspection__inspectorate"), pk=allocation)


def _page(inspection: Inspection, title: str, button: str, lead: str = "") -> FormPage:
    return FormPage(
        title=title,
        button=button,
        lead=lead,
        trail=trail(inspection, page_of(inspection, "interviews", "Readers and interviews")),
        cancel=reverse("interviews", args=[inspection.reference]),
    )
