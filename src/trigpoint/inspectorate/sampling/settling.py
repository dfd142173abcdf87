"""Exclusions held against the lists of the draw to come: a new list may hold another case under the same reference."""

import json
from dataclasses import dataclass
from hashlib import sha256

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.models import Exclusion
from trigpoint.inspectorate.sampling.queries import exclusions, listed_cases, lists_for_draw, missing_lists
from trigpoint.rules.case_list import ListedCase


@dataclass(frozen=True, slots=True)
class Unsettled:
    """An exclusion that does not fit the lists any more, with the case that they hold now, if they hold one."""

    exclusion: Exclusion
    now: ListedCase | None


def case_sha256(case: ListedCase | None) -> str:
    """The hash of a case's row; of no row where there is none."""
    row = [case.reference, case.child, case.case_type, case.disposed.isoformat(), *case.profile] if case else []
    return sha256(json.dumps(row).encode()).hexdigest()


def unsettled(inspection: Inspection) -> tuple[Unsettled, ...]:
    """The exclusions that the lead has to confirm or take back. A case is missing once every list is in."""
    lists = lists_for_draw(inspection)
    if not lists:
        return ()
    cases = {one.reference: one for one in listed_cases(inspection)}
    all_in = not missing_lists(inspection, lists)
    return tuple(
        Unsettled(one, cases.get(one.case))
        for one in exclusions(inspection)
        if (one.case in cases or all_in) and case_sha256(cases.get(one.case)) != one.case_sha256
    )
