"""A Bundle with all that follows from it, each worked out when it is first asked for."""

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from trigpoint.bundle.check import Inconsistency, check
from trigpoint.bundle.files import LoadedBundle, canonical_json
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.recorded import recorded
from trigpoint.rules.flips import Flip, flips
from trigpoint.rules.framework import Framework
from trigpoint.rules.rating import RatedInspection, rate
from trigpoint.rules.stability import Stability, stability


@dataclass(frozen=True)
class RatedBundle:
    """A Bundle that fits its framework. Two with the same digest are the same; the digest names what they came from."""

    digest: str
    bundle: Bundle = field(compare=False, repr=False)
    framework: Framework = field(compare=False, repr=False)

    @cached_property
    def rated(self) -> RatedInspection:
        """The ratings, and what is missing for them."""
        return rate(self.framework, recorded(self.bundle))

    @cached_property
    def findings(self) -> tuple[Inconsistency, ...]:
        """What in the Bundle does not agree with something else in it."""
        return check(self.bundle, self.framework, self.rated)

    @cached_property
    def flips(self) -> tuple[Flip, ...]:
        """What one case judged otherwise would change."""
        return flips(self.rated)

    @cached_property
    def stability(self) -> Stability:
        """How sure the ratings are, which takes longer than all the rest.

        A Bundle that was checked has no fewer eligible cases than cases, so no FewerEligibleThanReadError arises.
        """
        eligible = {sample.case_type: sample.eligible.number for sample in self.bundle.sample if sample.eligible}
        return stability(self.rated, eligible)


def rated_bundle(loaded: LoadedBundle) -> RatedBundle:
    """A Bundle that was read from a file, with all that follows from it."""
    digest = sha256(canonical_json(loaded.bundle).encode()).hexdigest()
    return RatedBundle(digest, loaded.bundle, loaded.framework)
