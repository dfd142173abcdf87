"""What people did to a sample beside chance: counted, with what it did to the balance, and limited by the framework.

A draw cannot be steered by its seed. It can be by what surrounds it: cases excluded before it, lists that replace
others, draws made again, cases taken out afterwards. None of it is forbidden; all of it is said. Ours: no published
method says so much.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from trigpoint.rules.case_list import Attribute, ListedCase
from trigpoint.rules.eligibility import eligibility
from trigpoint.rules.sampling import Sample, SamplingSettings
from trigpoint.rules.source import Source


class Limited(StrEnum):
    """What a framework limits: beyond its limit a second person decides. The values are stored."""

    EXCLUDED = "excluded"
    TAKEN_OUT = "taken_out"
    DRAWS = "draws"
    SITE_DATE = "site_date"


@dataclass(frozen=True, slots=True)
class SteeringLimits:
    """How far the lead goes alone: shares in per cent of the listed cases and of the sample, and a number of draws.

    `site_date_moves` is how often, once a list has come in, the site date is moved to a day that a draw counts from.
    """

    excluded_percent: int
    taken_out_percent: int
    draws: int
    site_date_moves: int
    source: Source

    def allowed(self, limited: Limited, of: int) -> int:
        """How many a lead may exclude or take out alone `of` so many cases, rounded up; or how many draws or moves."""
        match limited:
            case Limited.EXCLUDED:
                return _share(self.excluded_percent, of)
            case Limited.TAKEN_OUT:
                return _share(self.taken_out_percent, of)
            case Limited.DRAWS:
                return self.draws
            case Limited.SITE_DATE:
                return self.site_date_moves


class Cause(StrEnum):
    """What changed how many cases have a value."""

    LIST_REPLACED = "list_replaced"
    SITE_DATE_MOVED = "site_date_moved"
    EXCLUDED = "excluded"
    TAKEN_OUT = "taken_out"


@dataclass(frozen=True, slots=True)
class Shift:
    """How many cases had a value of an attribute before and after something was done. Only where they differ."""

    cause: Cause
    case_type: str
    attribute: str
    value: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class ReplacedList:
    """A case list that a newer one took the place of after the seed was fixed, and why, in the service's words.

    `cases` is how many were on it, `sha256` that of its rows; `shifts` compare its eligible cases with those of the
    list that stands.
    """

    case_type: str
    sent_at: datetime
    sha256: str
    cases: int
    reason: str
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A site date that was moved, or set (`before` None), once a list had come in: other cases are eligible by it."""

    before: date | None
    after: date
    moved_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class LeftOffList:
    """Cases of a service's file that are not on its list: their word for an attribute is none of the framework's.

    `attribute` is its id. The words are the service's own and stay with it.
    """

    case_type: str
    attribute: str
    cases: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """A second person's consent to go beyond a limit, up to a number, with their reason and the day."""

    limited: Limited
    number: int
    agreed_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class SteeringFacts:
    """What no list tells: to whom the hash of the seed was shown, and what was done before the draw and by whose leave.

    Exclusions are counted by whether the list that holds the case came in before or after them; `readmitted` were
    taken back. `left_off_lists` are counted on the lists that stand.
    """

    shown_to: str
    excluded_before_list: int
    excluded_after_list: int
    readmitted: int
    lists_replaced: tuple[ReplacedList, ...]
    agreements: tuple[Agreement, ...]
    site_date_moves: tuple[MovedDate, ...] = ()
    left_off_lists: tuple[LeftOffList, ...] = ()

    @property
    def site_date_before(self) -> date | None:
        """The site date that stood when the first list came in; None where it was never moved, or not set then."""
        return self.site_date_moves[0].before if self.site_date_moves else None


@dataclass(frozen=True, slots=True)
class Steering:
    """All that people did to a sample. `shifts` are worked out from the list, so anybody can work them out again."""

    facts: SteeringFacts
    shifts: tuple[Shift, ...]

    def of(self, cause: Cause) -> tuple[Shift, ...]:
        """The shifts of one cause."""
        return tuple(shift for shift in self.shifts if shift.cause is cause)


def steering(
    facts: SteeringFacts,
    cases: Sequence[ListedCase],
    settings: SamplingSettings,
    exclusions: Mapping[str, str],
    sample: Sample,
) -> Steering:
    """Return everything that was done to a sample that was drawn from these cases."""
    by_reference = {case.reference: case for case in cases}
    chosen = [by_reference[reference] for part in sample.types for reference in part.chosen]
    read = [by_reference[reference] for part in sample.types for reference in part.read]
    before, after = _eligible(cases, settings, {}), _eligible(cases, settings, exclusions)
    return Steering(
        facts,
        (
            *_date_shifts(facts, cases, settings, before),
            *shifts(Cause.EXCLUDED, before, after, settings.attributes),
            *shifts(Cause.TAKEN_OUT, chosen, read, settings.attributes),
        ),
    )


def _date_shifts(
    facts: SteeringFacts, cases: Sequence[ListedCase], settings: SamplingSettings, eligible: Sequence[ListedCase]
) -> tuple[Shift, ...]:
    """What moving the site date did to the eligible cases; nothing where it was not moved, or moved back."""
    if facts.site_date_before in {None, settings.fieldwork}:
        return ()
    before = _eligible(cases, replace(settings, fieldwork=facts.site_date_before), {})
    return shifts(Cause.SITE_DATE_MOVED, before, eligible, settings.attributes)


def list_shifts(
    before: Sequence[ListedCase], after: Sequence[ListedCase], settings: SamplingSettings
) -> tuple[Shift, ...]:
    """What a newer list did to the eligible cases."""
    return shifts(
        Cause.LIST_REPLACED, _eligible(before, settings, {}), _eligible(after, settings, {}), settings.attributes
    )


def shifts(
    cause: Cause, before: Iterable[ListedCase], after: Iterable[ListedCase], attributes: Sequence[Attribute]
) -> tuple[Shift, ...]:
    """Return each value that another number of cases has, type by type, in the order of attributes and values."""
    counts_before, counts_after = _counted(before), _counted(after)
    types = sorted({case_type for case_type, _, _ in (*counts_before, *counts_after)})
    keys = [
        (case_type, place, attribute.id, value.id)
        for case_type in types
        for place, attribute in enumerate(attributes)
        for value in attribute.values
    ]
    return tuple(
        Shift(cause, case_type, name, value, counts_before[key], counts_after[key])
        for case_type, place, name, value in keys
        for key in [(case_type, place, value)]
        if counts_before[key] != counts_after[key]
    )


def _counted(cases: Iterable[ListedCase]) -> Counter[tuple[str, int, str]]:
    return Counter((case.case_type, place, value) for case in cases for place, value in enumerate(case.profile))


def _eligible(
    cases: Sequence[ListedCase], settings: SamplingSettings, exclusions: Mapping[str, str]
) -> list[ListedCase]:
    windows = settings.size.windows
    eligible = eligibility(cases, windows, settings.fieldwork, exclusions)
    return [case for window in windows for case in eligible.of_type(window.case_type)]


def _share(percent: int, of: int) -> int:
    # Rounded up, so that of a small list one case can be excluded without a second person.
    return -(-of * percent // 100)
