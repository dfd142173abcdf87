"""The scale and its bands, the ratings, the decisions of the panel, and the counts behind them."""

from collections.abc import Iterator
from decimal import Decimal

from trigpoint.report.document import text_of
from trigpoint.report.explain import decision_state, exact_percent
from trigpoint.report.reported import Reported
from trigpoint.report.tables.table import Cell, DataTable, Field, Refers
from trigpoint.report.words import Writer
from trigpoint.rules.answers import Tally
from trigpoint.rules.framework import Domain, Framework
from trigpoint.rules.method import Rating
from trigpoint.rules.rating import RatedInspection, StandardResult
from trigpoint.rules.standards import KeyQuestionResult, PromptResult

STANDARD = Field("standard", "Standard", "string", "The number of the standard, as printed.")
QUESTION = Field("question", "Question", "string", "The number of the key question or prompt, as printed.")
RATING = Refers("rating", "ratings", "rating")
OF_STANDARD = Refers("standard", "standards", "standard")
OF_QUESTION = Refers("question", "questions", "question")


def ratings(framework: Framework) -> DataTable:
    """Return the rating scale, worst to best."""
    return DataTable(
        "ratings",
        "The rating scale",
        "The ratings that a standard may have, from worst to best, with their scores.",
        (
            Field("rating", "Rating", "string", "The name of the rating."),
            Field("score", "Score", "integer", "What a standard with this rating adds to the total."),
        ),
        tuple((one.name, one.score) for one in framework.method.ratings),
        key=("rating",),
    )


def bands(framework: Framework) -> DataTable:
    """Return the bands of key questions (whole per cents) and of the overall rating (scores)."""
    method = framework.method
    per_cents = [("key question", band.first, band.last, band.rating.name) for band in method.bands]
    scores = [("overall", band.first, band.last, band.rating.name) for band in method.overall_bands]
    return DataTable(
        "bands",
        "The bands that give a rating",
        "Both ends are included: whole per cents of yes for key questions, total scores for the overall rating.",
        (
            Field("applies_to", "Applies to", "string", "'key question' or 'overall'."),
            Field("first", "First", "integer", "The lowest whole per cent or score in the band."),
            Field("last", "Last", "integer", "The highest whole per cent or score in the band."),
            Field("rating", "Rating", "string", "The rating that the band gives."),
        ),
        (*per_cents, *scores),
        key=("applies_to", "first"),
        refers=(RATING,),
    )


def overall(rated: RatedInspection) -> DataTable:
    """Return the total by the rules alone and the final one, where they are known."""
    totals = (("by the rules", rated.rules), ("final", rated.final))
    return DataTable(
        "overall",
        "The overall rating",
        "The total of the scores of all standards that count, by the rules alone and after the ratings panel.",
        (
            Field("total", "Total", "string", "'by the rules' or 'final'."),
            Field("score", "Score", "integer", "The sum of the scores of the standards that count."),
            Field("out_of", "Out of", "integer", "The highest sum that could be."),
            Field("rating", "Rating", "string", "The overall rating that the sum gives."),
        ),
        tuple((name, one.score, one.out_of, one.rating.name) for name, one in totals if one),
        key=("total",),
        refers=(RATING,),
    )


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
            _standard(domain, rated.standard(one.id), texts)
            for domain in rated.framework.domains
            for one in domain.standards
        ),
        key=("standard",),
        refers=(Refers("rating_by_rules", "ratings", "rating"), Refers("printed", "ratings", "rating"), RATING),
    )


_BY_RULES = "What the rules alone give, before the ratings panel used any professional discretion."
_OUTCOME = "'used' or 'considered and not used': what the ratings panel decided about professional discretion."


def _standard(domain: Domain, result: StandardResult, texts: Writer) -> tuple[Cell, ...]:
    one = result.standard
    reason = result.judgement.reason if result.judgement else result.not_rated
    outcome = _outcome(result.decision.to_rating) if result.decision else None
    return (
        one.id,
        one.name,
        domain.id,
        domain.name,
        one.basis.value,
        one.in_overall,
        _name(result.rules),
        _name(result.final),
        "not rated" if result.not_rated else "rated" if result.final else "not yet rated",
        texts.report.bundle.printed.ratings.get(one.id),
        outcome,
        text_of(texts.said(reason)) or None,
    )


def _outcome(to_rating: str | None) -> str:
    return "used" if to_rating else "considered and not used"


def _name(rating: Rating | None) -> str | None:
    return rating.name if rating else None


def decisions(report: Reported, texts: Writer) -> DataTable:
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
                text_of(texts.said(result.decision.reason)),
            )
            for result in report.rated.standards
            if result.decision
        ),
        key=("standard",),
        refers=(OF_STANDARD, Refers("from_rating", "ratings", "rating"), Refers("to_rating", "ratings", "rating")),
    )


def questions(rated: RatedInspection) -> DataTable:
    """Return every key question and prompt with its count."""
    return DataTable(
        "questions",
        "Key questions and prompts",
        "The count of every key question and prompt of the standards that are rated from cases.",
        (
            QUESTION,
            Field("kind", "Kind", "string", "'key question' (it has a band and gives the rating) or 'prompt'."),
            Field("key_question", "Key question", "string", "The key question that it belongs to, or its own number."),
            STANDARD,
            Field("text", "Text", "string", "The question in the published words."),
            Field("relevant", "Relevant cases", "integer", "The cases that the question applies to.", "not known"),
            Field("yes", "Yes", "integer", "The relevant cases that were answered yes.", "not known"),
            Field("not_evidenced", "Not evidenced", "integer", _NOT_EVIDENCED, "not known", noted=True),
            Field("percent", "Whole per cent", "integer", _PERCENT, "not applicable", noted=True),
            Field("percent_exact", "Per cent to two decimals", "decimal", _EXACT, "not applicable"),
            Field("band", "Band", "string", "The rating of a key question's band.", "not applicable"),
            Field("lowest", "Lowest", "boolean", _LOWEST, "not applicable", noted=True),
        ),
        tuple(
            row for result in rated.standards for question in result.key_questions for row in _rows(result, question)
        ),
        key=("question",),
        refers=(
            Refers("key_question", "questions", "question"),
            OF_STANDARD,
            Refers("band", "ratings", "rating"),
        ),
    )


_NOT_EVIDENCED = "The relevant cases in which the work was not recorded. They count as no yes, and are kept apart."
_PERCENT = "Yes of the relevant cases as a whole per cent, which decides the band. Yes and relevant are exact."
_EXACT = "Yes of the relevant cases in per cent, to at most two decimals."
_LOWEST = "Whether it is the key question with the lowest share of yes, which gives the rating of its standard."


def _rows(result: StandardResult, question: KeyQuestionResult) -> Iterator[tuple[Cell, ...]]:
    one, banded = question.question, question.banded
    percents: tuple[Cell, ...] = (banded.percent, Decimal(exact_percent(banded.tally))) if banded else (None, None)
    band = banded.band.rating.name if banded else None
    lowest = question in result.lowest if banded else None
    named = (one.id, "key question", one.id, result.standard.id, one.text)
    yield (*named, *_counts(question.tally), *percents, band, lowest)
    for prompt in question.prompts:
        yield _prompt(result, question, prompt)


def _prompt(result: StandardResult, question: KeyQuestionResult, prompt: PromptResult) -> tuple[Cell, ...]:
    one, tally = prompt.prompt, prompt.tally
    exact = Decimal(exact_percent(tally)) if tally and tally.relevant else None
    named = (one.id, "prompt", question.question.id, result.standard.id, one.text)
    return (*named, *_counts(tally), prompt.percent, exact, None, None)


def _counts(tally: Tally | None) -> tuple[Cell, Cell, Cell]:
    return (tally.relevant, tally.yes, tally.not_evidenced) if tally else (None, None, None)
