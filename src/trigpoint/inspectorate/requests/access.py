"""Who may, for requests. Each check raises a Refusal with its sentence."""

from collections.abc import Iterable

from trigpoint.english import long_date
from trigpoint.inspectorate.programme.access import check_on, check_on_own
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import StageKey, has_reached
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.requests.queries import ANSWERED
from trigpoint.inspectorate.requests.unasked import UNASKED
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


def check_can_release(
    by: Standing,
    request: Request,
    encloses_report: bool = False,  # noqa: FBT001, FBT002 - reads as its name says
) -> None:
    """A draft is sent once the service knows of the inspection; what asks it to check the report encloses that."""
    check_can_ask(by, request.inspection)
    refuse_unless(request.state == State.DRAFT, "This request has been sent already.")
    refuse_unless(
        encloses_report or request.purpose != Request.Purpose.FACTUAL_ACCURACY,
        "The service can check no report that it does not have: this request is sent with the draft report.",
    )
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
    refuse_unless(request.state not in ANSWERED, "Your service has answered this request already.")
    refuse_unless(request.state == State.ASKED, "The inspectorate has withdrawn this request.")


def check_can_send_back(by: Standing, request: Request) -> None:
    """An answer that is not enough goes back to the service."""
    check_can_ask(by, request.inspection)
    refuse_unless(request.state in ANSWERED, "The service has not answered this request.")


def check_can_accept(by: Standing, request: Request) -> None:
    """What the service sent is accepted by whoever deals with it, once."""
    check_can_ask(by, request.inspection)
    refuse_unless(request.state != State.ACCEPTED, "This answer has been accepted already.")
    refuse_unless(request.state == State.ANSWERED, "The service has not answered this request.")


def check_can_send_unasked(by: Standing, inspection: Inspection, purpose: str, rows: Iterable[Request]) -> None:
    """The service sends what its inspection waits for, where nobody has asked it in words of their own.

    `rows` are the requests of this purpose that the service knows of.
    """
    check_on_own(by, Permission.ANSWER_REQUESTS, inspection)
    refuse_unless(UNASKED.get(StageKey(inspection.stage)) == purpose, "The inspection does not wait for that now.")
    states = {row.state for row in rows}
    refuse_unless(not states & set(ANSWERED), "Your service has sent this already.")
    refuse_unless(State.ASKED not in states, "The inspectorate has asked for this: answer its request.")
