"""E-mails and how far they have come, and what is to be decided about those that may not have gone."""

from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from trigpoint.jobs.queries import jobs_state
from trigpoint.outbox import actions
from trigpoint.outbox.models import Message
from trigpoint.outbox.queries import messages_seen_by, to_decide
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.access import requires_permission
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk.forms import Form
from trigpoint.web.govuk.pages import FormPage, answer, form_page
from trigpoint.web.people.presenters import message_shown

PAGE: Final = 50
TRAIL: Final = (("People", "people"), ("E-mails", "messages"))


@requires_permission(Permission.KEEP_PEOPLE)
@require_safe
def messages(request: SignedInRequest) -> HttpResponse:
    """The e-mails that are about the people I keep, the newest first; never what they say."""
    page = Paginator(messages_seen_by(request.standing), PAGE).get_page(request.GET.get("page"))
    values = {
        "page": page,
        "messages": [message_shown(message) for message in page],
        "undecided": to_decide(request.standing).count(),
        "is_late": jobs_state(timezone.now()).is_late,
        "sees_jobs": request.standing.has_anywhere(Permission.SEE_JOBS),
        "trail": _trail()[:1],
    }
    return render(request, "people/messages.html.jinja", values)


@requires_permission(Permission.KEEP_PEOPLE)
@form_page(Form)
def send_again(request: SignedInRequest, message: UUID) -> HttpResponse:
    """Send an e-mail again that was given up, or may have gone."""
    row = get_object_or_404(messages_seen_by(request.standing), pk=message)
    twice = "It may have gone already, and then they get it twice. " if row.state == Message.State.UNCERTAIN else ""
    page = FormPage(
        title=f"Send the e-mail to {row.address} again",
        lead=f"{row.fault} {twice}Nothing in it is changed.".strip(),
        button="Send it again",
        cancel=reverse("messages"),
        trail=_trail(),
    )
    form = Form(request.POST if request.method == "POST" else None)
    return answer(
        request,
        page,
        form,
        do=lambda: actions.send_again(message=row, at=timezone.now(), by=request.standing),
        then=page.cancel,
        notice=f"The e-mail to {row.address} waits to be sent again.",
    )


@requires_permission(Permission.KEEP_PEOPLE)
@form_page(Form)
def leave_as_it_is(request: SignedInRequest, message: UUID) -> HttpResponse:
    """Leave an e-mail as it is: it has arrived, or is no longer wanted."""
    row = get_object_or_404(messages_seen_by(request.standing), pk=message)
    page = FormPage(
        title=f"Leave the e-mail to {row.address} as it is",
        lead="Choose this where it has arrived, or is no longer wanted. It cannot be sent again afterwards.",
        button="Leave it as it is",
        cancel=reverse("messages"),
        trail=_trail(),
    )
    form = Form(request.POST if request.method == "POST" else None)
    return answer(
        request,
        page,
        form,
        do=lambda: actions.leave_as_it_is(message=row, at=timezone.now(), by=request.standing),
        then=page.cancel,
        notice=f"The e-mail to {row.address} is left as it is.",
    )


def _trail() -> tuple[tuple[str, str], ...]:
    return tuple((text, reverse(name)) for text, name in TRAIL)
