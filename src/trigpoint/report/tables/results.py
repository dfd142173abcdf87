"""The scale, its bands and the overall rating."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from trigpoint.report.overall_in_words import judge_in_words
from trigpoint.report.tables.table import Cell, DataTable, Field, Refers
from trigpoint.rules.framework import Framework
from trigpoint.rules.method import Band, JudgedOverall, SumOfScores
from trigpoint.rules.overall_rules import JudgedWhole, Overall, Total
from trigpoint.rules.rating import RatedInspection

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
        tuple((rating.name, rating.score) for rating in framework.method.all_ratings),
        key=("rating",),
    )


def bands(framework: Framework) -> DataTable:
    """Return the bands of key questions (whole per cents) and of the overall rating (scores)."""
    method = framework.method
    per_cents = list(_band_rows("key question", method.bands))
    for own in method.own_bands:
        per_cents += _band_rows(f"key question of {', '.join(own.standards)}", own.bands)
    match method.overall:
        case SumOfScores():
            scores = list(_band_rows("overall", method.overall.bands))
        case JudgedOverall() | None:
            scores = []
        case _:
            assert_never(method.overall)
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


def _band_rows(applies_to: str, bands: Sequence[Band]) -> Iterator[tuple[Cell, ...]]:
    return ((applies_to, band.first, band.last, band.rating.name) for band in bands)


def overall(rated: RatedInspection) -> DataTable:
    """Return the overall rating by the rules alone and the final one, where they are known."""
    rows = (("by the rules", rated.rules), ("final", rated.final))
    match rated.framework.method.overall:
        case SumOfScores() | None:
            return _total(rows)
        case JudgedOverall():
            return _judged_overall(rows)
        case _:
            assert_never(rated.framework.method.overall)


def _judged_overall(rows: Sequence[tuple[str, Overall | None]]) -> DataTable:
    return DataTable(
        "overall",
        "The overall rating",
        "The overall rating as it was judged, by the rules alone and in the end: they differ where a cap limits one.",
        (
            Field("total", "Overall", "string", "'by the rules' or 'final'."),
            Field("judged_by", "Judged by", "string", "Who judged the whole."),
            Field("rating", "Rating", "string", "The overall rating, under any cap."),
        ),
        tuple(
            (name, judge_in_words(judged.judge), judged.rating.name)
            for name, judged in rows
            if isinstance(judged, JudgedWhole)
        ),
        key=("total",),
        refers=(RATING,),
    )


def _total(rows: Sequence[tuple[str, Overall | None]]) -> DataTable:
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
        tuple((name, total.score, total.out_of, total.rating.name) for name, total in rows if isinstance(total, Total)),
        key=("total",),
        refers=(RATING,),
    )
