"""How long the work takes. Only results are asserted, outside the timed part; bars are compared in the page."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.bench.inspection import ANSWERS, ELIGIBLE, READ, write
from tests.bench.with_pandas import answers_table, questions_table, rated_with_pandas
from tests.factories.loaded import YOUTH
from tests.factories.narrowed import total_of
from tests.factories.trafford import TRAFFORD
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.recorded import recorded
from trigpoint.rules.answers import Recorded
from trigpoint.rules.framework import StandardBasis
from trigpoint.rules.rating import RatedInspection, rate
from trigpoint.rules.stability import Spread, stability

pytestmark = pytest.mark.bench

EXAMPLE = Path(__file__).parents[2] / "examples" / "trafford-2021"

# A small process of its own starts the command: what a process counts as its peak includes the size of the one that
# started it, and this one holds pandas.
PEAK = (
    "import resource, subprocess, sys\n"
    "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("bench") / "inspection.json")


@pytest.fixture(scope="module")
def large_recorded(large: Path) -> Recorded:
    return recorded(load_bundle(large).bundle)


def named(benchmark: BenchmarkFixture, what: str, bar_ms: float | None) -> None:
    benchmark.extra_info |= {"what": what, "bar_ms": bar_ms}


def scores(rated: RatedInspection) -> dict[str, int]:
    return {result.standard.id: result.rules.score for result in rated.standards if result.rules}


def test_rate_trafford_from_its_tallies(benchmark: BenchmarkFixture) -> None:
    named(benchmark, "Rate the Trafford inspection from its 116 printed counts", 2)

    rated = benchmark(rate, YOUTH, TRAFFORD)

    assert rated.rules.score == 17
    assert rated.final.score == 20


def test_read_validate_and_rate_a_large_bundle(benchmark: BenchmarkFixture, large: Path) -> None:
    named(benchmark, "Read, validate and rate a JSON Bundle of 120 cases and 7,080 answers", 250)

    def read_and_rate() -> RatedInspection:
        loaded = load_bundle(large)
        return rate(loaded.framework, recorded(loaded.bundle))

    rated = benchmark(read_and_rate)

    assert sum(len(case.answers) for case in rated.cases) == ANSWERS == 7_080
    assert rated.gaps == ()
    assert set(scores(rated)) == {one.id for one in YOUTH.standards}


def test_rate_the_large_bundle(benchmark: BenchmarkFixture, large_recorded: Recorded) -> None:
    named(benchmark, "Rate it, already read", 50)

    rated = benchmark(rate, YOUTH, large_recorded)

    assert rated.gaps == ()
    assert rated.rules.score == sum(scores(rated).values())


def test_rate_the_large_bundle_with_pandas(benchmark: BenchmarkFixture, large_recorded: Recorded) -> None:
    named(benchmark, "The same ratings in pandas, from a table already made", None)
    answers, questions = answers_table(large_recorded.cases), questions_table(YOUTH)
    ours = rate(YOUTH, large_recorded)
    judged = pd.Series({one.id: scores(ours)[one.id] for one in YOUTH.standards if one.basis is StandardBasis.JUDGED})

    theirs, total, rating = benchmark(rated_with_pandas, answers, questions, judged, YOUTH)

    assert ours.rules is not None
    assert theirs.to_dict() == scores(ours)
    assert (total, rating) == (total_of(ours.rules).score, ours.rules.rating.name)


def test_stability_of_the_large_bundle(benchmark: BenchmarkFixture, large_recorded: Recorded) -> None:
    named(benchmark, "Stability of it: 10,000 draws, 120 cases read of 384 eligible", 2_000)
    rated = rate(YOUTH, large_recorded)

    found = benchmark(stability, rated, ELIGIBLE)

    spreads = [one for one in (*found.standards.values(), found.overall) if isinstance(one, Spread)]
    assert found.draws == 10_000
    assert [sum(one.draws_with.values()) for one in spreads] == [10_000] * 9  # eight standards and the total
    assert {one.case_type.id: (one.read, one.eligible) for one in found.populations} == {
        case_type: (READ[case_type], ELIGIBLE[case_type]) for case_type in READ
    }


def test_the_whole_trafford_pdf_in_a_fresh_process(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    named(benchmark, "Write the whole Trafford report as PDF, in a fresh process", 2_000)
    command = [str(Path(sys.executable).parent / "trigpoint"), "report", str(EXAMPLE), "--format", "pdf", "--out"]

    def write_pdf() -> None:
        subprocess.run([*command, str(tmp_path / "timed")], check=True, stdout=subprocess.DEVNULL)

    benchmark(write_pdf)

    measured = [sys.executable, "-c", PEAK, *command, str(tmp_path / "measured")]
    peak_kib = int(subprocess.run(measured, check=True, capture_output=True, text=True).stdout)
    benchmark.extra_info |= {"peak_mib": peak_kib / 1024, "bar_mib": 250}
    assert (tmp_path / "timed" / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "measured" / "report.pdf").stat().st_size > 50_000
