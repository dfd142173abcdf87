"""Ask a second person whether the lead may go beyond a limit of the framework, and decide it."""

from django.db import IntegrityError, transaction

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import lock_inspection
from trigpoint.inspectorate.programme.telling import tell_of
from trigpoint.inspectorate.sampling import kinds
from trigpoint.inspectorate.sampling.access import check_can_ask_second, check_can_decide_second, check_number_is_more
from trigpoint.inspectorate.sampling.limits import Limit
from trigpoint.inspectorate.sampling.models import SecondDecision
from trigpoint.notices.table import SECOND_ASKED, SECOND_DECIDED
from trigpoint.people.access import Refusal, check_reason_given
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.versioned import change
from trigpoint.record.writing import new_row, write

State = SecondDecision.State


def ask_second(*, inspection: Inspection, limit: Limit, number: int, why: str, by: Standing) -> SecondDecision:
    """Ask a second person whether the lead may go beyond a limit, up to a number in all."""
    check_can_ask_second(by, inspection)
    check_number_is_more(limit, number)
    check_reason_given(why, "Say why the limit of the framework is not enough here.")
    told = {
        "limited": limit.limited.value,
        "number": number,
        "why": why,
        "asked_by_id": by.person,
        "asked_on": by.on,
    }
    try:
        with transaction.atomic():
            asked = SecondDecision.objects.create(inspection=inspection, **told)
            chain = inspection_chain(inspection)
            event = write(
                chain=chain, by=by, kind=kinds.SECOND_DECISION_ASKED, thing=new_row(asked), after=told, reason=why
            )
            tell_of(SECOND_ASKED, inspection, by=by, at=event.at, thing=asked.pk)
    # The database decides between two who ask at once; asking first would leave a gap.
    except IntegrityError:
        raise Refusal("A second person has been asked about this already, and has not decided yet.") from None
    return asked


def decide_second(*, decision: SecondDecision, seen: int, agreed: bool, why: str, by: Standing) -> None:
    """Decide, as the second person, whether the lead may go beyond the limit."""
    check_reason_given(why, "Say why you agree or refuse. The lead inspector reads it.")
    state, kind = (
        (State.AGREED, kinds.SECOND_DECISION_AGREED) if agreed else (State.REFUSED, kinds.SECOND_DECISION_REFUSED)
    )
    # A decision cannot be replaced, so of two who decide at once the second reads what the first decided.
    decided = SecondDecision.objects.select_related("inspection", "decided_by")
    with transaction.atomic():
        lock_inspection(decision.inspection)
        decision = decided.get(pk=decision.pk)
        check_can_decide_second(by, decision)
        to = {"state": state, "decided_by_id": by.person, "decided_on": by.on, "decided_why": why}
        chain = inspection_chain(decision.inspection)
        event = change(decision, seen=seen, to=to, by=by, kind=kind, chain=chain, reason=why)
        tell_of(SECOND_DECIDED, decision.inspection, by=by, at=event.at)
