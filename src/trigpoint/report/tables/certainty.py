"""How sure the ratings are: one case judged the other way, and every eligible case read."""

from collections.abc import Iterator
from typing import assert_never

from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.tables.results import OF_QUESTION, OF_STANDARD, QUESTION, RATING, STANDARD
from trigpoint.report.tables.table import Cell, DataTable, Field, Refers
from trigpoint.rules.answers import GradeTally, Tally
from trigpoint.rules.flips import Flip
from trigpoint.rules.overall_rules import JudgedWhole, Overall, Total
from trigpoint.rules.stability import Spread


def what_ifs(report: RatedBundle) -> DataTable:
    """Return every change of one case from no to yes or back that can be tried, with what would follow."""
    flips = [(flip, *yeses) for flip in report.flips if (yeses := _yeses(flip))]
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
            *_AFTER_THE_CHANGE,
        ),
        tuple(_what_if(report, flip, before, after) for flip, before, after in flips),
        key=("question", "way"),
        refers=_REFERS,
    )


def grade_what_ifs(report: RatedBundle) -> DataTable:
    """Return every change of one case by one grade that can be tried, with what would follow."""
    flips = [(flip, *points) for flip in report.flips if (points := _points(flip))]
    return DataTable(
        "grade_what_ifs",
        "If one case had been given another grade",
        "For each graded key question one case a grade higher and one a grade lower. Where the rules would give the "
        "standard another rating, a decision of the ratings panel no longer stands and that rating is taken as final.",
        (
            QUESTION,
            Field("way", "Way", "string", "'up' (one grade higher) or 'down' (one grade lower)."),
            STANDARD,
            Field("relevant", "Relevant cases", "integer", "The cases that the question applies to."),
            Field("points_before", "Points as graded", "integer", "The grades of the relevant cases, added up."),
            Field("points_after", "Points after the change", "integer", "The same with one case graded differently."),
            *_AFTER_THE_CHANGE,
        ),
        tuple(_what_if(report, flip, before, after) for flip, before, after in flips),
        key=("question", "way"),
        refers=_REFERS,
    )


_TOTAL = "The total score after the change"
_RATING = "The overall rating after the change"
_AFTER_THE_CHANGE = (
    Field("percent_after", "Whole per cent after the change", "integer", "Yes after it, as a whole per cent."),
    Field("rating_before", "Rating by the rules", "string", "What the rules give for the standard."),
    Field("rating_after", "Rating after the change", "string", "What the rules would give after the change."),
    Field("changes_standard", "Changes the standard", "boolean", "Whether these two ratings differ."),
    Field("score_by_rules", "Total by the rules", "integer", f"{_TOTAL}, by the rules.", "not known"),
    Field("overall_by_rules", "Overall by the rules", "string", f"{_RATING}, by the rules.", "not known"),
    Field("score", "Final total", "integer", f"{_TOTAL}, in the end.", "not known"),
    Field("overall", "Final overall rating", "string", f"{_RATING}, in the end.", "not known"),
)
_REFERS = (
    OF_QUESTION,
    OF_STANDARD,
    *(Refers(field, "ratings", "rating") for field in ("rating_before", "rating_after")),
)


def _yeses(flip: Flip) -> tuple[int, int] | None:
    """Return the number of yeses before and after; None where the question is graded."""
    match flip.before, flip.after.tally:
        case Tally() as before, Tally() as after:
            return before.yes, after.yes
        case _:
            return None


def _points(flip: Flip) -> tuple[int, int] | None:
    """Return the points before and after; None where the question is answered yes or no."""
    match flip.before, flip.after.tally:
        case GradeTally() as before, GradeTally() as after:
            return before.points, after.points
        case _:
            return None


def _what_if(report: RatedBundle, flip: Flip, before: int, after: int) -> tuple[Cell, ...]:
    standard = next(s for s in report.framework.standards if flip.question in s.key_questions)
    return (
        flip.question.id,
        flip.way,
        standard.id,
        flip.before.relevant,
        before,
        after,
        flip.after.percent,
        flip.standard_before.name,
        flip.standard_after.name,
        flip.changes_standard,
        *_total(flip.overall_rules),
        *_total(flip.overall_final),
    )


def _total(overall: Overall | None) -> tuple[Cell, Cell]:
    match overall:
        case Total():
            return overall.score, overall.rating.name
        case JudgedWhole():
            return None, overall.rating.name
        case None:
            return None, None
        case _:
            assert_never(overall)


def stability(report: RatedBundle) -> DataTable:
    """Return how often each rating came out; what has no spread is not in it."""
    certain = report.stability
    read = "; ".join(
        f"{population.read} of {population.eligible} {population.case_type.name} were read"
        for population in certain.populations
    )
    return DataTable(
        "stability",
        "If every eligible case had been read",
        "How often each rating by the rules came out when the cases that nobody read were filled in from those that "
        f"were (Pólya posterior, seed {certain.seed}; {read or 'no sample is known'}). Ratings that do not rest on a "
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


def _spreads(report: RatedBundle) -> Iterator[tuple[Cell, ...]]:
    for name, spread in (*report.stability.standards.items(), ("overall", report.stability.overall)):
        if isinstance(spread, Spread):
            draws = sum(spread.draws_with.values())
            for rating, number in spread.draws_with.items():
                yield name, rating.name, number, draws, rating == spread.rating
