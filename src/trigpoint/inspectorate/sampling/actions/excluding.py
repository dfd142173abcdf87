"""Exclude cases before the draw, and take an exclusion back."""

from django.db import transaction

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import lock_inspection
from trigpoint.inspectorate.sampling import kinds
from trigpoint.inspectorate.sampling.access import check_can_exclude, check_can_readmit, check_reason
from trigpoint.inspectorate.sampling.exclusions_to_confirm import case_sha256, exclusions_to_confirm
from trigpoint.inspectorate.sampling.limits import check_within
from trigpoint.inspectorate.sampling.models import Exclusion
from trigpoint.inspectorate.sampling.queries import exclusions, listed_cases, reasons, waiting_seed
from trigpoint.people.access import Refusal, check_reason_given, refuse_unless
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.versioned import change
from trigpoint.record.writing import new_row, write
from trigpoint.rules.steering import Limited
from trigpoint.sameness import reference_key


def exclude_case(*, inspection: Inspection, case: str, why: str, by: Standing) -> Exclusion:
    """Exclude a listed case from the draw to come, with a reason of the framework's list."""
    check_can_exclude(by, inspection, waiting_seed(inspection))
    check_reason(why, reasons(inspection))
    listed = listed_cases(inspection)
    row = next((row for row in listed if reference_key(row.reference) == reference_key(case)), None)
    if row is None:
        raise Refusal(f"No case '{case}' is on the lists that have come in.")
    # With the hash of the row: if another child comes under this reference, the exclusion has to be decided again.
    after = {"case": row.reference, "why": why, "case_sha256": case_sha256(row)}
    with transaction.atomic():
        # Counted behind the lock: two who exclude at once must not pass the limit together.
        lock_inspection(inspection)
        excluded_so_far = exclusions(inspection)
        refuse_unless(
            not excluded_so_far.filter(case=row.reference).exists(), f"The case {row.reference} is excluded already."
        )
        check_within(inspection, Limited.EXCLUDED, excluded_so_far.count() + 1, of=len(listed))
        excluded = Exclusion.objects.create(inspection=inspection, **after)
        chain = inspection_chain(inspection)
        write(chain=chain, by=by, kind=kinds.CASE_EXCLUDED, thing=new_row(excluded), after=after)
    return excluded


def confirm_exclusion(*, exclusion: Exclusion, seen: int, row: str, by: Standing) -> None:
    """Let a case stay excluded although a new list holds another row for it, or none.

    `row` is the hash of the row that was seen. Raises Refusal where the lists hold another one now.
    """
    inspection = exclusion.inspection
    check_can_readmit(by, exclusion, waiting_seed(inspection))
    to_confirm = exclusions_to_confirm(inspection)
    rows = [case_sha256(unsettled.now) for unsettled in to_confirm if unsettled.exclusion.pk == exclusion.pk]
    refuse_unless(bool(rows), "This exclusion fits the lists that have come in: there is nothing to confirm.")
    refuse_unless(row in rows, "Another list has come in since you opened this page. Open it again.")
    chain = inspection_chain(inspection)
    with transaction.atomic():
        change(exclusion, seen=seen, to={"case_sha256": row}, by=by, kind=kinds.EXCLUSION_CONFIRMED, chain=chain)


def readmit_case(*, exclusion: Exclusion, seen: int, reason: str, by: Standing) -> None:
    """Let an excluded case take part in the draw again."""
    check_can_readmit(by, exclusion, waiting_seed(exclusion.inspection))
    check_reason_given(reason, "Say why the case takes part again.")
    chain = inspection_chain(exclusion.inspection)
    with transaction.atomic():
        to = {"stands": False}
        change(exclusion, seen=seen, to=to, by=by, kind=kinds.CASE_READMITTED, chain=chain, reason=reason)
