"""Which case replaces one that is taken out after the draw.

Source: DOMAIN, section 3 (replaced, unverified); the rule is ours, as none is published.
"""

from collections.abc import Sequence

from trigpoint.rules.case_list import ListedCase


def replacing(taken_out: ListedCase, reserves: Sequence[ListedCase]) -> ListedCase | None:
    """Return the reserve that takes a case's place; None where no reserve is left.

    The one that is alike in most attributes, so that the sample stays matched; of equals, the one that is alike in the
    attributes that come first; of equals still, the first in the order in which the reserves were drawn.
    """
    if not reserves:
        return None
    return max(enumerate(reserves), key=lambda numbered: (*_likeness(taken_out, numbered[1]), -numbered[0]))[1]


def _likeness(case: ListedCase, other: ListedCase) -> tuple[int, tuple[bool, ...]]:
    alike = tuple(value == other_value for value, other_value in zip(case.profile, other.profile, strict=True))
    return sum(alike), alike
