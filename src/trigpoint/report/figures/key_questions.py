"""The key questions of one standard: the share of yes, or of points, against the bands that give the rating."""

from collections.abc import Iterator
from typing import assert_never

from trigpoint.report.document import Figure
from trigpoint.report.explain import count, named
from trigpoint.report.figures.bars import Look, Segment, at, bar, heading, legend, space
from trigpoint.report.figures.svg import (
    LINE,
    MARGIN,
    SMALL,
    WIDTH,
    Drawn,
    element,
    line_height,
    lines,
    picture,
    stacked,
    width_of,
    wrapped,
)
from trigpoint.rules.answers import AnyTally, GradeTally, Tally
from trigpoint.rules.framework import Graded
from trigpoint.rules.key_questions import KeyQuestionResult
from trigpoint.rules.method import Band
from trigpoint.rules.rating import RatedInspection, StandardResult
from trigpoint.rules.standard_rules import LowestQuestion, MajorityOfQuestions

_YES = ("Yes", Look(ground="#1d4f7c", ink="#ffffff"))
_NOT_EVIDENCED = ("Not evidenced", Look(ground="#b1b4b6", ink="#0b0c0c"))
_NO = ("No", Look(ground="#f3f2f1", ink="#0b0c0c"))
_NOT_YES = ("No or not evidenced", _NO[1])
_POINTS = ("Points", _YES[1])
_POINTS_SHORT = ("Points short of the best grades", _NO[1])


def key_questions(rated: RatedInspection, result: StandardResult) -> Figure:
    """Draw one bar for each key question of a case-based standard, with a line where each band begins."""
    title = f"{result.standard.id} {result.standard.name}: share of {_shared(result)} for each key question"
    description = _description(result)
    drawn = _drawn(result, rated.framework.method.of(result.standard.id).bands)
    return Figure(title, description, picture(title, description, drawn))


def _shared(result: StandardResult) -> str:
    graded = {isinstance(question.question.answers, Graded) for question in result.key_questions}
    return " or ".join(name for name, is_graded in (("yes", False), ("points", True)) if is_graded in graded)


def _drawn(result: StandardResult, bands: tuple[Band, ...]) -> Drawn:
    names = _band_names(bands)
    rows = stacked([row for question in result.key_questions for row in _row(question)])
    boundaries = "".join(_boundary(band.first, names.height, rows.height) for band in bands if band.first > 0)
    whole = stacked([names, rows, space(6), legend(_kinds(result))])
    return Drawn(boundaries + whole.svg, whole.height)


def _boundary(percent: int, top: int, height: int) -> str:
    x = at(percent, 100)
    return element("line", x1=x, y1=top, x2=x, y2=top + height - 6, stroke=LINE, stroke_width=2, stroke_dasharray="3 3")


def _band_names(bands: tuple[Band, ...]) -> Drawn:
    """Draw each band's name over its range; one that has no room there goes on a line of its own, further down."""
    step, shapes, taken = line_height(SMALL), "", [0]
    for band in bands:
        left, right = at(band.first, 100), at(min(band.last + 1, 100), 100)
        longest = max(width_of(word, SMALL) for word in band.rating.name.split())
        width = max(right - left - 4, longest)
        name = wrapped(band.rating.name, width, SMALL)
        half = max(width_of(line, SMALL) for line in name) // 2
        middle = min(max((left + right) // 2, MARGIN + half), WIDTH - MARGIN - half)
        first = next((n for n in range(len(taken)) if all(end <= middle - half for end in taken[n:])), len(taken))
        taken += [0] * (first + len(name) - len(taken))
        taken[first : first + len(name)] = [middle + half] * len(name)
        shapes += lines(middle, SMALL + 2 + first * step, name, SMALL, text_anchor="middle")
    return Drawn(shapes, len(taken) * step + 6)


def _row(result: KeyQuestionResult) -> Iterator[Drawn]:
    question = result.question
    yield heading(f"{question.id} {question.label or question.text}", _figure(result))
    if result.tally and result.tally.relevant:
        parts = _parts(result.tally)
        yield bar([Segment(amount, f"{amount} {name.lower()}", str(amount), look) for name, look, amount in parts])
    yield space(16)


def _parts(tally: AnyTally) -> list[tuple[str, Look, int]]:
    """Return the parts of a bar. A graded one shows points, not grades: bands are boundaries between points."""
    match tally:
        case Tally():
            if tally.not_evidenced is None:
                return [(*_YES, tally.yes), (*_NOT_YES, tally.not_yes)]
            no = tally.not_yes - tally.not_evidenced
            return [(*_YES, tally.yes), (*_NOT_EVIDENCED, tally.not_evidenced), (*_NO, no)]
        case GradeTally():
            return [(*_POINTS, tally.points), (*_POINTS_SHORT, tally.out_of - tally.points)]
        case _:
            assert_never(tally)


def _kinds(result: StandardResult) -> list[tuple[str, Look]]:
    tallies = [question.tally for question in result.key_questions if question.tally]
    return list(dict.fromkeys((name, look) for tally in tallies for name, look, _ in _parts(tally)))


def _figure(result: KeyQuestionResult) -> str:
    """Return '3 of 8 (38%)', or why there is no percentage."""
    if result.no_relevant_cases:
        return "no relevant cases"
    if result.tally is None or result.banded is None:
        return "not yet rated"
    rounding = ", by rounding" if result.banded.by_rounding else ""
    return f"{count(result.tally)} ({result.banded.percent}%{rounding})"


def _description(result: StandardResult) -> str:
    questions = "; ".join(f"{named(question.question)} {_in_words(question)}" for question in result.key_questions)
    shared = _shared(result)
    start = "Yes of the relevant cases" if shared == "yes" else f"The share of {shared}"
    return f"{start}: {questions}.{_deciding(result)}"


def _deciding(result: StandardResult) -> str:
    if result.working is None:
        return ""
    working = result.working.working
    names = " and ".join(
        named(question.question) for question in result.key_questions if question.question.id in working.questions
    )
    match working:
        case LowestQuestion():
            return f" The lowest, {names}, gives {working.rating.name}."
        case MajorityOfQuestions():
            return f" The majority, {names}, gives {working.rating.name}."
        case _:
            assert_never(working)


def _in_words(result: KeyQuestionResult) -> str:
    if result.tally is None or result.banded is None:
        return _figure(result)
    evidenced = result.tally.not_evidenced
    apart = f", {evidenced} not evidenced" if evidenced else ""
    return f"{count(result.tally)}{apart}, {result.banded.percent} per cent, {result.banded.band.rating.name}"
