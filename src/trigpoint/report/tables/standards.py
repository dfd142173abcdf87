"""The ratings of the standards and the decisions of the panel, and what caps took away."""

from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.document import text_of
from trigpoint.report.explain import decision_state
from trigpoint.report.tables.results import OF_STANDARD, RATING, STANDARD
from trigpoint.report.tables.table import Cell, DataTable, Field, Refers
from trigpoint.report.words import Writer
from trigpoint.rules.framework import Domain
from trigpoint.rules.method import Rating
from trigpoint.rules.rating import RatedInspection, StandardResult


def standards(rated: RatedInspection, texts: Writer) -> DataTable:
    """Return every standard with its rating by the rules beside the final one."""
    return DataTable(
        "standards",
        "Ratings of the standards",
        "Every standard with its rating by the rules alone, its final rating, and what the ratings panel decided.",
        (
            STANDARD,
            Field("name", "Name", "string", "The name of the standard."),
            Field("domain", "Domain", "string", "The number of the domain that the standard belongs to."),
            Field("domain_name", "Domain name", "string", "The name of that domain."),
            Field("basis", "Basis", "string", "'case_based' (rated from cases) or 'judged' (from all the evidence)."),
            Field("in_overall", "Counts overall", "boolean", "Whether the standard counts in the overall rating."),
            Field("rating_by_rules", "Rating by the rules", "string", _BY_RULES, "not known", noted=True),
            Field("rating", "Final rating", "string", "What stands after the ratings panel.", "not known"),
            Field(
                "state", "State", "string", "Rated, not rated (on purpose), or not yet rated (something is missing)."
            ),
            Field("printed", "Printed rating", "string", "What a publication itself prints.", "not applicable"),
            Field("decision", "Panel decision", "string", _OUTCOME, "not applicable"),
            Field("reason", "Reason", "string", "The reason for a judgement or for no rating.", "not applicable"),
        ),
        tuple(
            _standard(domain, rated.standard(standard.id), texts)
            for domain in rated.framework.domains
            for standard in domain.standards
        ),
        key=("standard",),
        refers=(Refers("rating_by_rules", "ratings", "rating"), Refers("printed", "ratings", "rating"), RATING),
    )


_BY_RULES = "What the rules alone give, before the ratings panel used any professional discretion."
_OUTCOME = "'used' or 'considered and not used': what the ratings panel decided about professional discretion."


def _standard(domain: Domain, result: StandardResult, texts: Writer) -> tuple[Cell, ...]:
    standard = result.standard
    reason = result.judgement.reason if result.judgement else result.not_rated
    outcome = _outcome(result.decision.to_rating) if result.decision else None
    return (
        standard.id,
        standard.name,
        domain.id,
        domain.name,
        standard.basis.value,
        standard.in_overall,
        _name(result.rules),
        _name(result.final),
        "not rated" if result.not_rated else "rated" if result.final else "not yet rated",
        texts.report.bundle.printed.ratings.get(standard.id),
        outcome,
        text_of(texts.words_of(reason)) or None,
    )


def _outcome(to_rating: str | None) -> str:
    return "used" if to_rating else "considered and not used"


def _name(rating: Rating | None) -> str | None:
    return rating.name if rating else None


def decisions(report: RatedBundle, texts: Writer) -> DataTable:
    """Return what the ratings panel decided about professional discretion."""
    return DataTable(
        "decisions",
        "Decisions of the ratings panel",
        "Each standard on which the ratings panel considered professional discretion, with its reason.",
        (
            STANDARD,
            Field("outcome", "Outcome", "string", _OUTCOME),
            Field("from_rating", "From", "string", "The rating by the rules that the panel saw."),
            Field("to_rating", "To", "string", "The rating that the panel gave instead.", "not applicable"),
            Field("stands", "Stands", "string", "Whether it stands on the counts: yes, no, not known yet."),
            Field("reason", "Reason", "string", "The panel's reason."),
        ),
        tuple(
            (
                result.standard.id,
                _outcome(result.decision.to_rating),
                result.decision.from_rating,
                result.decision.to_rating,
                str(decision_state(result)),
                text_of(texts.words_of(result.decision.reason)),
            )
            for result in report.rated.standards
            if result.decision
        ),
        key=("standard",),
        refers=(OF_STANDARD, Refers("from_rating", "ratings", "rating"), Refers("to_rating", "ratings", "rating")),
    )


def caps(rated: RatedInspection) -> DataTable:
    """Return every cap that lowered a rating, with the rating before and under it."""
    limited = [
        (result.standard.id, "by the rules", result.working.capped, result.working.rating)
        for result in rated.standards
        if result.working and result.working.capped
    ]
    limited += [
        ("overall", name, overall.capped, overall.rating)
        for name, overall in (("by the rules", rated.rules), ("final", rated.final))
        if overall and overall.capped
    ]
    return DataTable(
        "caps",
        "Caps that lowered a rating",
        "A cap limits a rating where a part that it rests on is rated low. Both results are here.",
        (
            Field("rating_of", "Rating of", "string", "The number of the standard, or 'overall'."),
            Field("result", "Result", "string", "'by the rules' or 'final'."),
            Field("cap", "Cap", "string", "The name of the cap."),
            Field("words", "Words", "string", "The cap in the method's words."),
            Field("before", "Before the cap", "string", "The rating without the caps."),
            Field("rating", "Under the cap", "string", "The rating under all caps that apply."),
        ),
        tuple(
            (rating_of, name, cap.name, cap.words, capped.before.name, rating.name)
            for rating_of, name, capped, rating in limited
            for cap in capped.caps
        ),
        key=("rating_of", "result", "cap"),
        refers=(RATING,),
    )
