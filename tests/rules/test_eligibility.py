"""Which cases may be drawn: the window, exclusions, one case a child."""

from datetime import date

import pytest

from tests.factories.loaded import YOUTH
from trigpoint.rules.case_list import ListedCase
from trigpoint.rules.eligibility import Eligibility, Ineligibility, LeftOut, eligibility, months_before, window_days

FIELDWORK = date(2026, 11, 23)
assert YOUTH.method.sample is not None
WINDOWS = YOUTH.method.sample.windows


def case(reference: str, disposed: date, *, child: str = "", case_type: str = "court") -> ListedCase:
    return ListedCase(reference, child or f"child of {reference}", case_type, disposed, ("male",))


def found(*cases: ListedCase, **exclusions: str) -> Eligibility:
    return eligibility(cases, WINDOWS, FIELDWORK, exclusions)


def references(result: Eligibility) -> list[str]:
    return [one.reference for one in result.eligible]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 23), 7, date(2026, 4, 23)),
        (date(2026, 11, 23), 12, date(2025, 11, 23)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),  # a shorter month ends on its last day
        (date(2028, 3, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected


def test_the_windows_are_seven_to_twelve_and_seven_to_ten_months() -> None:
    court, out_of_court = WINDOWS
    assert window_days(court, FIELDWORK) == (date(2025, 11, 23), date(2026, 4, 23))
    assert window_days(out_of_court, FIELDWORK) == (date(2026, 1, 23), date(2026, 4, 23))


@pytest.mark.parametrize(
    ("disposed", "may_be_drawn"),
    [
        (date(2025, 11, 22), False),
        (date(2025, 11, 23), True),
        (date(2026, 4, 23), True),
        (date(2026, 4, 24), False),
    ],
)
def test_both_ends_of_the_window_count(disposed: date, may_be_drawn: bool) -> None:
    result = found(case("C1", disposed))
    assert references(result) == (["C1"] if may_be_drawn else [])
    assert result.left_out == (() if may_be_drawn else (LeftOut("C1", Ineligibility.OUT_OF_WINDOW),))


def test_each_type_has_its_own_window() -> None:
    day = date(2025, 12, 1)  # eleven months and some days before
    result = found(case("C1", day), case("O1", day, case_type="out_of_court"))
    assert references(result) == ["C1"]


def test_an_excluded_case_is_left_out_with_its_reason() -> None:
    result = found(case("C1", date(2026, 1, 5)), C1="An open serious incident")
    assert result.left_out == (LeftOut("C1", Ineligibility.EXCLUDED, "An open serious incident"),)


def test_of_one_child_the_latest_case_may_be_drawn() -> None:
    result = found(
        case("C1", date(2026, 1, 5), child="K7"),
        case("C2", date(2026, 2, 5), child="K7"),
        case("C3", date(2026, 1, 9), child="K8"),
    )
    assert references(result) == ["C2", "C3"]
    assert result.left_out == (LeftOut("C1", Ineligibility.SAME_CHILD, "C2"),)


def test_of_one_child_and_one_day_the_first_reference_may_be_drawn() -> None:
    day = date(2026, 2, 5)
    assert references(found(case("C9", day, child="K7"), case("C10", day, child="K7"))) == ["C10"]


def test_one_child_counts_once_over_both_types() -> None:
    result = found(
        case("C1", date(2026, 1, 25), child="K7"),
        case("O1", date(2026, 3, 5), child="K7", case_type="out_of_court"),
    )
    assert references(result) == ["O1"]


def test_a_childs_reference_counts_in_capitals_as_in_small_letters() -> None:
    result = found(
        case("C1", date(2026, 1, 25), child="KA7"),
        case("O1", date(2026, 3, 5), child="ka7", case_type="out_of_court"),
    )
    assert references(result) == ["O1"]


def test_a_case_out_of_the_window_or_excluded_does_not_stand_in_the_way_of_another_of_the_child() -> None:
    result = found(
        case("C1", date(2026, 1, 5), child="K7"),
        case("C2", date(2026, 2, 5), child="K7"),
        case("C3", date(2026, 10, 5), child="K7"),
        C2="The child has moved away",
    )
    assert references(result) == ["C1"]
    assert [(one.reference, one.ground) for one in result.left_out] == [
        ("C2", Ineligibility.EXCLUDED),
        ("C3", Ineligibility.OUT_OF_WINDOW),
    ]


def test_the_order_of_the_list_does_not_count() -> None:
    cases = [case(f"C{n}", date(2026, 1, 1 + n), child=f"K{n % 3}") for n in range(9)]
    assert found(*cases) == found(*reversed(cases))
