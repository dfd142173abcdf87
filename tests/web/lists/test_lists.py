"""Lists: narrowed, sorted, paged, and as a file that a spreadsheet opens as it is meant."""

import csv
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.test import RequestFactory

from trigpoint.web.lists.asked import Asked, ask, file_of, listed
from trigpoint.web.lists.columns import Column, Filter, FilterKind, Listing
from trigpoint.web.lists.files import as_csv


@dataclass(frozen=True)
class Row:
    case: str
    reader: str
    day: date | None
    answered: int


ROWS = (
    Row("C10", "Ada", date(2027, 3, 2), 12),
    Row("C2", "Ben", None, 63),
    Row("c1", "Ada", date(2027, 3, 1), 0),
)
LISTING: Listing[Row] = Listing(
    caption="Cases",
    file_name="cases",
    columns=(
        Column("case", "Case", lambda row: row.case, order="case", is_reference=True),
        Column("reader", "Reader", lambda row: row.reader, order="reader"),
        Column("day", "Day", lambda row: row.day, order="day"),
        Column("answered", "Answered", lambda row: row.answered),
    ),
    filters=(
        Filter("reader", "Reader", "reader", options=(("Ada", "Ada"), ("Ben", "Ben"))),
        Filter("case", "Case", "case", kind=FilterKind.NAME),
        Filter("from", "From", kind=FilterKind.DAY),
    ),
    sort="case",
)


def asked(query: str) -> Asked[Row]:
    return ask(RequestFactory().get(f"/?{query}").GET, LISTING)


def cases(query: str) -> list[str]:
    return [row.case for row in listed(asked(query), ROWS).rows]


def test_texts_are_sorted_as_people_count_and_from_the_end_with_a_minus() -> None:
    assert cases("") == ["c1", "C2", "C10"]
    assert cases("sort=-case") == ["C10", "C2", "c1"]


def test_what_is_not_there_comes_last_in_either_order() -> None:
    assert cases("sort=day") == ["c1", "C10", "C2"]
    assert cases("sort=-day") == ["C10", "c1", "C2"]


def test_a_list_is_narrowed_by_a_choice_and_by_words() -> None:
    assert cases("reader=Ada") == ["c1", "C10"]
    assert cases("case=1") == ["c1", "C10"]
    assert cases("reader=Ada&case=10") == ["C10"]


@pytest.mark.parametrize("query", ["sort=answered", "sort=--case", "reader=Nobody", "from=tomorrow", "page=x", "sort="])
def test_what_cannot_be_meant_is_as_if_it_had_not_been_asked(query: str) -> None:
    assert cases(query) == ["c1", "C2", "C10"]


def test_heads_lead_to_the_other_order_and_keep_what_was_asked_for() -> None:
    heads = list(listed(asked("reader=Ada&sort=day"), ROWS).heads)
    assert [(head.query, head.sorted) for head in heads] == [
        ("reader=Ada&sort=case", ""),
        ("reader=Ada&sort=reader", ""),
        ("reader=Ada&sort=-day", "ascending"),
        ("", ""),  # by how many are answered it cannot be sorted
    ]


def test_a_list_has_pages_and_a_file_has_all_of_them() -> None:
    many = [Row(f"C{number}", "Ada", None, 0) for number in range(120)]
    third = asked("page=3")
    assert [row.case for row in listed(third, many).rows] == [f"C{number}" for number in range(100, 120)]
    lines = file_of(third, many).content.decode("utf-8-sig").splitlines()
    assert len(lines) == 121
    assert lines[0] == "Case,Reader,Day,Answered"


def cell(value: str | int | date | datetime | None, *, is_reference: bool = False) -> str:
    """What stands in a cell of the file, as a program reads it that knows CSV."""
    column: Column[object] = Column("x", "X", lambda _row: value, is_reference=is_reference)
    text = as_csv([column], [None]).decode("utf-8-sig")
    (_, *rows) = csv.reader(StringIO(text, newline=""))
    return rows[0][0] if rows[0] else ""


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44 20",
        "-1",
        "@SUM(A1)",
        " =1+1",
        "\t=1+1",
        "\r=1",
        "\n=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        '=HYPERLINK("x")',
    ],
)
def test_a_cell_is_never_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Kim Lee", "a=b", "5 - 3", "C-12", "'quoted'", "Ŵyl", "a\nb", 'with, "commas"', ""])
def test_a_plain_text_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


# 00417 would lose its noughts, 7E05 be 700000, 01-Mar and Mar-26 dates, 12345678901234567 lose its last digits.
@pytest.mark.parametrize(
    "text", ["00417", "417", "7E05", "01-Mar", "Mar-26", "march 5", "1/2", "12345678901234567", "TRUE"]
)
def test_a_reference_is_read_as_text(text: str) -> None:
    assert cell(text, is_reference=True) == f"'{text}"


@pytest.mark.parametrize("text", ["C417", "C-12", "AB/7", "Marlow", "EC1", "true-north"])
def test_a_reference_that_is_read_as_text_anyway_is_left_alone(text: str) -> None:
    assert cell(text, is_reference=True) == text


def test_days_and_times_are_written_as_iso_8601_has_them() -> None:
    assert cell(date(2027, 3, 1)) == "2027-03-01"
    assert cell(63) == "63"
    assert cell(None) == ""
    # In July London is an hour ahead of UTC.
    assert cell(datetime(2027, 7, 1, 8, 30, tzinfo=UTC)) == "2027-07-01 09:30:00+01:00"
