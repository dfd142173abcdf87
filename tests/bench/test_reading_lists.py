"""How long a service's list takes to read and to check. Only results are asserted, outside the timed part."""

from datetime import date, timedelta

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.case_lists.lists import GOOD, HEADINGS, csv_bytes, xlsx_bytes
from tests.public_reports.case_lists import Outcome, outcome_of

pytestmark = pytest.mark.bench

ROWS = [
    (f"C{n:05}", f"K{n:05}", (date(2026, 1, 1) + timedelta(n % 100)).isoformat(), str(10 + n % 9), *GOOD[4:])
    for n in range(5_000)
]
# Only made where it is read: every run of the tests imports this module.
FILES = {"list.csv": lambda: csv_bytes(*ROWS), "list.xlsx": lambda: xlsx_bytes([HEADINGS, *ROWS])}


@pytest.mark.parametrize("name", FILES)
def test_read_and_check_a_list(benchmark: BenchmarkFixture, name: str) -> None:
    benchmark.extra_info |= {
        "what": f"Read and check {len(ROWS):,} cases of {name.partition('.')[2].upper()}",
        "bar_ms": 5_000,
    }

    outcome: Outcome = benchmark(outcome_of, FILES[name](), name)

    assert outcome.as_read.rows_taken == len(ROWS)
    assert outcome.can_be_sent
