"""The framework's version, and the ratings that were judged, decided or printed."""

from collections.abc import Iterator

from trigpoint.bundle.conformance.nonconformity import Names, Nonconformity, unknown
from trigpoint.bundle.model import Bundle, PanelDecision
from trigpoint.bundle.problems import Place
from trigpoint.rules.answers import OVERALL
from trigpoint.rules.framework import StandardBasis
from trigpoint.rules.method import JudgedOverall


def pin(bundle: Bundle, names: Names) -> Iterator[Nonconformity]:
    """The Bundle names this framework, in this version."""
    framework = names.framework
    if bundle.framework.id != framework.id:
        yield Nonconformity(("framework", "id"), bundle.framework.id, framework.id, "Name the framework that was used.")
    # Another framework has another digest in any case, so that is no second problem.
    elif bundle.framework.digest != framework.digest:
        fix = "Use the framework as it was; a framework that changed is a new version with an id of its own."
        yield Nonconformity(("framework", "digest"), bundle.framework.digest, framework.digest, fix)


def judgements(bundle: Bundle, names: Names) -> Iterator[Nonconformity]:
    """Judgements are on judged standards, with ratings of the scale; 'not rated' is for any that may be left so."""
    judged = names.standards_that_are(StandardBasis.JUDGED)
    if isinstance(names.framework.method.overall, JudgedOverall):
        judged.append(OVERALL)
    may_be_left = [standard.id for standard in names.framework.standards if standard.may_be_not_rated]
    for standard, judgement in bundle.judgements.items():
        at: Place = ("judgements", standard)
        if standard not in judged and (standard not in may_be_left or judgement.rating is not None):
            yield unknown(at, standard, "a judgement on", judged)
        elif judgement.rating is not None and judgement.rating not in names.ratings_of(standard):
            yield unknown((*at, "rating"), judgement.rating, "the rating", names.ratings_of(standard))


def decisions(bundle: Bundle, names: Names) -> Iterator[Nonconformity]:
    """Panel decisions are on case-based standards, and only where the framework knows discretion."""
    # A panel moves what the rules give; a judged standard is the panel's own judgement from the start.
    open_to = names.standards_that_are(StandardBasis.CASE_BASED) if names.framework.method.discretion else []
    for standard, decision in bundle.panel_decisions.items():
        at: Place = ("panel_decisions", standard)
        if standard not in open_to:
            yield unknown(at, standard, "a panel decision on", open_to)
        for key, rating in (("from", decision.from_rating), ("to", decision.to_rating)):
            if rating is not None and rating not in names.ratings_of(standard):
                yield unknown((*at, key), rating, "the rating", names.ratings_of(standard))
        yield from _outcome(decision, at)


def _outcome(decision: PanelDecision, at: Place) -> Iterator[Nonconformity]:
    if decision.outcome == "used" and decision.to_rating is None:
        yield Nonconformity(at, "'used' without a rating in 'to'", "'to', the rating that the panel gave")
    elif decision.outcome != "used" and decision.to_rating is not None:
        yield Nonconformity(at, f"'{decision.outcome}' with a rating in 'to'", "no 'to': nothing was changed")
    elif decision.to_rating == decision.from_rating:
        fix = "Write outcome: considered and not used."
        yield Nonconformity((*at, "to"), f"the same rating as 'from', {decision.to_rating}", "another rating", fix)


def printed(bundle: Bundle, names: Names) -> Iterator[Nonconformity]:
    """Printed ratings are of known standards, with ratings of the scale."""
    for standard, rating in bundle.printed.ratings.items():
        at: Place = ("printed", "ratings", standard)
        if standard not in names.standards:
            yield unknown(at, standard, "the standard", names.standards)
        elif rating not in names.ratings_of(standard):
            yield unknown(at, rating, "the rating", names.ratings_of(standard))
    if bundle.printed.overall is not None and bundle.printed.overall not in names.ratings:
        yield unknown(("printed", "overall"), bundle.printed.overall, "the rating", names.ratings)
