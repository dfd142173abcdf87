"""From a case list to a sample: who may be drawn, how many, which, and who replaces one taken out afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from trigpoint.rules.balance import BalanceRow, balance
from trigpoint.rules.case_list import Attribute, ListedCase
from trigpoint.rules.draw.chance import Chance
from trigpoint.rules.draw.cube import drawn
from trigpoint.rules.eligibility import Eligibility, LeftOut, eligibility
from trigpoint.rules.replacement import replacing
from trigpoint.rules.sample_settings import SampleSettings
from trigpoint.rules.sample_size import margin_tenths, sizes


@dataclass(frozen=True, slots=True)
class SamplingSettings:
    """All that a draw depends on beside list, exclusions and seed. `fieldwork` is the first day on site."""

    fieldwork: date
    size: SampleSettings
    attributes: tuple[Attribute, ...]


@dataclass(frozen=True, slots=True)
class Leaving:
    """A case that is taken out of a sample that was drawn: why, and how many answers it had by then."""

    reference: str
    reason: str
    answers: int = 0


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A case that left the sample after the draw, and the reserve that took its place; None if none was left.

    Whoever takes out a case that was read knows what it would have said, so `answers` is kept beside the reason.
    """

    reference: str
    reason: str
    answers: int
    replaced_by: str | None


@dataclass(frozen=True, slots=True)
class TypeSample:
    """The sample of one case type: chosen cases and reserves by reference, each in the order in which they were drawn.

    `taken_out` holds what happened after the draw. `balance` compares the sample as it is by now; `margin_tenths` is
    its margin of error in tenths of a percentage point, None where nothing is read.
    """

    case_type: str
    eligible: int
    chosen: tuple[str, ...]
    reserves: tuple[str, ...]
    taken_out: tuple[TakenOut, ...]
    balance: tuple[BalanceRow, ...]
    margin_tenths: int | None

    @property
    def read(self) -> tuple[str, ...]:
        """The references of the cases that are read: those chosen, each replacement in the place of its case."""
        by_place = dict(enumerate(self.chosen))
        for gone in self.taken_out:
            place = next(position for position, reference in by_place.items() if reference == gone.reference)
            if gone.replaced_by is None:
                del by_place[place]
            else:
                by_place[place] = gone.replaced_by
        return tuple(by_place.values())

    @property
    def is_census(self) -> bool:
        """Whether every eligible case is read."""
        return bool(self.eligible) and len(self.read) == self.eligible


@dataclass(frozen=True, slots=True)
class Sample:
    """The whole sample: each case type in the framework's order, and the cases that could not be drawn."""

    types: tuple[TypeSample, ...]
    left_out: tuple[LeftOut, ...]


class NotInSampleError(ValueError):
    """A case was to be taken out that is not in the sample."""


def sampled(
    cases: Iterable[ListedCase],
    settings: SamplingSettings,
    exclusions: Mapping[str, str],
    seed: str,
    taken_out: Sequence[Leaving] = (),
) -> Sample:
    """Draw the sample, and replace the cases that were taken out after the draw.

    `exclusions` are reference → reason, before the draw; `taken_out` is in the order in which it happened.
    Raises NotInSampleError for a case taken out that was not in the sample then.
    """
    eligible = eligibility(cases, settings.size.windows, settings.fieldwork, exclusions)
    needed = sizes({w.case_type: len(eligible.of_type(w.case_type)) for w in settings.size.windows}, settings.size)
    # Whatever no type takes out of this list was never in the sample, and is refused below.
    left = list(taken_out)
    types = tuple(_of_type(eligible, case_type, size, settings, seed, left) for case_type, size in needed.items())
    if left:
        raise NotInSampleError(f"The case {left[0].reference} is not in the sample, so it cannot be taken out.")
    return Sample(types, eligible.left_out)


def _of_type(
    eligible: Eligibility,
    case_type: str,
    size: int,
    settings: SamplingSettings,
    seed: str,
    left: list[Leaving],
) -> TypeSample:
    """The sample of one type; what is taken out of it is taken from `left`."""
    cases = eligible.of_type(case_type)
    # Its own row of numbers: each type can be drawn again by itself, whatever was drawn before it.
    chance = Chance(seed, case_type)
    places = drawn([case.profile for case in cases], size, chance)
    chosen = [cases[position] for position in places]
    # Every case that was not chosen, in an order fixed now: nobody picks who comes in later.
    reserves = chance.shuffled(case for position, case in enumerate(cases) if position not in set(places))
    read, taken_out = _replaced(chosen, reserves, left)
    confidence = settings.size.confidence_of(case_type)
    return TypeSample(
        case_type=case_type,
        eligible=len(cases),
        chosen=tuple(case.reference for case in chosen),
        reserves=tuple(case.reference for case in reserves),
        taken_out=taken_out,
        balance=balance(cases, read, settings.attributes, confidence),
        margin_tenths=margin_tenths(len(read), len(cases), confidence),
    )


def _replaced(
    chosen: Sequence[ListedCase], reserves: Sequence[ListedCase], left: list[Leaving]
) -> tuple[list[ListedCase], tuple[TakenOut, ...]]:
    """Return who is read in the end, and what happened on the way."""
    read = {case.reference: case for case in chosen}
    waiting = list(reserves)
    happened: list[TakenOut] = []
    for leaving in tuple(left):
        if leaving.reference in read:
            gone = read.pop(leaving.reference)
            coming = replacing(gone, waiting)
            if coming is not None:
                waiting.remove(coming)
                read[coming.reference] = coming
            replaced_by = coming.reference if coming else None
            happened.append(TakenOut(leaving.reference, leaving.reason, leaving.answers, replaced_by))
            left.remove(leaving)
    return list(read.values()), tuple(happened)
