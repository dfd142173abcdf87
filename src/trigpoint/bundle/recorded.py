"""A Bundle → what the rules take."""

from trigpoint.bundle.model import Bundle
from trigpoint.rules.answers import Case, Decision, Judgement, Recorded, Tally


def recorded(bundle: Bundle) -> Recorded:
    """Return all that bears on the ratings."""
    return Recorded(
        cases=tuple(Case(one.reference, one.case_type, one.facts, one.answers) for one in bundle.cases),
        tallies={one: Tally(t.yes, t.relevant, t.not_evidenced) for one, t in bundle.tallies.items()},
        judgements={one: Judgement(j.rating, j.reason) for one, j in bundle.judgements.items()},
        printed=bundle.printed.ratings,
        decisions={one: Decision(d.from_rating, d.to_rating, d.reason) for one, d in bundle.panel_decisions.items()},
    )
