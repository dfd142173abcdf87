"""The page of benchmarks says plainly what was missed."""

from tests.bench.matching import DROPPING, LINEAR_PROGRAMMING, Matched
from tests.bench.pages import LOAD, keep_load, keep_times
from tests.bench.write import OURS, PANDAS, About, Benchmark, Measured, page


def benchmark(name: str, median: float, about: About) -> Benchmark:
    return {
        "name": name,
        "stats": {"min": median / 2, "max": median * 3, "median": median, "rounds": 7},
        "extra_info": about,
    }


def measured(rating: float, peak_mib: float) -> Measured:
    return {
        "datetime": "2021-02-28T10:00:00+00:00",
        "machine_info": {},
        "benchmarks": [
            benchmark(OURS, rating, {"what": "Rating", "bar_ms": 50}),
            benchmark(PANDAS, 0.02, {"what": "pandas", "bar_ms": None}),
            benchmark("pdf", 1.5, {"what": "PDF", "bar_ms": 2_000, "peak_mib": peak_mib, "bar_mib": 250}),
        ],
    }


def test_a_median_on_its_bar_meets_it() -> None:
    said = page(measured(0.050, 250), [])

    assert "In this run every bar was met." in said
    assert "| Rating | 50 | 50.00 | 25.00 | 150 | 7 | yes |" in said
    assert "missed**" not in said


def test_a_missed_bar_is_said_first_and_in_its_row() -> None:
    said = page(measured(0.051, 250), [])

    assert "these bars were **missed**:\n\n- Rating\n\n## Time" in said
    assert "| Rating | 50 | 51.00 | 25.50 | 153 | 7 | **missed** |" in said


def test_missed_memory_is_said_too() -> None:
    said = page(measured(0.040, 251), [])

    assert "these bars were **missed**:\n\n- PDF (memory)\n\n## Time" in said
    assert "| PDF | 250 | 251 | **missed** |" in said


def test_the_comparison_says_who_was_faster() -> None:
    assert "Trigpoint takes 2.0 times as long as pandas" in page(measured(0.040, 250), [])
    assert "Trigpoint is 2.0 times as fast as pandas" in page(measured(0.010, 250), [])


def test_what_was_not_measured_keeps_its_section_which_says_so_and_why() -> None:
    without = page(measured(0.040, 250), [])
    assert "How well samples match was **not measured**; the section below says why.\n\nIn this run every" in without
    assert "## How well samples match\n\n**Not measured in this run: R with its package 'sampling' is not" in without

    of_r = {LINEAR_PROGRAMMING: {"sex": 0.4}, DROPPING: {"sex": 0.5}}
    matching = [Matched(50, 39, {"sex": 0.42}, {"sex": 0.9}, of_r)]
    whole = page(measured(0.040, 250), [], matching)
    assert "| 39 of 50 | 0.420 | 0.400 | 0.500 | 0.900 | 1.05 | 0.47 |" in whole
    assert "ot measured" not in whole


def test_the_two_writers_of_the_page_keep_what_the_other_wrote() -> None:
    first = keep_times(f"{LOAD}\n\nold load", "# Benchmarks\n\nold times\n")
    assert first == f"# Benchmarks\n\nold times\n\n{LOAD}\n\nold load\n"
    assert keep_load("# Benchmarks\n\nnew times\n", first) == f"# Benchmarks\n\nnew times\n\n{LOAD}\n\nold load\n"
    assert keep_times(f"{LOAD}\n\nnew load", first) == f"# Benchmarks\n\nold times\n\n{LOAD}\n\nnew load\n"
    assert keep_load("# Benchmarks\n\nnew times\n", "# Benchmarks\n") == "# Benchmarks\n\nnew times\n"
