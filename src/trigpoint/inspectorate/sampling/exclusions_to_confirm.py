"""Exclusions checked against the lists of the draw to come: a new list may hold another case under the reference."""

import json
from dataclasses import dataclass
from hashlib import sha256

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.models import Exclusion
from trigpoint.inspectorate.sampling.queries import exclusions, listed_cases, lists_for_draw, missing_lists
from trigpoint.rules.case_list import ListedCase


@dataclass(frozen=True, slots=True)
class ExclusionToConfirm:
    """An exclusion that does not fit the lists any more, with the case that they hold now, if they hold one."""

    exclusion: Exclusion
    now: ListedCase | None


def case_sha256(case: ListedCase | None) -> str:
    """The hash of a case's row; of no row where there is none."""
    # JSON and not joined text: no two different rows may come out alike, whatever is in their cells.
    row = [case.reference, case.child, case.case_type, case.disposed.isoformat(), *case.profile] if case else []
    return sha256(json.dumps(row).encode()).hexdigest()


def exclusions_to_confirm(inspection: Inspection) -> tuple[ExclusionToConfirm, ...]:
    """The exclusions that the lead has to confirm or take back. A case is missing once every list is in."""
    lists = lists_for_draw(inspection)
    if not lists:
        return ()
    # Compared by hash: the record shall not hold a child's row, and the exclusion keeps no more than it needs.
    cases = {case.reference: case for case in listed_cases(inspection)}
    all_lists_are_in = not missing_lists(inspection, lists)
    return tuple(
        ExclusionToConfirm(exclusion, cases.get(exclusion.case))
        for exclusion in exclusions(inspection)
        # While a list is still to come, the case may yet be on it.
        if (exclusion.case in cases or all_lists_are_in)
        and case_sha256(cases.get(exclusion.case)) != exclusion.case_sha256
    )
