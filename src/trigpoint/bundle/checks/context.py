"""Context figures against one another."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from trigpoint.bundle import messages
from trigpoint.bundle.checks.observations import Checked, Observation
from trigpoint.bundle.context import BreakdownRow, ContextFigure, known_sum
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.problems import Place
from trigpoint.rules.meanings import Percent


def breakdowns_add_up(checked: Checked) -> Iterator[Observation]:
    """Percentages of a row add up to 100, as nearly as rounding lets them; numbers to the total beside them."""
    for g, group in enumerate(checked.bundle.context):
        for b, breakdown in enumerate(group.breakdowns):
            for r, row in enumerate(breakdown.rows):
                at: Place = ("context", g, "breakdowns", b, "rows", r)
                if breakdown.unit == "percent":
                    yield from _hundred(row, at, checked.framework.method.percent_total_tolerance)
                elif isinstance(row.total, Decimal):
                    total, is_whole = known_sum(row.values)
                    # Of what is suppressed nobody knows the sum: the rest is at most the total.
                    if total > row.total or (is_whole and total < row.total):
                        message = messages.numbers_total(row.name, total, row.total)
                        yield Observation((*at, "total"), message, messages.number(total))


def _hundred(row: BreakdownRow, at: Place, tolerance: int) -> Iterator[Observation]:
    total, is_whole = known_sum(row.values)
    if total - 100 > tolerance or (is_whole and 100 - total > tolerance):
        message = messages.percentages_total(row.name, total, tolerance)
        yield Observation((*at, "values"), message, messages.number(total))


def parts_are_within_wholes(checked: Checked) -> Iterator[Observation]:
    """A figure that is a part of another is not more than it."""
    figures = {figure.id: figure for group in checked.bundle.context for figure in group.figures}
    for at, figure in _figures(checked.bundle):
        if figure.whole is None:
            continue
        part, whole = figures[figure.part or figure.id], figures[figure.whole]
        # Where the part says itself that it is of this whole, it is checked there.
        said_of_the_part = part is not figure and part.whole == figure.whole
        if said_of_the_part or part.unit != whole.unit:
            continue
        match part.value, whole.value:
            case Decimal() as of_part, Decimal() as of_whole if of_part > of_whole:
                message = messages.more_than_whole(part.label, of_part, whole.label, of_whole)
                yield Observation((*at, "whole"), message, messages.number(of_whole))


def percentages_are_of_their_parts(checked: Checked) -> Iterator[Observation]:
    """A percentage of two figures agrees with them to the last decimal printed."""
    figures = {figure.id: figure for group in checked.bundle.context for figure in group.figures}
    for at, figure in _figures(checked.bundle):
        if figure.part is None or figure.whole is None:
            continue
        percent, part, whole = figure.value, figures[figure.part].value, figures[figure.whole].value
        if not (isinstance(percent, Decimal) and isinstance(part, Decimal) and isinstance(whole, Decimal)):
            continue  # one of them is suppressed
        # To as many decimals as were printed: 10.7 is right for 10.712 and wrong for 10.76.
        printed = Percent(Fraction(percent), max(0, -int(percent.as_tuple().exponent)))
        share = Fraction(part) / Fraction(whole) if whole else None
        if share is None or not printed.is_near(share):
            right = messages.per_cent(share, printed.decimals)
            message = messages.not_the_percentage(figure.label, percent, part, whole, right)
            yield Observation((*at, "value"), message, right)


def _figures(bundle: Bundle) -> Iterator[tuple[Place, ContextFigure]]:
    for g, group in enumerate(bundle.context):
        for f, figure in enumerate(group.figures):
            yield ("context", g, "figures", f), figure
