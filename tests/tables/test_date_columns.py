"""Dates are judged by their whole column: one that can be read in one way only tells how the others are meant."""

from datetime import date

import pytest

from trigpoint.tables.date_columns import judged
from trigpoint.tables.dates import DateOrder, day_in


@pytest.mark.parametrize(
    ("cells", "settled", "against"),
    [
        (["3/5/2026", "4/11/2026"], False, ()),
        (["3/5/2026", "25/3/2026"], True, ()),
        (["3/5/2026", "3/25/2026"], False, (1,)),
        (["25/3/2026", "3/25/2026", "3/5/2026"], False, (1,)),
        (["25/3/2026", "3/25/2026"], True, (1,)),
        (["2026-03-05", "5 March 2026"], True, ()),
        (["2026-03-05", "3/5/2026"], False, ()),
        (["5/5/2026", "11/11/2026"], True, ()),
        (["05-06-26"], False, ()),
        (["40/40/2026", "x", ""], True, ()),
        ([], True, ()),
    ],
)
def test_the_order_is_settled_where_some_date_tells_it(
    cells: list[str], settled: bool, against: tuple[int, ...]
) -> None:
    column = judged(cells)
    assert (column.is_settled, column.order, column.against) == (settled, DateOrder.DAY_FIRST, against)


def test_an_answer_settles_the_order_and_dates_of_the_other_order_stand_against_it() -> None:
    column = judged(["3/5/2026", "25/3/2026", "3/25/2026"], DateOrder.MONTH_FIRST)
    assert (column.is_settled, column.order, column.against) == (True, DateOrder.MONTH_FIRST, (1,))


def test_a_day_in_figures_is_read_in_the_order_that_is_said() -> None:
    assert day_in("3/5/2026") == date(2026, 5, 3)
    assert day_in("3/5/2026", DateOrder.MONTH_FIRST) == date(2026, 3, 5)
    assert day_in("2026-03-05", DateOrder.MONTH_FIRST) == date(2026, 3, 5)
    assert day_in("25/3/2026", DateOrder.MONTH_FIRST) is None
