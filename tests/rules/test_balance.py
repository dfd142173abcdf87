"""The table of representativeness: eligible against sample, and the margin of each sub-sample."""

from fractions import Fraction

from tests.factories.samples import RISK, SEX, listed
from trigpoint.rules.balance import BalanceRow, balance, expected

# Six boys (four low, two high) and two girls (low); five are read.
ELIGIBLE = [
    *(listed(f"C{n}", "male", "low") for n in (1, 2, 3, 4)),
    *(listed(f"C{n}", "male", "high") for n in (5, 6)),
    *(listed(f"C{n}", "female", "low") for n in (7, 8)),
]
SAMPLE = [ELIGIBLE[0], ELIGIBLE[1], ELIGIBLE[2], ELIGIBLE[4], ELIGIBLE[6]]


def test_every_value_that_a_case_has_is_a_row_in_the_declared_order() -> None:
    rows = [one for one in balance(ELIGIBLE, SAMPLE, (SEX, RISK), 80) if len(one.attributes) == 1]
    assert [(one.attributes[0], one.values[0], one.eligible, one.sample) for one in rows] == [
        ("sex", "male", 6, 4),
        ("sex", "female", 2, 1),
        ("risk", "low", 6, 4),
        ("risk", "high", 2, 1),
    ]


def test_a_crossing_is_shown_only_where_five_eligible_cases_have_it() -> None:
    more = [*ELIGIBLE, listed("C9", "male", "low")]
    crossings = [one for one in balance(more, SAMPLE, (SEX, RISK), 80) if len(one.attributes) == 2]
    # Of five, three are read: 1.2816 × √(0.25/3 × 2/4) = 0.2616.
    assert crossings == [BalanceRow(("sex", "risk"), ("male", "low"), 5, 3, 262)]
    assert not any(len(one.attributes) == 2 for one in balance(ELIGIBLE, SAMPLE, (SEX, RISK), 80))


def test_a_value_of_which_no_case_is_read_has_no_margin() -> None:
    rows = balance(ELIGIBLE, ELIGIBLE[:6], (SEX,), 80)
    assert [one.margin_tenths for one in rows] == [0, None]


def test_what_is_expected_is_the_share_of_the_eligible_cases() -> None:
    row = balance(ELIGIBLE, SAMPLE, (SEX,), 80)[0]
    assert expected(row, read=5, eligible=8) == Fraction(15, 4)  # 6 × 5/8


def test_without_cases_there_is_no_row() -> None:
    assert balance([], [], (SEX, RISK), 80) == ()
