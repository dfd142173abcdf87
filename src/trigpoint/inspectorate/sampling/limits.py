"""How far the lead alone may change what is drawn, and how far a second person has agreed that they go."""

from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from trigpoint.english import count_of
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.models import SecondDecision, SeedCommitment
from trigpoint.inspectorate.sampling.on_record import agreed_to, site_date_moves
from trigpoint.inspectorate.sampling.queries import layout_of
from trigpoint.people.access import refuse_unless
from trigpoint.rules.steering import Limited

State = SecondDecision.State

_ACTS: Final = {
    Limited.EXCLUDED: ("case excluded before the draw", "cases excluded before the draw"),
    Limited.TAKEN_OUT: ("case taken out of the sample", "cases taken out of the sample"),
    Limited.DRAWS: ("draw of the sample", "draws of the sample"),
    Limited.SITE_DATE: (
        "move of the site date after a list had come in",
        "moves of the site date after a list had come in",
    ),
}
ACTS: Final = {limited: many for limited, (_, many) in _ACTS.items()}


def number_of(limited: Limited, number: int) -> str:
    """So many of what is limited, in words: '9 cases taken out of the sample'."""
    return count_of(number, *_ACTS[limited])


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: how many the lead may go to alone, and how many a second person has agreed to, 0 for none."""

    limited: Limited
    alone: int
    agreed: int

    @property
    def number(self) -> int:
        """How many the lead may go to."""
        return max(self.alone, self.agreed)


def limit_of(inspection: Inspection, limited: Limited, of: int) -> Limit:
    """The limit as it is now; `of` is how many cases a share is taken of."""
    layout = layout_of(inspection)
    alone = layout.limits.allowed(limited, of) if layout else 0
    return Limit(limited, alone, agreed_to(inspection, limited))


def check_within(inspection: Inspection, limited: Limited, wanted: int, of: int) -> None:
    """Refuse to go beyond what the framework leaves to the lead and a second person has agreed to."""
    limit = limit_of(inspection, limited, of)
    refuse_unless(wanted <= limit.number, _beyond(limit, of))


def check_site_date_may_count(seed: SeedCommitment) -> None:
    """Refuse a site date by which other cases are eligible than when the first list came in, unless it was agreed."""
    moves, inspection = site_date_moves(seed), seed.inspection
    # Moved back it has changed nothing; the certificate tells of it all the same.
    if moves and moves[0].before != inspection.site_date:
        check_within(inspection, Limited.SITE_DATE, len(moves), of=0)


def _beyond(limit: Limit, of: int) -> str:
    agreed = f" A second person has agreed to {limit.agreed}." if limit.agreed > limit.alone else ""
    how = "On the page 'Sample', ask a second person to decide about more."
    if limit.limited is Limited.DRAWS:
        return f"The framework leaves {count_of(limit.alone, 'draw')} to the lead inspector alone.{agreed} {how}"
    if limit.limited is Limited.SITE_DATE:
        return (
            "The site date has been moved since the first list came in, so that other cases are eligible: the lead "
            f"inspector alone may not draw by the new one.{agreed} Move it back, or ask a second person to decide on "
            "the page 'Sample'."
        )
    doing = "excluded" if limit.limited is Limited.EXCLUDED else "taken out"
    number = f"{limit.alone} of {count_of(of, 'case')}"
    return f"The framework leaves it to the lead inspector alone that {number} are {doing}.{agreed} {how}"


def decisions(inspection: Inspection) -> QuerySet[SecondDecision]:
    """Every second decision that was asked for, the first one first."""
    return SecondDecision.objects.filter(inspection=inspection).select_related("asked_by", "decided_by")
