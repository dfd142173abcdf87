"""How sure the ratings are: one case judged the other way, and every eligible case read."""

from collections.abc import Iterator

from trigpoint.report.reported import Reported
from trigpoint.report.tables.results import OF_QUESTION, OF_STANDARD, QUESTION, RATING, STANDARD
from trigpoint.report.tables.table import Cell, DataTable, Field, Refers
from trigpoint.rules.flips import Flip
from trigpoint.rules.overall import Total
from trigpoint.rules.stability import Spread


def what_ifs(report: Reported) -> DataTable:
    """Return every change of one case that can be tried, with what would follow."""
    of = {q.question.id: result.standard.id for result in report.rated.standards for q in result.key_questions}
    return DataTable(
        "what_ifs",
        "If one case had been judged the other way",
        "For each key question one yes more and one yes less. Where the rules would give the standard another rating, "
        "a decision of the ratings panel no longer stands and that rating is taken as final.",
        (
            QUESTION,
            Field("way", "Way", "string", "'up' (one yes more) or 'down' (one yes less)."),
            STANDARD,
            Field("relevant", "Relevant cases", "integer", "The cases that the question applies to."),
            Field("yes_before", "Yes as answered", "integer", "The relevant cases that were answered yes."),
            Field("yes_after", "Yes after the change", "integer", "The same with one case judged the other way."),
            Field("percent_after", "Whole per cent after the change", "integer", "Yes after it, as a whole per cent."),
            Field("rating_before", "Rating by the rules", "string", "What the rules give for the standard."),
            Field("rating_after", "Rating after the change", "string", "What the rules would give after the change."),
            Field("changes_standard", "Changes the standard", "boolean", "Whether these two ratings differ."),
            Field("score_by_rules", "Total by the rules", "integer", f"{_TOTAL}, by the rules.", "not known"),
            Field("overall_by_rules", "Overall by the rules", "string", f"{_RATING}, by the rules.", "not known"),
            Field("score", "Final total", "integer", f"{_TOTAL}, in the end.", "not known"),
            Field("overall", "Final overall rating", "string", f"{_RATING}, in the end.", "not known"),
        ),
        tuple(_what_if(flip, of[flip.question.id]) for flip in report.flips),
        key=("question", "way"),
        refers=(
            OF_QUESTION,
            OF_STANDARD,
            *(Refers(one, "ratings", "rating") for one in ("rating_before", "rating_after")),
        ),
    )


_TOTAL = "The total score after the change"
_RATING = "The overall rating after the change"


def _what_if(flip: Flip, standard_id: str) -> tuple[Cell, ...]:
    return (
        flip.question.id,
        flip.way,
        standard_id,
        flip.before.relevant,
        flip.before.yes,
        flip.after.tally.yes,
        flip.after.percent,
        flip.standard_before.name,
        flip.standard_after.name,
        flip.changes_standard,
        *_total(flip.overall_rules),
        *_total(flip.overall_final),
    )


def _total(total: Total | None) -> tuple[Cell, Cell]:
    return (total.score, total.rating.name) if total else (None, None)


def stability(report: Reported) -> DataTable:
    """Return how often each rating came out; what has no spread is not in it."""
    found = report.stability
    read = "; ".join(f"{one.read} of {one.eligible} {one.case_type.name} were read" for one in found.populations)
    return DataTable(
        "stability",
        "If every eligible case had been read",
        "How often each rating by the rules came out when the cases that nobody read were filled in from those that "
        f"were (Pólya posterior, seed {found.seed}; {read or 'no sample is known'}). Ratings that do not rest on a "
        "sample of cases are not in it.",
        (
            Field("rating_of", "Rating of", "string", "The number of the standard, or 'overall'."),
            Field("rating", "Rating", "string", "A rating of the scale."),
            Field("draws_with", "Times it came out", "integer", "In how many draws this rating came out."),
            Field("draws", "Times tried", "integer", "How many draws there were."),
            Field("by_the_rules", "By the rules", "boolean", "Whether the rules give this rating on the cases read."),
        ),
        tuple(_spreads(report)),
        key=("rating_of", "rating"),
        refers=(RATING,),
    )


def _spreads(report: Reported) -> Iterator[tuple[Cell, ...]]:
    for name, spread in (*report.stability.standards.items(), ("overall", report.stability.overall)):
        if isinstance(spread, Spread):
            draws = sum(spread.draws_with.values())
            for rating, number in spread.draws_with.items():
                yield name, rating.name, number, draws, rating == spread.rating
