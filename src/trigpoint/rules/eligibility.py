"""Which cases of a list may be drawn: in the window, not excluded, and one case a child.

Source: DOMAIN, section 3 (windows: Annexe 1). That both ends of a window count, and that a child's latest case is the
one that may be drawn, are our reading.
"""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trigpoint.rules.case_list import ListedCase
from trigpoint.rules.sample_settings import CaseWindow
from trigpoint.sameness import reference_key

MONTHS = 12


class Ineligibility(StrEnum):
    """Why a case may not be drawn."""

    OUT_OF_WINDOW = "out_of_window"
    EXCLUDED = "excluded"
    SAME_CHILD = "same_child"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A case that may not be drawn. `detail` is the reason of an exclusion, or the case of the same child."""

    reference: str
    ground: Ineligibility
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The cases that may be drawn, and those that may not, each in the order of their references."""

    eligible: tuple[ListedCase, ...]
    left_out: tuple[LeftOut, ...]

    def of_type(self, case_type: str) -> tuple[ListedCase, ...]:
        """The eligible cases of one type."""
        return tuple(case for case in self.eligible if case.case_type == case_type)


def eligibility(
    cases: Iterable[ListedCase], windows: Sequence[CaseWindow], fieldwork: date, exclusions: Mapping[str, str]
) -> Eligibility:
    """Return which cases may be drawn for an inspection whose fieldwork begins on a day.

    `exclusions` says for which reason a case, by its reference, was excluded before the draw. An excluded case does
    not stand in the way of another case of the same child.
    """
    by_type = {window.case_type: window_days(window, fieldwork) for window in windows}
    left_out: list[LeftOut] = []
    within: list[ListedCase] = []
    # By reference, so that the order of rows in a file, which the service chooses, does not bear on the draw.
    for case in sorted(cases, key=lambda case: case.reference):
        first, last = by_type[case.case_type]
        if not first <= case.disposed <= last:
            left_out.append(LeftOut(case.reference, Ineligibility.OUT_OF_WINDOW))
        elif case.reference in exclusions:
            left_out.append(LeftOut(case.reference, Ineligibility.EXCLUDED, exclusions[case.reference]))
        else:
            within.append(case)
    # After exclusions: else an excluded case could stand in the way of the child's other one.
    latest = _latest_of_each_child(within)
    left_out += [
        LeftOut(case.reference, Ineligibility.SAME_CHILD, latest[_child(case)].reference)
        for case in within
        if latest[_child(case)] is not case
    ]
    eligible = tuple(case for case in within if latest[_child(case)] is case)
    return Eligibility(eligible, tuple(sorted(left_out, key=lambda left: left.reference)))


def window_days(window: CaseWindow, fieldwork: date) -> tuple[date, date]:
    """Return the first and the last day of disposal that a window takes in."""
    return months_before(fieldwork, window.to_months), months_before(fieldwork, window.from_months)


def months_before(day: date, months: int) -> date:
    """Return the same day of an earlier month, or that month's last day where it is shorter."""
    year, month = divmod(day.year * MONTHS + day.month - 1 - months, MONTHS)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _latest_of_each_child(cases: Iterable[ListedCase]) -> dict[str, ListedCase]:
    """A child's case with the latest disposal; of the same day, the one whose reference comes first."""
    latest: dict[str, ListedCase] = {}
    for case in cases:
        latest_so_far = latest.get(_child(case))
        if latest_so_far is None or case.disposed > latest_so_far.disposed:
            latest[_child(case)] = case
    return latest


def _child(case: ListedCase) -> str:
    """Two lists may write the same child's reference in capitals and in small letters."""
    return reference_key(case.child)
