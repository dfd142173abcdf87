"""The measure of whole processes: what it runs, and what it counts."""

import pytest

from tests.bench.processes import BARS, Process, seconds, section

pytestmark = pytest.mark.bench


@pytest.mark.parametrize("arguments", [arguments for arguments, _ in BARS], ids=" ".join)
def test_a_command_that_is_measured_runs_and_takes_time(arguments: tuple[str, ...]) -> None:
    assert 0 < seconds(arguments) < 60


def test_a_bar_that_is_missed_is_said_and_one_that_is_met_exactly_is_met() -> None:
    measured = [Process("trigpoint --help", 0.25, 0.25), Process("trigpoint rate x", 0.6, 0.61)]

    rows = next(section(measured, "**missed**")).splitlines()[2:]

    assert rows == ["| `trigpoint --help` | 0.25 | 0.25 | yes |", "| `trigpoint rate x` | 0.60 | 0.61 | **missed** |"]
