"""The timetable: every stage's date in working days from the site date, unless it was adjusted."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

import holidays

from trigpoint.inspectorate.programme.stages import STAGES, Stage

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A date that was set by hand, and why."""

    date: date
    reason: str


@dataclass(frozen=True, slots=True)
class Dated:
    """One stage in the timetable. `computed` is what the rule gives, `date` what holds."""

    stage: Stage
    computed: date
    adjustment: Adjustment | None = None

    @property
    def date(self) -> date:
        """The date that holds: one set by hand goes before the rule."""
        return self.adjustment.date if self.adjustment else self.computed


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """The bank holidays of England and Wales, as published; a year is looked up when it is first asked for."""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in _bank_holidays(day.year)


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date, free: Container[object]) -> bool:
    """Whether a day is neither at a weekend nor a bank holiday."""
    return day.weekday() < _SATURDAY and day not in free


def working_days_from(start: date, days: int, free: Container[object]) -> date:
    """Return the date so many working days after the start (before it, where negative); for 0, the start itself."""
    step = _DAY if days > 0 else -_DAY
    day = start
    left = abs(days)
    while left:
        day += step
        left -= is_working_day(day, free)
    return day


def timetable(site_date: date, adjusted: Mapping[str, Adjustment], free: BankHolidays) -> tuple[Dated, ...]:
    """Return every stage with its date, in the order of the stages."""
    return tuple(Dated(stage, day, adjusted.get(stage.key)) for stage, day in _by_the_rule(site_date, free))


# The first page asks for it of each inspection that waits, and it goes through most days of a year.
@lru_cache(maxsize=1000)
def _by_the_rule(site_date: date, free: BankHolidays) -> tuple[tuple[Stage, date], ...]:
    return tuple((stage, working_days_from(site_date, stage.days, free)) for stage in STAGES if stage.days is not None)
