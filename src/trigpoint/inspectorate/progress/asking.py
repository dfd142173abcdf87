"""Conditions that the service meets: what it was asked for, or sends without being asked, has come in."""

from collections.abc import Mapping
from typing import Final

from trigpoint.english import count_of
from trigpoint.inspectorate.programme.stages import StageKey
from trigpoint.inspectorate.progress.facts import Facts
from trigpoint.inspectorate.progress.remedies import ANSWERING, LEADS, Condition, Page, Remedy, open_still, unless
from trigpoint.inspectorate.requests.models import Request
from trigpoint.inspectorate.requests.queries import ANSWERED, named
from trigpoint.inspectorate.requests.unasked import UNASKED

Purpose = Request.Purpose
State = Request.State

# What the service does for each purpose, where nobody has asked it in words of their own.
SENDING: Final[Mapping[str, str]] = {
    Purpose.EVIDENCE: "Send the evidence in advance",
    Purpose.ACTION_PLAN: "Send the action plan",
    Purpose.CHANGE: "Send evidence of what changed",
}


def evidence_is_in(facts: Facts) -> Condition:
    return _sent(facts, Purpose.EVIDENCE, "The service has sent its evidence in advance")


def action_plan_is_in(facts: Facts) -> Condition:
    return _sent(facts, Purpose.ACTION_PLAN, "The service has sent its action plan")


def change_is_shown(facts: Facts) -> Condition:
    return _sent(facts, Purpose.CHANGE, "The service has sent evidence of what changed")


def nothing_is_open(facts: Facts) -> Condition:
    number = sum(row.state == State.ASKED for row in facts.rows.requests)
    missing = f"{count_of(number, 'request is', 'requests are')} still with the service."
    return unless(not number, "No request is still with the service", missing, *answers(facts))


def answers(facts: Facts, purpose: str = "") -> tuple[Remedy, ...]:
    """What the service has to answer, of one purpose or of all."""
    return tuple(
        Remedy(f"Answer: {row.title}", ANSWERING, Page.OWN_REQUEST, row.pk, row.due, untyped=untyped(row))
        for row in facts.rows.requests
        if row.state == State.ASKED and purpose in {"", row.purpose}
    )


def untyped(request: Request) -> str:
    """What an e-mail says of a request: its title was typed, and may hold what nobody may read in a mailbox."""
    return f"Request for {named(request.purpose)}"


def _sent(facts: Facts, purpose: Request.Purpose, words: str) -> Condition:
    """Met once the service has sent it. Until it is asked, the lead asks; and the service need not wait for that."""
    missing = f"No request '{purpose.label}' has been answered by the service."
    if facts.requests_for(purpose, *ANSWERED):
        return Condition(words)
    asked = answers(facts, purpose)
    if asked:
        return open_still(words, missing, *asked)
    remedies: tuple[Remedy, ...] = (asking(facts, purpose),)
    if UNASKED.get(StageKey(facts.stage)) == purpose:
        remedies += (Remedy(SENDING[purpose], ANSWERING, Page.OWN_UNASKED, purpose.value),)
    return open_still(words, missing, *remedies)


def asking(facts: Facts, purpose: Request.Purpose) -> Remedy:
    """What the lead does so that the service is asked: send the draft that there is, or draft one."""
    drafted = facts.requests_for(purpose, State.DRAFT)
    if drafted:
        act = f"Send the request '{drafted[0].title}', which is still a draft"
        return Remedy(act, LEADS, Page.REQUEST, drafted[0].pk, untyped=untyped(drafted[0]))
    return Remedy(f"Ask the service: {purpose.label}", LEADS, Page.DRAFT_REQUEST, purpose.value)
