"""Who reads which case, and when it is talked about."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.english import count_of
from trigpoint.inspectorate.assessment import actions
from trigpoint.inspectorate.assessment.access import (
    check_can_allocate,
    check_can_declare_conflict,
    check_can_withdraw_conflict,
)
from trigpoint.inspectorate.assessment.models import Allocation
from trigpoint.inspectorate.assessment.queries import (
    allocations,
    cases_to_read,
    conflicts,
    conflicts_declared,
    outside_case_week,
    readers,
    slot_of,
    slots_of,
)
from trigpoint.inspectorate.assessment.queries import (
    interviews as interviews_of,
)
from trigpoint.inspectorate.contents.queries import framework_of
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.people.access import may
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.access import on_inspection
from trigpoint.web.edge.acting import acted
from trigpoint.web.edge.asking import Asking
from trigpoint.web.govuk.forms import Form
from trigpoint.web.inspectorate.assessment.forms import (
    AllocateForm,
    ConflictForm,
    ConflictWithdrawnForm,
    PlanAgainForm,
    ReaderForm,
    SlotForm,
    key,
)
from trigpoint.web.inspectorate.programme.trail import page_of, trail

form_page = require_http_methods(["GET", "HEAD", "POST"])


@on_inspection(Permission.SEE_CASES)
@require_safe
def interviews(request: Asking, inspection: Inspection) -> HttpResponse:
    """Every case of the sample, with its reader and its interview."""
    rows = interviews_of(inspection)
    able, barred = {one.id for one in readers(inspection, request.standing)}, conflicts(inspection)
    counts: dict[str, int] = {}
    for one in rows:
        if one.allocation:
            counts[one.allocation.reader.name] = counts.get(one.allocation.reader.name, 0) + 1
    page = {
        "inspection": inspection,
        "trail": trail(inspection),
        "rows": rows,
        "types": {one.id: one.name for one in framework_of(inspection).case_types},
        "wrong": {
            one.case.reference
            for one in rows
            if one.allocation
            and (one.allocation.reader_id not in able or (one.case.reference, one.allocation.reader_id) in barred)
        },
        "counts": sorted(counts.items()),
        "waiting": sum(one.allocation is None for one in rows),
        "may_allocate": may(check_can_allocate, request.standing, inspection),
        "outside": len(outside_case_week(inspection)),
        "conflicts": [
            (one, may(check_can_withdraw_conflict, request.standing, one)) for one in conflicts_declared(inspection)
        ],
        "may_declare": may(check_can_declare_conflict, request.standing, inspection),
    }
    return render(request, "inspectorate/assessment/interviews.html.jinja", page)


@on_inspection(Permission.ALLOCATE_CASES)
@form_page
def put_on_readers(request: Asking, inspection: Inspection) -> HttpResponse:
    """Put every case that is on nobody yet on a reader."""
    form = AllocateForm(request.POST if request.method == "POST" else None)
    done = _done(
        request,
        inspection,
        form,
        lambda: actions.allocate(inspection=inspection, by=request.standing),
        "The cases are on readers. You can move any of them.",
    )
    lead = (
        "Cases are shared out evenly among everybody on the team who reads cases, never to somebody with a conflict. "
        "Each gets an interview in the case week. What is on somebody already stays."
    )
    return done or _form(request, inspection, form, "Put the cases on readers", "Share them out", lead)


@on_inspection(Permission.ALLOCATE_CASES)
@form_page
def plan_again(request: Asking, inspection: Inspection) -> HttpResponse:
    """Plan the interviews again that are outside the case week."""
    form = PlanAgainForm(request.POST if request.method == "POST" else None)
    done = _done(
        request,
        inspection,
        form,
        lambda: actions.plan_again(inspection=inspection, by=request.standing),
        "The interviews are in the case week, as far as there are slots. The service sees the new times.",
    )
    number = count_of(len(outside_case_week(inspection)), "interview")
    lead = (
        f"{number} outside the case week. Each gets the next slot in which its reader and whoever comes to it are free."
        " All others stay."
    )
    return done or _form(request, inspection, form, "Plan the interviews again", "Plan them again", lead)


@on_inspection(Permission.ALLOCATE_CASES)
@form_page
def withdraw_conflict(request: Asking, inspection: Inspection, conflict: UUID) -> HttpResponse:
    """Withdraw a colleague's declaration that was made by mistake."""
    row = get_object_or_404(conflicts_declared(inspection), pk=conflict)
    form = ConflictWithdrawnForm(request.POST or None, initial={"version": row.version})
    done = _done(
        request,
        inspection,
        form,
        lambda: actions.withdraw_conflict(
            conflict=row, seen=form.seen, reason=form.cleaned_data["reason"], by=request.standing
        ),
        f"{row.person.name} can read the case {row.case}.",
    )
    lead = (
        may(check_can_withdraw_conflict, request.standing, row).refusal
        or "Ask them first. The declaration and its withdrawal stay in the record."
    )
    heading = f"{row.person.name} can read case {row.case} after all"
    return done or _form(request, inspection, form, heading, "Withdraw the declaration", lead)


@on_inspection(Permission.ALLOCATE_CASES)
@form_page
def reader(request: Asking, inspection: Inspection, allocation: UUID) -> HttpResponse:
    """Put a case on somebody else."""
    row = _row(inspection, allocation)
    people = readers(inspection, request.standing)
    form = ReaderForm(
        request.POST or None, initial={"version": row.version, "reader": str(row.reader_id)}, readers=people
    )

    def move() -> None:
        chosen = next(one for one in people if str(one.id) == form.cleaned_data["reader"])
        reason = form.cleaned_data["reason"]
        actions.move_case(allocation=row, seen=form.seen, reader=chosen, reason=reason, by=request.standing)

    done = _done(request, inspection, form, move, f"The case {row.case} is moved.")
    return done or _form(request, inspection, form, f"Who reads case {row.case}", "Move it")


@on_inspection(Permission.ALLOCATE_CASES)
@form_page
def slot(request: Asking, inspection: Inspection, allocation: UUID) -> HttpResponse:
    """Move an interview to another slot."""
    row = _row(inspection, allocation)
    there = slot_of(row)
    initial = {"version": row.version, "slot": key(there) if there else ""}
    form = SlotForm(request.POST or None, initial=initial, slots=slots_of(inspection))
    done = _done(
        request,
        inspection,
        form,
        lambda: actions.move_interview(
            allocation=row, seen=form.seen, day=form.chosen.day, start=form.chosen.start, by=request.standing
        ),
        f"The interview about {row.case} is moved. The service sees it.",
    )
    return done or _form(request, inspection, form, f"Interview about case {row.case}", "Move it")


@on_inspection(Permission.SEE_CASES)
@form_page
def conflict(request: Asking, inspection: Inspection) -> HttpResponse:
    """Say that one cannot read a case."""
    cases = tuple(sorted(one.reference for one in cases_to_read(inspection)))
    form = ConflictForm(request.POST or None, cases=cases)
    done = _done(
        request,
        inspection,
        form,
        lambda: actions.declare_conflict(inspection=inspection, case=form.cleaned_data["case"], by=request.standing),
        "That is noted. The case will not be put on you; where it is on you, the lead moves it.",
    )
    lead = "For example because you know the child or worked on the case. You need not say why."
    return done or _form(request, inspection, form, "A case that you cannot read", "Say so", lead)


def _row(inspection: Inspection, allocation: UUID) -> Allocation:
    return get_object_or_404(allocations(inspection).select_related("inspection__inspectorate"), pk=allocation)


def _done(
    request: Asking, inspection: Inspection, form: Form, action: Callable[[], object], notice: str
) -> HttpResponse | None:
    """Do what a valid form asks for; None where the form is to be shown, for the first time or again."""
    if not form.is_valid():
        return None
    return acted(request, form, action, then=reverse("interviews", args=[inspection.reference]), notice=notice)


def _form(
    request: Asking, inspection: Inspection, form: Form, heading: str, button: str, lead: str = ""
) -> HttpResponse:
    page = {
        "form": form,
        "heading": heading,
        "button": button,
        "lead": lead,
        "trail": trail(inspection, page_of(inspection, "interviews", "Readers and interviews")),
        "cancel": reverse("interviews", args=[inspection.reference]),
    }
    return render(request, "layouts/form.html.jinja", page, status=422 if form.is_bound else 200)
