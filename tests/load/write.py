"""Load 2,000 inspections, let fifty people open them for half a minute, and write the figures down.

Everything is on loopback, in a temporary folder, bounded in time, and ends by itself.
"""

import csv
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.pages import LOAD, PAGE, keep_times
from trigpoint.report.method_page.markdown import table

INSPECTIONS, LIVE, PEOPLE, SECONDS, PORT = 2_000, 50, 50, 40, 8719
BAR_MS = 150
BIN = Path(sys.executable).parent


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "TRIGPOINT_VAR": folder,
            "DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.demonstration",
        }
        made = subprocess.run(
            [sys.executable, "-m", "tests.load.fill", str(INSPECTIONS), str(LIVE), str(PEOPLE)],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.splitlines()
        environment |= {"TRIGPOINT_LOAD_REFERENCES": made[-2], "TRIGPOINT_LOAD_COOKIES": made[-1]}
        serving = subprocess.Popen([str(BIN / "trigpoint"), "serve", "--port", str(PORT)], env=environment)
        try:
            _wait()
            figures = _figures(environment, Path(folder) / "load")
        finally:
            serving.send_signal(signal.SIGINT)
            serving.wait(timeout=30)
    section = _section(figures)
    PAGE.write_text(keep_times(section, PAGE.read_text("utf-8")), encoding="utf-8")
    print(section)  # noqa: T201 - this is a command
    overview = next(one for one in figures if one["Name"] == "overview")
    return 0 if float(overview["95%"]) <= BAR_MS and overview["Failure Count"] == "0" else 1


def _wait() -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=5)
        except OSError:
            time.sleep(0.2)
        else:
            return


def _figures(environment: dict[str, str], out: Path) -> list[dict[str, str]]:
    subprocess.run(
        [
            str(BIN / "locust"),
            *("-f", "tests/load/locustfile.py", "--headless", "-u", str(PEOPLE), "-r", "10"),
            *("-t", f"{SECONDS}s", "--reset-stats", "--host", f"http://127.0.0.1:{PORT}"),
            *("--csv", str(out), "--only-summary", "--loglevel", "ERROR"),
        ],
        env=environment,
        check=False,
        timeout=SECONDS + 60,
    )
    with out.with_name("load_stats.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _section(figures: list[dict[str, str]]) -> str:
    said = (
        f"Written by `make load` on {datetime.fromtimestamp(time.time(), UTC):%Y-%m-%d}: {PEOPLE} people, each with a page "
        f"every second or two for {SECONDS} seconds, on {INSPECTIONS:,} inspections, of which {LIVE} hold a whole sample "
        "with its answers; half of the overviews opened are of those. The embedded database, two processes that serve, "
        f"and the people on the same machine: {os.cpu_count()} cores ({platform.machine()}, Python "
        f"{platform.python_version()}). Bar: the 95th percentile of the overview at most {BAR_MS} ms."
    )
    head = ["Page", "Requests", "Failed", "Median (ms)", "95th percentile (ms)", "A second"]
    return f"{LOAD}\n\n{said}\n\n{table(head, [_line(one) for one in figures], numeric=head[1:])}\n"


def _line(one: dict[str, str]) -> list[str]:
    name = one["Name"] if one["Name"] != "Aggregated" else "all"
    counts = [one[key] for key in ("Request Count", "Failure Count", "Median Response Time", "95%")]
    return [name, *counts, f"{float(one['Requests/s']):.1f}"]


if __name__ == "__main__":
    sys.exit(main())
