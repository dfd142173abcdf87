"""Who may, for readers and interviews. Each check raises a Refusal with its sentence."""

from collections.abc import Sequence

from trigpoint.inspectorate.assessment.models import Allocation, CaseConflict
from trigpoint.inspectorate.programme.access import check_not_cancelled, check_on, check_on_own
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import StageKey, has_reached
from trigpoint.people.access import refuse_unless
from trigpoint.people.permissions import Permission
from trigpoint.people.standing import Standing


def check_can_allocate(by: Standing, inspection: Inspection) -> None:
    """Cases are allocated to readers by the lead, until the cases are read."""
    check_on(by, Permission.ALLOCATE_CASES, inspection)
    over = has_reached(inspection.stage, StageKey.PROVISIONAL_RATINGS)
    refuse_unless(not over, "Ratings have been proposed: who read which case can no longer be changed.")


def check_can_declare_conflict(by: Standing, inspection: Inspection) -> None:
    """Whoever reads cases says of themselves which they cannot read."""
    check_on(by, Permission.SEE_CASES, inspection)
    check_not_cancelled(inspection)
    refuse_unless(by.person is not None, "Only a person can have a conflict.")


def check_can_withdraw_conflict(by: Standing, conflict: CaseConflict) -> None:
    """A conflict that was declared by mistake is withdrawn by whoever allocates cases, never one's own."""
    check_can_allocate(by, conflict.inspection)
    refuse_unless(
        by.person != conflict.person_id, "You cannot withdraw what you declared yourself. Ask a colleague to."
    )
    refuse_unless(conflict.stands, "This declaration has been withdrawn already.")


def check_in_sample(allocation: Allocation, *, in_sample: bool) -> None:
    """About a case that has left the sample there is no interview."""
    refuse_unless(in_sample, f"The case {allocation.case} has left the sample: there is no interview about it.")


def check_has_to_be_planned(outside: Sequence[Allocation]) -> None:
    """Interviews are planned again where some are `outside` the case week."""
    refuse_unless(bool(outside), "Every interview is in the case week already.")


def check_can_say_who_comes(by: Standing, allocation: Allocation) -> None:
    """The service says whom it sends to an interview."""
    check_on_own(by, Permission.ANSWER_REQUESTS, allocation.inspection)
    over = has_reached(allocation.inspection.stage, StageKey.PROVISIONAL_RATINGS)
    refuse_unless(not over, "The interviews are over.")
