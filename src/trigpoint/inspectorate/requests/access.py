"""Who may, for requests. Each check raises a Refusal with its sentence."""

from trigpoint.english import long_date
from trigpoint.inspectorate.programme.access import check_on, check_on_own
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import StageKey, has_reached
from trigpoint.inspectorate.requests.models import Request
from trigpoint.people.access import refuse_unless
from trigpoint.people.permissions import Permission
from trigpoint.people.standing import Standing

State = Request.State


def check_can_ask(by: Standing, inspection: Inspection) -> None:
    """Requests are drafted by whoever deals with the service."""
    check_on(by, Permission.ASK_SERVICE, inspection)


def check_can_reword(by: Standing, request: Request) -> None:
    """Only a draft can be changed: what the service has read stays as it read it."""
    check_can_ask(by, request.inspection)
    refuse_unless(request.state == State.DRAFT, "This request has been sent. Withdraw it and draft another one.")


def check_can_release(by: Standing, request: Request) -> None:
    """A draft is sent once the service knows of the inspection."""
    check_can_ask(by, request.inspection)
    refuse_unless(request.state == State.DRAFT, "This request has been sent already.")
    # A request that arrived before the announcement would announce the inspection.
    announced = has_reached(request.inspection.stage, StageKey.ANNOUNCED)
    refuse_unless(announced, "Announce the inspection first: the service does not know of it yet.")
    due = request.due
    refuse_unless(
        due >= by.on,
        f"The last day to answer, {long_date(due)}, has passed. Change the draft to a later day, then send it.",
    )


def check_can_withdraw(by: Standing, request: Request) -> None:
    """A request is withdrawn while it is not answered."""
    check_can_ask(by, request.inspection)
    refuse_unless(request.state in {State.DRAFT, State.ASKED}, "This request is answered or withdrawn already.")


def check_can_answer(by: Standing, request: Request) -> None:
    """The service answers what it was asked, once; to say more it asks for the request back."""
    check_on_own(by, Permission.ANSWER_REQUESTS, request.inspection)
    refuse_unless(request.state != State.ANSWERED, "Your service has answered this request already.")
    refuse_unless(request.state == State.ASKED, "The inspectorate has withdrawn this request.")


def check_can_send_back(by: Standing, request: Request) -> None:
    """An answer that is not enough goes back to the service."""
    check_can_ask(by, request.inspection)
    refuse_unless(request.state == State.ANSWERED, "The service has not answered this request.")
