"""Enter how many interviews were held about the cases of each type."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from trigpoint.inspectorate.assessment import kinds
from trigpoint.inspectorate.assessment.models import InterviewCount
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import lock_inspection
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.versioned import row_value
from trigpoint.record.writing import write


def count_interviews(
    *, inspection: Inspection, numbers: Mapping[str, int | None], change: UUID, reason: str, by: Standing
) -> bool:
    """Enter the number of interviews by case type; return whether any is another than before. `change` as in parts.

    Who may is for the activity to check that calls this.
    """
    with transaction.atomic():
        lock_inspection(inspection)
        rows = {row.case_type: row for row in InterviewCount.objects.filter(inspection=inspection)}
        before = {case_type: row.number for case_type, row in rows.items()}
        new = {case_type: numbers.get(case_type) for case_type in {**before, **numbers}}
        changed = {case_type: number for case_type, number in new.items() if number != before.get(case_type)}
        for case_type, number in changed.items():
            row = rows.get(case_type) or InterviewCount(inspection=inspection, case_type=case_type, version=0)
            row.number, row.version = number, row.version + 1
            row.save()
            write(
                chain=inspection_chain(inspection),
                by=by,
                kind=kinds.INTERVIEWS_COUNTED,
                thing=row,
                before={"number": before.get(case_type)},
                after={"case_type": case_type, "number": row_value(row, "number"), "change": change},
                reason=reason,
            )
    return bool(changed)
