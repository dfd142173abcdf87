"""One inspection with all that a report says of it: its Bundle, its ratings, what one case more would change, and
how sure the ratings are. Everything is worked out here once; every format reads the same values.
"""

from dataclasses import dataclass
from functools import cached_property

from trigpoint.bundle.files import LoadedBundle
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.recorded import recorded
from trigpoint.rules.flips import Flip, flips
from trigpoint.rules.framework import Framework
from trigpoint.rules.rating import RatedInspection, rate
from trigpoint.rules.stability import Stability, stability


@dataclass(frozen=True)
class Reported:
    """A Bundle and everything that follows from it."""

    bundle: Bundle
    framework: Framework
    rated: RatedInspection
    flips: tuple[Flip, ...]

    @cached_property
    def stability(self) -> Stability:
        """How sure the ratings are; worked out when it is first asked for, as it takes longer than all the rest.

        A Bundle that was loaded has no fewer eligible cases than cases, so no FewerEligibleThanReadError arises.
        """
        eligible = {one.case_type: one.eligible.number for one in self.bundle.sample if one.eligible}
        return stability(self.rated, eligible)


def reported(loaded: LoadedBundle) -> Reported:
    """Rate a Bundle and work out what follows from its ratings."""
    rated = rate(loaded.framework, recorded(loaded.bundle))
    return Reported(loaded.bundle, loaded.framework, rated, flips(rated))
