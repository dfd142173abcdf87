"""How sure a rating is, in one sentence."""

from fractions import Fraction

from trigpoint.report.reported import Reported
from trigpoint.rules.bands import whole_percent
from trigpoint.rules.method import Rounding
from trigpoint.rules.stability import NotShown


def stability_sentence(report: Reported, standard_id: str | None = None) -> str:
    """Return how often each rating came out for one standard, or overall; or why that cannot be said."""
    found = report.stability
    spread = found.overall if standard_id is None else found.standards[standard_id]
    if isinstance(spread, NotShown):
        return f"Not shown: {spread}."
    parts = [
        f"{rating.name} in {_percent(spread.probability(rating))}"
        for rating, draws in spread.draws_with.items()
        if draws
    ]
    assumed = any(one.eligible and one.eligible.basis == "assumed" for one in report.bundle.sample)
    note = " The number of eligible cases is assumed." if assumed else ""
    return f"By the rules, {', '.join(parts)} of {found.draws:,} draws (seed {found.seed}).{note}"


def _percent(share: Fraction) -> str:
    percent = whole_percent(share.numerator, share.denominator, Rounding.HALF_UP)
    return f"{percent}%" if percent else "under 1%"
