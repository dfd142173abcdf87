"""Time the work and write docs/BENCHMARKS.md: `python -m tests.bench.write`, or `make bench`."""

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NotRequired, TypedDict

from tests.bench.matching import DROPPING, LINEAR_PROGRAMMING, Matched, matched, mean, r_is_there
from tests.bench.pages import PAGE, keep_load
from tests.bench.processes import Process, processes, section
from tests.bench.words import words_read
from trigpoint.report.method_page.markdown import table

ROOT = Path(__file__).parents[2]
MISSED = "**missed**"
NOT_MATCHED = (
    "Not measured in this run: R with its package 'sampling' is not on this machine. On Debian or Ubuntu: apt install "
    "r-cran-sampling."
)
# Samples by eligible cases, as the framework's settings size them; and draws of each.
SIZES, DRAWS = ((50, 39), (100, 63), (200, 91)), 400
OURS, PANDAS = "test_rate_the_large_bundle", "test_rate_the_large_bundle_with_pandas"


class Stats(TypedDict):
    """What pytest-benchmark measured, in seconds."""

    min: float
    max: float
    median: float
    rounds: int


class About(TypedDict):
    """What a benchmark says of itself."""

    what: str
    bar_ms: float | None
    peak_mib: NotRequired[float]
    bar_mib: NotRequired[float]


class Benchmark(TypedDict):
    """One benchmark in the file of pytest-benchmark."""

    name: str
    stats: Stats
    extra_info: About


class Measured(TypedDict):
    """The file of pytest-benchmark, as far as it is read here."""

    datetime: str
    machine_info: Mapping[str, Mapping[str, str]]
    benchmarks: Sequence[Benchmark]


def measure() -> Measured:
    """Run the benchmarks. Raises CalledProcessError where one of them gives a wrong result."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "measured.json"
        command = [sys.executable, "-m", "pytest", "-m", "bench", "tests/bench", f"--benchmark-json={file}"]
        subprocess.run(command, cwd=ROOT, check=True)
        measured: Measured = json.loads(file.read_text("utf-8"))
        return measured


def page(
    measured: Measured,
    machine: Sequence[Sequence[str]],
    matching: Sequence[Matched] = (),
    whole: Sequence[Process] = (),
) -> str:
    """Return the page, in Markdown."""
    return "\n\n".join(_parts(measured, machine, matching, whole)) + "\n"


def machine_of(measured: Measured) -> list[list[str]]:
    """Return what the benchmarks ran on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return [
        ["Date", measured["datetime"][:10]],
        ["Processor", f"{measured['machine_info']['cpu'].get('brand_raw', 'not known')}, {os.cpu_count()} cores"],
        ["Memory", f"{memory:.1f} GiB"],
        ["System", f"{platform.system()} {platform.machine()}"],
        ["Python", platform.python_version()],
        ["numpy, pandas", f"{version('numpy')}, {version('pandas')}"],
    ]


def _parts(
    measured: Measured, machine: Sequence[Sequence[str]], matching: Sequence[Matched], whole: Sequence[Process]
) -> Iterator[str]:
    benchmarks = measured["benchmarks"]
    yield "# Benchmarks"
    yield "Written by `make bench`. A bar is what we aim at; a missed bar fails no test, and is said here."
    if not matching:
        yield "How well samples match was **not measured**; the section below says why."
    yield _verdict(benchmarks, whole)
    yield "## Time"
    head = ["What", "Bar (ms)", "Median (ms)", "Least (ms)", "Most (ms)", "Rounds", "Bar met"]
    yield table(head, [_time(one) for one in benchmarks], numeric=head[1:6])
    yield (
        "Whether a bar is met is read from the median. The large Bundle has an answer to every question of 72 court "
        "and 48 out-of-court cases, 'not applicable' among them."
    )
    yield "## Whole commands"
    yield from section(whole, MISSED)
    yield "## Memory"
    head = ["What", "Bar (MiB)", "Peak (MiB)", "Bar met"]
    yield table(head, [_memory(one) for one in benchmarks if "peak_mib" in one["extra_info"]], numeric=head[1:3])
    yield "The peak is the largest resident size of the process that wrote the PDF."
    yield "## Against pandas"
    yield _ratio({one["name"]: one["stats"]["median"] for one in benchmarks})
    yield "## How well samples match"
    yield from _matching(matching) if matching else [f"**{NOT_MATCHED}**"]
    yield "## How well words are read"
    yield from words_read()
    yield "## The machine"
    yield table(["", ""], machine)
    yield "## Noise"
    yield (
        "Times on a shared machine vary: the least time is the least disturbed, and where the most is many times the "
        "least, other work was going on. A median near its bar, on such a machine, says little; run it again on a "
        "quiet one. The data are the same in every run. Every benchmark checks its result outside the timed part."
    )


def _verdict(benchmarks: Sequence[Benchmark], whole: Sequence[Process]) -> str:
    missed = [one["extra_info"]["what"] for one in benchmarks if _time(one)[-1] == MISSED]
    held = [one for one in benchmarks if "peak_mib" in one["extra_info"]]
    missed += [f"{one['extra_info']['what']} (memory)" for one in held if _memory(one)[-1] == MISSED]
    missed += [f"`{process.command}` (processor seconds)" for process in whole if not process.is_met]
    if not missed:
        return "In this run every bar was met."
    return "In this run these bars were **missed**:\n\n" + "\n".join(f"- {one}" for one in missed)


def _time(one: Benchmark) -> list[str]:
    stats, about = one["stats"], one["extra_info"]
    times = [_ms(stats["median"]), _ms(stats["min"]), _ms(stats["max"]), str(stats["rounds"])]
    bar = about["bar_ms"]
    if bar is None:
        return [about["what"], "–", *times, "no bar"]
    return [about["what"], f"{bar:,.0f}", *times, _met(stats["median"] * 1000, bar)]


def _memory(one: Benchmark) -> list[str]:
    about = one["extra_info"]
    return [
        about["what"],
        f"{about['bar_mib']:.0f}",
        f"{about['peak_mib']:.0f}",
        _met(about["peak_mib"], about["bar_mib"]),
    ]


def _ratio(medians: Mapping[str, float]) -> str:
    ratio = medians[OURS] / medians[PANDAS]
    comparison = f"takes {ratio:.1f} times as long as" if ratio >= 1 else f"is {1 / ratio:.1f} times as fast as"
    return (
        f"To rate the large inspection, Trigpoint {comparison} pandas in this run ({_ms(medians[OURS])} ms against "
        f"{_ms(medians[PANDAS])} ms, medians). The ratings are the same. pandas starts from a table that is already "
        "made, and does less: it trusts every answer, while Trigpoint also checks each answer against the facts of its "
        "case, lists what is missing, counts what was not evidenced and keeps the reason for each rating."
    )


def _matching(matching: Sequence[Matched]) -> Iterator[str]:
    yield (
        "How many cases a sample is off, on average over the values of an attribute, the four attributes and "
        f"{DRAWS} draws: what would match exactly is often no whole number, so none can reach nought. Bars: at most 1.1 "
        "times as far off as R's `sampling::samplecube`, and at most a third of simple random sampling (worked out "
        "exactly; out of reach of any draw from a short list, where half a case cannot be read)."
    )
    head = [
        "Drawn",
        "Ours",
        "R, linear programming",
        "R, dropping variables",
        "Simple random",
        "To R's best",
        "To simple",
    ]
    rows = []
    for one in matching:
        ours, simple = mean(one.ours), mean(one.simple)
        r = [mean(one.r[landing]) for landing in (LINEAR_PROGRAMMING, DROPPING)]
        off = [f"{value:.3f}" for value in (ours, *r, simple)]
        rows.append([f"{one.size} of {one.eligible}", *off, f"{ours / min(r):.2f}", f"{ours / simple:.2f}"])
    yield table(head, rows, numeric=head[1:])


def _matched() -> list[Matched]:
    """Draw in every way; nothing where R is not on this machine."""
    if not r_is_there():
        return []
    with tempfile.TemporaryDirectory() as folder:
        return [matched(eligible, size, DRAWS, Path(folder)) for eligible, size in SIZES]


def _met(value: float, bar: float) -> str:
    return "yes" if value <= bar else MISSED


def _ms(seconds: float) -> str:
    milliseconds = seconds * 1000
    return f"{milliseconds:,.0f}" if milliseconds >= 100 else f"{milliseconds:.2f}"


if __name__ == "__main__":
    measured, matching = measure(), _matched()
    PAGE.write_text(
        keep_load(page(measured, machine_of(measured), matching, processes()), PAGE.read_text("utf-8")),
        encoding="utf-8",
    )
    if not matching:
        print(f"How well samples match. {NOT_MATCHED}", file=sys.stderr)  # noqa: T201 - this is a command
