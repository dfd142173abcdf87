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

INSPECTIONS, PEOPLE, SECONDS, PORT = 2_000, 50, 40, 8719
BAR_MS = 150
BIN = Path(sys.executable).parent
OUT = Path("docs/LOAD.md")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "TRIGPOINT_VAR": folder,
            "DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.demonstration",
        }
        made = subprocess.run(
            [sys.executable, "-m", "tests.load.fill", str(INSPECTIONS), str(PEOPLE)],
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
    OUT.write_text(_page(figures), encoding="utf-8")
    overview = next(one for one in figures if one["Name"] == "overview")
    print(OUT.read_text("utf-8"))  # noqa: T201 - this is a command
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


def _page(figures: list[dict[str, str]]) -> str:
    lines = [
        "# Load",
        "",
        f"{PEOPLE} people at once for {SECONDS} seconds on {INSPECTIONS:,} inspections, with the embedded database and two "
        f"processes that serve. Bar: the 95th percentile of the overview at most {BAR_MS} ms.",
        "",
        f"Written by `make load` on {datetime.fromtimestamp(time.time(), UTC):%d %B %Y}, {os.cpu_count()} cores "
        f"({platform.machine()}, Python {platform.python_version()}); the people run on the same machine.",
        "",
        "| page | requests | failed | median ms | 95th percentile ms | a second |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for one in figures:
        cells = (
            one["Name"],
            one["Request Count"],
            one["Failure Count"],
            one["Median Response Time"],
            one["95%"],
            f"{float(one['Requests/s']):.1f}",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
