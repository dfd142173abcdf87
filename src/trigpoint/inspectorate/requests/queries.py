"""Questions about requests. `of_service` is what may cross the wall."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.requests.models import Request

# What went through the wall. A draft has not, and one that was dropped never did.
ANSWERED = (Request.State.ANSWERED, Request.State.ACCEPTED)
SENT = (Request.State.ASKED, *ANSWERED, Request.State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Released:
    """A request as the service may see it: no draft, no inspectors' note."""

    id: UUID
    version: int
    purpose: str
    title: str
    words: str
    due: date
    state: Request.State
    reply: str
    replied_by: str
    replied_on: date | None
    sent_back: str

    def overdue(self, on: date) -> bool:
        """Whether it is with the service and its day has passed."""
        return self.state == Request.State.ASKED and self.due < on


def named(purpose: str) -> str:
    """What an e-mail calls a request: by what it is for, as its title may hold what nobody may read in a mailbox."""
    return "something else" if purpose == Request.Purpose.OTHER else f"'{Request.Purpose(purpose).label}'"


def requests(inspection: Inspection) -> QuerySet[Request]:
    """All requests of an inspection, for the inspectorate."""
    return Request.objects.filter(inspection=inspection).select_related("replied_by")


def released_rows(inspection: Inspection) -> QuerySet[Request]:
    """The requests that the service knows of."""
    return requests(inspection).filter(state__in=SENT)


def released_requests(inspection: Inspection) -> tuple[Released, ...]:
    """The requests that the service knows of, as it may see them."""
    return tuple(as_released(request) for request in released_rows(inspection))


def as_released(request: Request) -> Released:
    """Return what of a request may cross the wall."""
    return Released(
        id=request.id,
        version=request.version,
        purpose=request.get_purpose_display(),
        title=request.title,
        words=request.words,
        due=request.due,
        state=Request.State(request.state),
        reply=request.reply,
        replied_by=request.replied_by.name if request.replied_by else "",
        replied_on=request.replied_on,
        sent_back=request.sent_back,
    )
