"""A Bundle → what the rules take."""

from trigpoint.bundle.model import Bundle
from trigpoint.rules.answers import Case, Decision, Judgement, Recorded, Tally


def recorded(bundle: Bundle) -> Recorded:
    """Return all that bears on the ratings."""
    return Recorded(
        cases=tuple(Case(case.reference, case.case_type, case.facts, case.answers) for case in bundle.cases),
        tallies={question: Tally(t.yes, t.relevant, t.not_evidenced) for question, t in bundle.tallies.items()},
        judgements={standard: Judgement(j.rating, j.reason) for standard, j in bundle.judgements.items()},
        printed=bundle.printed.ratings,
        decisions={
            standard: Decision(d.from_rating, d.to_rating, d.reason) for standard, d in bundle.panel_decisions.items()
        },
    )
