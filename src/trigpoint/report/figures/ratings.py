"""Ratings at a glance: every standard on the rating scale, and what the ratings panel moved."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from trigpoint.english import list_of
from trigpoint.report.document import Column, Figure, Row, Table, Words, plain
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
from trigpoint.report.tones import TONES
from trigpoint.report.words import rating_mark
from trigpoint.rules.framework import Framework, Standard
from trigpoint.rules.method import Rating
from trigpoint.rules.overall import Total
from trigpoint.rules.rating import RatedInspection, StandardResult

_LABELS = 204
_BETWEEN = 20  # room for the head of an arrow between two marks
_INSIDE = 5

TITLE = "Ratings at a glance"
_NOT_RATED = "not rated"
_NOT_YET_RATED = "not yet rated"


@dataclass(frozen=True, slots=True)
class _Scale:
    """The rating scale across the picture, a column for each rating."""

    ratings: tuple[Rating, ...]
    column: int

    @property
    def width(self) -> int:
        return MARGIN + _LABELS + self.column * len(self.ratings) + MARGIN

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
    description = _description(rated)
    scale = _scale(rated.framework.method.ratings)
    drawn = stacked(tuple(_parts(rated, scale)))
    return Figure(TITLE, description, picture(TITLE, description, drawn, scale.width), _table(rated))


def _scale(ratings: tuple[Rating, ...]) -> _Scale:
    """Share out the width; where a word of a rating's name needs more, the picture is wider."""
    longest = max(width_of(word, SMALL, bold=True) for rating in ratings for word in rating.name.split())
    even = (WIDTH - 2 * MARGIN - _LABELS) // len(ratings)
    return _Scale(ratings, max(even, longest + 2 * _INSIDE + _BETWEEN))


def _parts(rated: RatedInspection, scale: _Scale) -> Iterator[Drawn]:
    yield _overall(rated, scale)
    for domain in rated.framework.domains:
        yield _domain(domain.name, scale)
        for standard in domain.standards:
            result = rated.standard(standard.id)
            yield _row(wrapped(_label(result), _LABELS - MARGIN), result.rules, result.final, scale)
    if _moved(rated) or rated.rules != rated.final:
        yield _legend(scale)


def _overall(rated: RatedInspection, scale: _Scale) -> Drawn:
    label = ["Overall rating"]
    label.append(f"{rated.final.score} of {rated.final.out_of} in the end" if rated.final else "not yet rated")
    if rated.rules and rated.rules != rated.final:
        label.append(f"{rated.rules.score} of {rated.rules.out_of} by the rules")
    row = _row(tuple(label), _rating(rated.rules), _rating(rated.final), scale, weight="bold")
    return Drawn(row.svg, row.height + 4)


def _domain(name: str, scale: _Scale) -> Drawn:
    said = wrapped(name, scale.width - 2 * MARGIN, bold=True)
    rule = element("line", x1=MARGIN, y1=6, x2=scale.width - MARGIN, y2=6, stroke=INK, stroke_width=2)
    return Drawn(rule + lines(MARGIN, 28, said, font_weight="bold"), 16 + len(said) * line_height(BODY))


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
    said = lines(
        left + scale.mark // 2,
        height // 2 - len(name) * line_height(SMALL) // 2 + SMALL - 1,
        name,
        SMALL,
        text_anchor="middle",
        fill=ink,
        font_weight="bold" if final else "normal",
    )
    return element("g", box + said, class_="final" if final else "by-rules")


def _arrow(start: int, end: int, mark: int, y: int) -> str:
    """Return an arrow from the near edge of one mark to the near edge of another."""
    way = 1 if start < end else -1
    tail, head = (start + mark, end - 2) if way > 0 else (start, end + mark + 2)
    neck = head - 9 * way
    shaft = element("line", x1=tail, y1=y, x2=neck, y2=y, stroke=INK, stroke_width=3)
    return shaft + element("path", d=f"M{head} {y} L{neck} {y - 7} L{neck} {y + 7} Z", fill=INK)


def _legend(scale: _Scale) -> Drawn:
    rule = element("line", x1=MARGIN, y1=8, x2=scale.width - MARGIN, y2=8, stroke=LINE)
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
    said = words(MARGIN + 46, 34, "by the rules alone, where it differs", SMALL)
    return Drawn(rule + open_box + filled + said + words(MARGIN + 356, 34, "final rating", SMALL), 50)


def _label(result: StandardResult) -> str:
    said = f"{result.standard.id} {result.standard.name}"
    if result.final is None:
        said += f": {_final_in_words(result)}"
    return said if result.standard.in_overall else f"{said} (not in the overall rating)"


def _rating(total: Total | None) -> Rating | None:
    return total.rating if total else None


def _moved(rated: RatedInspection) -> list[StandardResult]:
    return [one for one in rated.standards if one.rules and one.rules != one.final]


def _description(rated: RatedInspection) -> str:
    return f"{_overall_sentence(rated.rules, rated.final)} {_standards_sentence(rated)}"


def _overall_sentence(rules: Total | None, final: Total | None) -> str:
    if final is None:
        return "There is no overall rating yet."
    said = f"The overall rating is {final.rating.name}, with {final.score} of {final.out_of}"
    if rules is None or rules == final:
        return f"{said}."
    return f"{said}; the rules alone give {rules.rating.name}, with {rules.score}."


def _standards_sentence(rated: RatedInspection) -> str:
    number = Counter(_final_in_words(one) for one in rated.standards)
    scale = [rating.name for rating in reversed(rated.framework.method.ratings)]
    counts = list_of([f"{number[name]} {name}" for name in [*scale, _NOT_RATED, _NOT_YET_RATED] if number[name]])
    moved = list_of([_move(one.standard, one.rules, one.final) for one in _moved(rated) if one.rules and one.final])
    said = f"The final ratings of the {len(rated.standards)} standards are {counts}"
    return f"{said}; the ratings panel moved {moved}." if moved else f"{said}."


def _final_in_words(result: StandardResult) -> str:
    if result.final:
        return result.final.name
    return _NOT_RATED if result.not_rated else _NOT_YET_RATED


def _move(standard: Standard, rules: Rating, final: Rating) -> str:
    return f"{standard.id} {standard.name} from {rules.name} to {final.name}"


def _table(rated: RatedInspection) -> Table:
    columns = (Column("Standard", share=4), Column("By the rules alone", share=3), Column("Final rating", share=3))
    overall = Row((plain("Overall rating"), _total(rated.rules), _total(rated.final)))
    return Table(TITLE, columns, (overall, *_table_rows(rated, rated.framework)))


def _total(total: Total | None) -> Words:
    mark = (rating_mark(total.rating if total else None),)
    return (*mark, *plain(f" {total.score} of {total.out_of}")) if total else mark


def _table_rows(rated: RatedInspection, framework: Framework) -> Iterator[Row]:
    for domain in framework.domains:
        yield Row((plain(domain.name),), group=True)
        for standard in domain.standards:
            result = rated.standard(standard.id)
            yield Row((plain(f"{standard.id} {standard.name}"), *_ratings(result)))


def _ratings(result: StandardResult) -> tuple[Words, Words]:
    if result.not_rated:
        return plain("Not rated"), plain("Not rated")
    rules: Words = (rating_mark(result.rules),) if result.rules or not result.final else plain("Not known")
    return rules, (rating_mark(result.final),)
