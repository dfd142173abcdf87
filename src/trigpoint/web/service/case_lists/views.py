"""Case lists, on the service's side: what is asked for, upload, what is asked about a list, sending; and the draw."""

from dataclasses import replace
from uuid import UUID, uuid4

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from trigpoint.english import count_of
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling import access
from trigpoint.inspectorate.sampling.actions.lists import answer_questions, drop_list, start_lists
from trigpoint.inspectorate.sampling.actions.sending import replaces, send_list
from trigpoint.inspectorate.sampling.draws import newest_draw
from trigpoint.inspectorate.sampling.list_plans import UploadRead, read_upload
from trigpoint.inspectorate.sampling.models import CaseList
from trigpoint.inspectorate.sampling.queries import case_lists as lists_of
from trigpoint.inspectorate.sampling.queries import exclusions, sent_lists, unsent_list, upload_before, waiting_seed
from trigpoint.inspectorate.sampling.released import (
    released_decisions,
    released_list,
    released_lists,
    released_seed,
    released_withdrawn_seeds,
)
from trigpoint.people.access import may
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk.forms import Form, VersionedForm
from trigpoint.web.govuk.pages import FormPage, answer, carry_out, form_page, status_of
from trigpoint.web.guards.inspections import on_own_inspection
from trigpoint.web.sample.presenters import alike_shown, drawn_shown, lists_shown, past_shown, unsettled_shown
from trigpoint.web.service.case_lists.files import layout_or_404
from trigpoint.web.service.case_lists.forms import ALL_LISTS, AnswersForm, ConfirmAgainForm, ConfirmForm, UploadForm
from trigpoint.web.service.case_lists.presenters import (
    read_shown,
    state_shown,
    unsent_shown,
    words_to_confirm,
)

State = CaseList.State

# Of one form. A code list has a few dozen words; where a wrong column was named there are as many as rows.
MOST_QUESTIONS = 100


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
        "unsent": [unsent_shown(row, layout) for row in lists_of(inspection).filter(state=State.CHECKING)],
        "older": [(row, layout.case_type_name(row.case_type)) for row in rows if row.state == State.SUPERSEDED],
        "may_send": may(access.check_can_send_lists, request.standing, inspection, waiting_seed(inspection)),
        "drawn": drawn_shown(inspection, newest) if newest else None,
        "past": past_shown(inspection),
        "unsettled": unsettled_shown(inspection),
        "alike": alike_shown(inspection),
        "excluded": exclusions(inspection).count(),
        "decisions": released_decisions(inspection),
    }
    return render(request, "service/sampling/case_lists.html.jinja", page)


@on_own_inspection(Permission.SEND_CASE_LISTS)
@form_page(UploadForm)
def upload(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Upload a list to be checked. Raises Refusal where no list can come in now: nobody fills in a form for nothing.

    The page starts from what was said of the last upload of the list that its address names.
    """
    access.check_can_send_lists(request.standing, inspection, waiting_seed(inspection))
    layout = layout_or_404(inspection)
    asked = request.GET.get("list", "")
    last, mends = upload_before(inspection, asked), unsent_list(inspection, asked)
    initial = {"submission": uuid4(), "case_type": asked, "supplier": last.supplier if last else ""}
    if mends:
        initial["drawn_up"] = mends.drawn_up
    today = request.standing.on
    form = UploadForm(request.POST or None, request.FILES or None, initial=initial, layout=layout, today=today)
    title = "Upload the mended list" if mends else "Upload a case list"
    return answer(
        request,
        replace(_page(inspection, title, "Upload and check", _lead(mends)), makes=True),
        form,
        do=lambda: start_lists(
            form=form.cleaned_data["submission"], inspection=inspection, uploads=form.uploads, by=request.standing
        ),
        then=lambda: _after_upload(inspection, form),
        notice=lambda: (
            "Both lists are uploaded from one file. Nothing has been sent yet: check each of them."
            if form.cleaned_data["case_type"] == ALL_LISTS
            else "The list is uploaded. Nothing has been sent yet."
        ),
    )


def _lead(mends: CaseList | None) -> str:
    lead = "The list is checked first. The inspectorate does not see it until you send it."
    if mends is None:
        return lead
    return (
        f"{lead} It takes the place of '{mends.file_name}', which you uploaded and did not send, and starts from what "
        "you said of that: system and day below, and what columns and words mean. You can change all of it."
    )


def _after_upload(inspection: Inspection, form: UploadForm) -> str:
    """The page of the list that was uploaded; of several, the page on which all of them are."""
    if len(form.uploads) > 1:
        return _lists(inspection)
    (started,) = form.uploads
    row = unsent_list(inspection, started.case_type)
    return reverse("case_list", args=[inspection.reference, row.pk]) if row else _lists(inspection)


@on_own_inspection(Permission.SEND_CASE_LISTS)
@require_safe
def case_list(request: SignedInRequest, inspection: Inspection, case_list: UUID) -> HttpResponse:
    """One list: what was read, what is asked, what has to be corrected, and the way to send it."""
    return _list_page(request, _list(inspection, case_list), None)


def _list_page(request: SignedInRequest, row: CaseList, form: Form | None) -> HttpResponse:
    inspection, layout = row.inspection, layout_or_404(row.inspection)
    upload = read_upload(row, layout) if row.state == State.CHECKING else None
    status = status_of(form) if form else 200
    form = form or (_next_form(row, upload) if upload else None)
    page = {
        "inspection": inspection,
        "trail": _trail(inspection, "Case lists"),
        "case_list": released_list(row),
        "title": layout.case_type_name(row.case_type),
        "is_checking": row.state == State.CHECKING,
        "state": state_shown(row, upload),
        "shown": read_shown(row, upload, layout),
        "form": form,
        "asks": isinstance(form, AnswersForm),
        "confirms": isinstance(form, ConfirmForm),
        "more_questions": max(0, len(upload.open_questions) - MOST_QUESTIONS) if upload else 0,
    }
    return render(request, "service/sampling/case_list.html.jinja", page, status=status)


def _next_form(row: CaseList, upload: UploadRead) -> Form | None:
    """The form of what is to be done next with a list on its page; None where its file has to be mended."""
    if upload.open_questions:
        return AnswersForm(initial={"version": row.version}, questions=upload.open_questions[:MOST_QUESTIONS])
    return _confirm_form(row, upload, None) if upload.can_be_sent else None


def _confirm_form(row: CaseList, upload: UploadRead, data: QueryDict | None) -> ConfirmForm:
    form_class = ConfirmAgainForm if replaces(row) else ConfirmForm
    return form_class(data, initial={"version": row.version}, of=(upload.sha256, words_to_confirm(upload)))


@on_own_inspection(Permission.SEND_CASE_LISTS)
@form_page(AnswersForm)
def columns(request: SignedInRequest, inspection: Inspection, case_list: UUID) -> HttpResponse:
    """Answer what is asked about a list, or answer it in another way: sheet, rows, dates, columns and words."""
    row, layout = _list(inspection, case_list), layout_or_404(inspection)
    access.check_can_work_on(request.standing, row)
    upload = read_upload(row, layout)
    # Open ones first: those are on the list's own page, whose answers come here.
    questions = sorted(upload.questions, key=lambda question: not question.is_open)[:MOST_QUESTIONS]
    form = AnswersForm(request.POST or None, initial={"version": row.version}, questions=questions)
    lead = "What your file holds stays as it is, beside what you say of it."
    if len(upload.questions) > MOST_QUESTIONS:
        lead += f" These are {MOST_QUESTIONS} of {len(upload.questions):,} questions. Is it the right column?"

    def keep() -> None:
        if form.answers:
            answer_questions(case_list=row, seen=form.seen, answers=form.answers, by=request.standing)

    own = reverse("case_list", args=[inspection.reference, row.id])
    page = _page(inspection, "How the list is read, and what its columns and words mean", "Keep these answers", lead)
    return answer(
        request,
        replace(page, cancel=own),
        form,
        do=keep,
        then=own,
        notice=lambda: _notice(row),
    )


@on_own_inspection(Permission.SEND_CASE_LISTS)
@form_page(ConfirmAgainForm)
def send(request: SignedInRequest, inspection: Inspection, case_list: UUID) -> HttpResponse:
    """Confirm what was read of a list, and send it to the inspectorate."""
    row, layout = _list(inspection, case_list), layout_or_404(inspection)
    if request.method != "POST":
        return _list_page(request, row, None)
    if row.state != State.CHECKING:
        return _list_page(request, row, _ended_form(request, row))
    form = _confirm_form(row, read_upload(row, layout), request.POST)
    return carry_out(
        request,
        form,
        do=lambda: send_list(
            case_list=row,
            seen=form.seen,
            confirmed=form.cleaned_data["confirmed"][0],
            at=timezone.now(),
            by=request.standing,
            reason=form.cleaned_data.get("reason", ""),
        ),
        then=_lists(inspection),
        notice=f"The list of {layout.case_type_name(row.case_type)} is with the inspectorate.",
    ) or _list_page(request, row, form)


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


def _ended_form(request: SignedInRequest, row: CaseList) -> VersionedForm:
    """What says to whoever goes back to a list and sends it once more what has become of it."""
    form = VersionedForm(request.POST)
    ended = may(access.check_can_work_on, request.standing, row)
    form.add_error(None, ended.refusal)
    return form


def _notice(row: CaseList) -> str:
    upload = read_upload(row, layout_or_404(row.inspection))
    number = len(upload.open_questions)
    more = f"{count_of(number, 'question is', 'questions are')} still open." if number else "Nothing is open any more."
    return f"Your answers are kept. {more}"


def _lists(inspection: Inspection) -> str:
    return reverse("case_lists", args=[inspection.reference])


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
