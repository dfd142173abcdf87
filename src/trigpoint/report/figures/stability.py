"""How often each rating came out when the cases that nobody read were filled in."""

from collections.abc import Iterator
from fractions import Fraction

from trigpoint.report.document import Column, Figure, Row, Table, plain
from trigpoint.report.figures.bars import PLOT, Look, Segment, bar, fits, heading, space
from trigpoint.report.figures.svg import MARGIN, SMALL, Drawn, line_height, lines, picture, stacked, wrapped
from trigpoint.report.tones import TONES
from trigpoint.rules.method import Rating
from trigpoint.rules.rating import RatedInspection
from trigpoint.rules.stability import NotShown, Spread, Stability

TITLE = "How often each rating came out, by the rules alone"
_OVERALL = "Overall rating"


def stability_bars(rated: RatedInspection, certain: Stability) -> Figure:
    """Draw the ratings of all draws as one bar for the overall rating and each standard that has a spread."""
    shown = tuple(_shown(rated, certain))
    description = _description(shown)
    drawn = stacked([row for name, spread in shown if isinstance(spread, Spread) for row in _row(name, spread)])
    return Figure(TITLE, description, picture(TITLE, description, drawn))


def stability_table(rated: RatedInspection, certain: Stability) -> Table:
    """Return how often each rating came out, for the overall rating and each standard that has a spread."""
    ratings = rated.framework.method.all_ratings
    columns = (Column("Rating of", share=4), Column("By the rules", share=3))
    scale = tuple(Column(rating.name, numeric=True, share=2) for rating in ratings)
    rows = (_table_row(name, spread, ratings) for name, spread in _shown(rated, certain) if isinstance(spread, Spread))
    return Table(TITLE, (*columns, *scale), tuple(rows))


def _shown(rated: RatedInspection, certain: Stability) -> Iterator[tuple[str, Spread | NotShown]]:
    yield _OVERALL, certain.overall
    for result in rated.standards:
        yield f"{result.standard.id} {result.standard.name}", certain.standards[result.standard.id]


def _row(name: str, spread: Spread) -> Iterator[Drawn]:
    yield heading(name, f"{spread.rating.name} in {per_cent(spread.probability(spread.rating))}")
    segments = [_segment(rating, number, spread) for rating, number in spread.draws_with.items()]
    yield bar(segments)
    whole = sum(segment.amount for segment in segments)
    if any(segment.amount and not fits(segment, whole) for segment in segments):
        yield _words_below(", ".join(segment.label for segment in segments if segment.amount))
    yield space(14)


def _segment(rating: Rating, number: int, spread: Spread) -> Segment:
    colours = TONES[rating.tone]
    share = per_cent(spread.probability(rating))
    return Segment(
        number, f"{rating.name} {share}", share, Look(colours.ground, colours.text), strong=rating == spread.rating
    )


def _words_below(text: str) -> Drawn:
    """Say in a line of their own the parts of a bar that have no room for their words."""
    below = wrapped(text, PLOT, SMALL)
    return Drawn(lines(MARGIN, SMALL + 4, below, SMALL), len(below) * line_height(SMALL) + 4)


def per_cent(share: Fraction) -> str:
    """Return a share as a whole per cent; what is neither none nor all is never shown as 0% or 100%."""
    whole = (200 * share.numerator + share.denominator) // (2 * share.denominator)
    if share > 0 and whole == 0:
        return "under 1%"
    return "over 99%" if share < 1 and whole == 100 else f"{whole}%"


def _description(shown: tuple[tuple[str, Spread | NotShown], ...]) -> str:
    spreads = "; ".join(
        f"{name}, {spread.rating.name} in {per_cent(spread.probability(spread.rating))}"
        for name, spread in shown
        if isinstance(spread, Spread)
    )
    return f"In how many of the completed populations the rating by the rules came out again: {spreads}."


def _table_row(name: str, spread: Spread, ratings: tuple[Rating, ...]) -> Row:
    shares = (plain(per_cent(spread.probability(rating)) if rating in spread.draws_with else "–") for rating in ratings)
    return Row((plain(name), plain(spread.rating.name), *shares))
