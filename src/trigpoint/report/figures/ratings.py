"""Ratings at a glance: every standard on the rating scale, and what the ratings panel moved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from trigpoint.report.document import Column, Figure, Row, Table, Words, plain
from trigpoint.report.figures.glance_words import final_in_words, glance_in_words, moved_standards
from trigpoint.report.figures.svg import (
    BODY,
    INK,
    LINE,
    MARGIN,
    PAPER,
    SMALL,
    WIDTH,
    Drawn,
    element,
    line_height,
    lines,
    picture,
    stacked,
    width_of,
    words,
    wrapped,
)
from trigpoint.report.overall_in_words import total_in_words
from trigpoint.report.tones import TONES
from trigpoint.report.words import rating_mark
from trigpoint.rules.answers import OVERALL
from trigpoint.rules.framework import Framework
from trigpoint.rules.method import Rating, SumOfScores
from trigpoint.rules.overall_rules import JudgedWhole, Overall, Total
from trigpoint.rules.rating import RatedInspection, StandardResult

_LABELS = 204
_BETWEEN = 20  # room for the head of an arrow between two marks
_INSIDE = 5

TITLE = "Ratings at a glance"


@dataclass(frozen=True, slots=True)
class _Scale:
    """A rating scale across the picture, a column for each rating; `width` is that of the whole picture."""

    ratings: tuple[Rating, ...]
    width: int

    @property
    def column(self) -> int:
        return (self.width - 2 * MARGIN - _LABELS) // len(self.ratings)

    @property
    def mark(self) -> int:
        return self.column - _BETWEEN

    def left(self, rating: Rating) -> int:
        return MARGIN + _LABELS + self.column * self.ratings.index(rating) + _BETWEEN // 2

    def name(self, rating: Rating, *, bold: bool) -> tuple[str, ...]:
        return wrapped(rating.name, self.mark - 2 * _INSIDE, SMALL, bold=bold)

    @property
    def mark_height(self) -> int:
        most = max(len(self.name(rating, bold=True)) for rating in self.ratings)
        return most * line_height(SMALL) + 2 * _INSIDE


def ratings_at_a_glance(rated: RatedInspection) -> Figure:
    """Draw the final rating of every standard, with the rules' result where the ratings panel moved it."""
    description = glance_in_words(rated)
    scales = _scales(rated.framework)
    width = next(iter(scales.values())).width
    drawn = stacked(tuple(_parts(rated, scales, width)))
    return Figure(TITLE, description, picture(TITLE, description, drawn, width))


def _scales(framework: Framework) -> dict[str, _Scale]:
    """Return the scale of each standard (by id) and of the whole, all as wide as the widest of them needs."""
    method = framework.method
    ratings = {OVERALL: method.ratings}
    ratings |= {standard.id: method.of(standard.id).ratings for standard in framework.standards}
    width = max(_width(scale) for scale in set(ratings.values()))
    return {rated: _Scale(scale, width) for rated, scale in ratings.items()}


def _width(ratings: tuple[Rating, ...]) -> int:
    """Share out the width; where a word of a rating's name needs more, the picture is wider."""
    longest = max(width_of(word, SMALL, bold=True) for rating in ratings for word in rating.name.split())
    even = (WIDTH - 2 * MARGIN - _LABELS) // len(ratings)
    return 2 * MARGIN + _LABELS + len(ratings) * max(even, longest + 2 * _INSIDE + _BETWEEN)


def _parts(rated: RatedInspection, scales: Mapping[str, _Scale], width: int) -> Iterator[Drawn]:
    if rated.framework.method.overall is not None:
        yield _overall(rated, scales[OVERALL])
    for domain in rated.framework.domains:
        yield _domain(domain.name, width)
        for standard in domain.standards:
            result = rated.standard(standard.id)
            label = wrapped(_label(rated, result), _LABELS - MARGIN)
            yield _row(label, result.rules, result.final, scales[standard.id])
    if moved_standards(rated) or rated.rules != rated.final:
        yield _legend(width)


def _overall(rated: RatedInspection, scale: _Scale) -> Drawn:
    parts = ("Overall rating", *_figures(rated.rules, rated.final))
    label = tuple(line for part in parts for line in wrapped(part, _LABELS - MARGIN, bold=True))
    row = _row(label, _rating(rated.rules), _rating(rated.final), scale, weight="bold")
    return Drawn(row.svg, row.height + 4)


def _figures(rules: Overall | None, final: Overall | None) -> Iterator[str]:
    match final:
        case Total():
            yield f"{total_in_words(final)} in the end"
            if rules and rules != final:
                yield f"{total_in_words(rules)} by the rules"
        case JudgedWhole():
            yield total_in_words(final)
        case None:
            yield "not yet rated"
            if rules:
                yield f"{total_in_words(rules)} by the rules"
        case _:
            assert_never(final)
    if final and final.capped:
        yield f"{final.capped.before.name} before the cap"


def _domain(name: str, width: int) -> Drawn:
    heading = wrapped(name, width - 2 * MARGIN, bold=True)
    rule = element("line", x1=MARGIN, y1=6, x2=width - MARGIN, y2=6, stroke=INK, stroke_width=2)
    return Drawn(rule + lines(MARGIN, 28, heading, font_weight="bold"), 16 + len(heading) * line_height(BODY))


def _row(
    label: tuple[str, ...], rules: Rating | None, final: Rating | None, scale: _Scale, weight: str = "normal"
) -> Drawn:
    """Return one row: its label, a filled mark for the final rating, an open one where the rules gave another."""
    step = line_height(BODY)
    height = max(scale.mark_height, len(label) * step) + 14
    baseline = height // 2 - len(label) * step // 2 + BODY
    shapes = [_track(scale, height // 2), lines(MARGIN, baseline, label, font_weight=weight)]
    if rules and rules != final:
        shapes.append(_mark(rules, scale, height, final=False))
    if final:
        shapes.append(_mark(final, scale, height, final=True))
    if rules and final and rules != final:
        shapes.append(_arrow(scale.left(rules), scale.left(final), scale.mark, height // 2))
    return Drawn("".join(shapes), height)


def _track(scale: _Scale, y: int) -> str:
    return element(
        "line", x1=MARGIN + _LABELS, y1=y, x2=scale.width - MARGIN, y2=y, stroke="#cecece", stroke_dasharray="2 4"
    )


def _mark(rating: Rating, scale: _Scale, height: int, *, final: bool) -> str:
    colours = TONES[rating.tone]
    left, top = scale.left(rating), (height - scale.mark_height) // 2
    look: dict[str, str | int] = {"fill": colours.ground, "stroke": colours.text, "stroke_width": 2}
    if not final:
        look = {"fill": PAPER, "stroke": LINE, "stroke_width": 2, "stroke_dasharray": "4 3"}
    name = scale.name(rating, bold=final)
    box = element("rect", x=left, y=top, width=scale.mark, height=scale.mark_height, rx=4, **look)
    ink = colours.text if final else INK
    label = lines(
        left + scale.mark // 2,
        height // 2 - len(name) * line_height(SMALL) // 2 + SMALL - 1,
        name,
        SMALL,
        text_anchor="middle",
        fill=ink,
        font_weight="bold" if final else "normal",
    )
    return element("g", box + label, class_="final" if final else "by-rules")


def _arrow(start: int, end: int, mark: int, y: int) -> str:
    """Return an arrow from the near edge of one mark to the near edge of another."""
    way = 1 if start < end else -1
    tail, head = (start + mark, end - 2) if way > 0 else (start, end + mark + 2)
    neck = head - 9 * way
    shaft = element("line", x1=tail, y1=y, x2=neck, y2=y, stroke=INK, stroke_width=3)
    return shaft + element("path", d=f"M{head} {y} L{neck} {y - 7} L{neck} {y + 7} Z", fill=INK)


def _legend(width: int) -> Drawn:
    rule = element("line", x1=MARGIN, y1=8, x2=width - MARGIN, y2=8, stroke=LINE)
    open_box = element(
        "rect",
        x=MARGIN,
        y=20,
        width=36,
        height=18,
        rx=4,
        fill=PAPER,
        stroke=LINE,
        stroke_width=2,
        stroke_dasharray="4 3",
    )
    filled = element(
        "rect", x=MARGIN + 310, y=20, width=36, height=18, rx=4, fill="#eeefef", stroke=INK, stroke_width=2
    )
    open_words = words(MARGIN + 46, 34, "by the rules alone, where it differs", SMALL)
    return Drawn(rule + open_box + filled + open_words + words(MARGIN + 356, 34, "final rating", SMALL), 50)


def _label(rated: RatedInspection, result: StandardResult) -> str:
    label = f"{result.standard.id} {result.standard.name}"
    if result.final is None:
        label += f": {final_in_words(result)}"
    label += _before_cap(result)
    apart = isinstance(rated.framework.method.overall, SumOfScores) and not result.standard.in_overall
    return f"{label} (not in the overall rating)" if apart else label


def _before_cap(result: StandardResult) -> str:
    capped = result.working.capped if result.working else None
    return f" ({capped.before.name} before the cap)" if capped else ""


def _rating(overall: Overall | None) -> Rating | None:
    return overall.rating if overall else None


def ratings_table(rated: RatedInspection) -> Table:
    """Return every rating by the rules alone and as it is final, the overall rating first."""
    columns = (Column("Standard", share=7), Column("By the rules alone", share=8), Column("Final rating", share=8))
    capped = rated.final.capped if rated.final else None
    name = f"Overall rating ({capped.before.name} before the cap)" if capped else "Overall rating"
    overall = Row((plain(name), _total(rated.rules), _total(rated.final)))
    rows = tuple(_table_rows(rated, rated.framework))
    return Table(TITLE, columns, rows if rated.framework.method.overall is None else (overall, *rows))


def _total(overall: Overall | None) -> Words:
    mark = (rating_mark(overall.rating if overall else None),)
    return (*mark, *plain(f" {total_in_words(overall)}")) if overall else mark


def _table_rows(rated: RatedInspection, framework: Framework) -> Iterator[Row]:
    for domain in framework.domains:
        yield Row((plain(domain.name),), group=True)
        for standard in domain.standards:
            result = rated.standard(standard.id)
            yield Row((plain(f"{standard.id} {standard.name}{_before_cap(result)}"), *_ratings(result)))


def _ratings(result: StandardResult) -> tuple[Words, Words]:
    if result.not_rated:
        return plain("Not rated"), plain("Not rated")
    rules: Words = (rating_mark(result.rules),) if result.rules or not result.final else plain("Not known")
    return rules, (rating_mark(result.final),)
