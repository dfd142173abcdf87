"""The certificate of a draw: all that an outsider needs to draw the same sample again, and the draw again.

Nobody could steer the draw: the seed was fixed, and its hash shown to the service, before the list was in, so the
inspectorate did not know the list when it chose the seed, and the service did not know the seed when it made the list.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Final

from trigpoint.rules.case_list import ListedCase
from trigpoint.rules.sampling import Leaving, NotInSampleError, Sample, SamplingSettings, sampled
from trigpoint.rules.steering import Steering, SteeringFacts, steering

RULE: Final = "cube-1"
"""The rule by which the sample is drawn. Whatever changes a sample for the same seed and list gets another name."""


@dataclass(frozen=True, slots=True)
class FrozenList:
    """The case list as it was drawn from; `sha256` is that of its file."""

    cases: tuple[ListedCase, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class DrawnFor:
    """Which inspection a sample was drawn for, under which framework, and by which software."""

    inspection: str
    framework: str
    framework_digest: str
    software: str


@dataclass(frozen=True, slots=True)
class Seed:
    """The seed, the hash of it that was shown first, and when each thing happened."""

    seed: str
    commitment: str
    committed_at: datetime
    list_in_at: datetime
    drawn_at: datetime


@dataclass(frozen=True, slots=True)
class EarlierSeed:
    """A seed that was fixed for the same inspection before this one: what came of it, and why it was not left at that.

    `certificate_sha256` is that of the draw's certificate as it stood in the end; None for a seed that was withdrawn.
    """

    commitment: str
    committed_at: datetime
    certificate_sha256: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """Everything about one draw. `exclusions` are reference → reason, made before the draw.

    `earlier` are all seeds that were fixed before, the first one first: who draws until pleased is seen to. `steering`
    is what people did beside chance; None in certificates from before it was counted.
    """

    rule: str
    drawn_for: DrawnFor
    settings: SamplingSettings
    list_sha256: str
    seed: Seed
    earlier: tuple[EarlierSeed, ...]
    exclusions: Mapping[str, str]
    sample: Sample
    steering: Steering | None = None

    @property
    def number(self) -> int:
        """Which draw of the inspection this is, from 1."""
        return 1 + sum(seed.certificate_sha256 is not None for seed in self.earlier)

    @property
    def leaving(self) -> tuple[Leaving, ...]:
        """What was taken out. Types do not bear on each other, so the order within each is all that counts."""
        gone = (case for sample in self.sample.types for case in sample.taken_out)
        return tuple(Leaving(case.reference, case.reason, case.answers) for case in gone)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a certificate says and that does not come out again."""

    what: str
    certificate: str
    again: str


def commitment_to(seed: str) -> str:
    """The hash that is shown before the list is in: the SHA-256 of the seed's text."""
    return sha256(seed.encode()).hexdigest()


def certified(
    *,
    drawn_for: DrawnFor,
    settings: SamplingSettings,
    frozen: FrozenList,
    seed: Seed,
    exclusions: Mapping[str, str],
    earlier: Sequence[EarlierSeed] = (),
    taken_out: Sequence[Leaving] = (),
) -> Certificate:
    """Draw a sample and certify it. Raises NotInSampleError for a case taken out that is not in the sample."""
    sample = sampled(frozen.cases, settings, exclusions, seed.seed, taken_out)
    return Certificate(RULE, drawn_for, settings, frozen.sha256, seed, tuple(earlier), dict(exclusions), sample)


def with_steering(certificate: Certificate, frozen: FrozenList, facts: SteeringFacts) -> Certificate:
    """Return a certificate that tells what people did to its sample beside chance."""
    worked_out = steering(facts, frozen.cases, certificate.settings, certificate.exclusions, certificate.sample)
    return replace(certificate, steering=worked_out)


def replay(certificate: Certificate, frozen: FrozenList) -> tuple[Difference, ...]:
    """Draw again from what a certificate says and from the list; return where the two differ, empty if identical."""
    first = tuple(_beginnings(certificate, frozen))
    # Another rule or another list gives another sample, about which there is nothing to say.
    if certificate.rule != RULE or certificate.list_sha256 != frozen.sha256 or _types_amiss(certificate, frozen):
        return first
    seed, taken_out = certificate.seed.seed, certificate.leaving
    try:
        again = sampled(frozen.cases, certificate.settings, certificate.exclusions, seed, taken_out)
    except NotInSampleError as error:
        return (*first, Difference("the cases taken out", "cases of the sample", str(error)))
    return (*first, *_differences(certificate.sample, again), *_steered_otherwise(certificate, frozen, again))


def _types_amiss(certificate: Certificate, frozen: FrozenList) -> bool:
    """Whether a case of the list has no window, or a type has two."""
    windows = [case.case_type for case in certificate.settings.size.windows]
    return len(windows) != len(set(windows)) or not {window.case_type for window in frozen.cases} <= set(windows)


def _beginnings(certificate: Certificate, frozen: FrozenList) -> Iterator[Difference]:
    seed = certificate.seed
    if certificate.rule != RULE:
        yield Difference("the rule of the draw", certificate.rule, f"{RULE} is the one known here")
    if certificate.list_sha256 != frozen.sha256:
        yield Difference("the list's SHA-256", certificate.list_sha256, frozen.sha256)
    elif _types_amiss(certificate, frozen):
        windows = ", ".join(window.case_type for window in certificate.settings.size.windows)
        types = ", ".join(sorted({case.case_type for case in frozen.cases}))
        yield Difference("the types of cases that have a window", windows, f"one window for each of: {types}")
    else:
        yield from _strangers(certificate, frozen)
    if commitment_to(seed.seed) != seed.commitment:
        yield Difference("the hash of the seed", seed.commitment, commitment_to(seed.seed))
    before = [case.committed_at for case in certificate.earlier]
    # An earlier seed dated after this one would be a draw that was tried and put aside.
    if [*before, seed.committed_at] != sorted([*before, seed.committed_at]):
        yield Difference("the order of the seeds", _listed(tuple(before)), f"all of them before {seed.committed_at}")
    if not seed.committed_at <= seed.list_in_at <= seed.drawn_at:
        times = f"{seed.committed_at}, {seed.list_in_at}, {seed.drawn_at}"
        yield Difference("the order of commitment, list and draw", times, "the commitment first, then the list")


def _strangers(certificate: Certificate, frozen: FrozenList) -> Iterator[Difference]:
    """Exclusions of cases that the list does not know."""
    listed = {case.reference for case in frozen.cases}
    unknown = sorted(reference for reference in certificate.exclusions if reference not in listed)
    if unknown:
        yield Difference("the excluded cases", ", ".join(unknown), "not on the list")


def _steered_otherwise(certificate: Certificate, frozen: FrozenList, again: Sample) -> Iterator[Difference]:
    """What exclusions and leaving cases did to the balance is worked out again; the other facts no list tells."""
    if certificate.steering is None:
        return
    facts, excluded = certificate.steering.facts, certificate.exclusions
    worked_out = steering(facts, frozen.cases, certificate.settings, excluded, again)
    if certificate.steering.shifts != worked_out.shifts:
        yield Difference(
            "what exclusions and cases taken out did to the balance",
            _listed(certificate.steering.shifts),
            _listed(worked_out.shifts),
        )
    listed = {case.reference for case in frozen.cases}
    counted, standing = facts.excluded_before_list + facts.excluded_after_list, len(set(excluded) & listed)
    if counted != standing:
        yield Difference("the number of excluded cases", str(counted), str(standing))


def _differences(certified: Sample, again: Sample) -> Iterator[Difference]:
    if certified.left_out != again.left_out:
        yield Difference("the cases left out", _listed(certified.left_out), _listed(again.left_out))
    if [value.case_type for value in certified.types] != [value.case_type for value in again.types]:
        yield Difference("the types of cases", _listed(certified.types), _listed(again.types))
        return
    for certified_type, drawn_type in zip(certified.types, again.types, strict=True):
        for name, words in _PARTS.items():
            value, other = getattr(certified_type, name), getattr(drawn_type, name)
            if value != other:
                what = f"{words} of the type '{certified_type.case_type}'"
                yield Difference(what, _listed(value), _listed(other))


_PARTS: Final = {
    "eligible": "the number of eligible cases",
    "chosen": "the chosen cases",
    "reserves": "the reserves",
    "taken_out": "the replacements",
    "balance": "the table of representativeness",
    "margin_tenths": "the margin of error",
}


def _listed(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(getattr(part, "reference", part)) for part in value) or "none"
    return str(value)
