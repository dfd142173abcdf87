"""What whole commands cost, each in a process of its own: processor seconds, as wall time says little on a busy machine."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from trigpoint.report.method_page.markdown import table

ROOT: Final = Path(__file__).parents[2]
RUNS: Final = 9
# Commands with the most processor seconds that they should take.
BARS: Final = (
    (("--help",), 0.25),
    (("rate", "examples/trafford-2021"), 0.6),
)


@dataclass(frozen=True)
class Process:
    """The least that a command took of the processor in several runs, in seconds."""

    command: str
    bar: float
    least: float

    @property
    def is_met(self) -> bool:
        return self.least <= self.bar


def processes() -> list[Process]:
    """Run each command several times. Raises CalledProcessError where one fails."""
    return [Process(f"trigpoint {' '.join(arguments)}", bar, least(arguments)) for arguments, bar in BARS]


def least(arguments: Sequence[str], runs: int = RUNS) -> float:
    """Return the least processor seconds of some runs; one before them lets Python keep its translation of modules."""
    seconds(arguments)
    return min(seconds(arguments) for _ in range(runs))


def seconds(arguments: Sequence[str]) -> float:
    """Return the seconds, user and system, that one run takes of the processor, with whatever it starts itself."""
    command = [str(Path(sys.executable).parent / "trigpoint"), *arguments]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def section(measured: Sequence[Process], missed: str) -> Iterator[str]:
    """Write the section of the page; `missed` is the word for a bar that was missed."""
    head = ["Command", "Bar (s)", "Least (s)", "Bar met"]
    rows = [
        [f"`{process.command}`", f"{process.bar:.2f}", f"{process.least:.2f}", "yes" if process.is_met else missed]
        for process in measured
    ]
    yield table(head, rows, numeric=head[1:3])
    yield (
        f"Processor seconds, user and system, of the whole process from its start to its end; the least of {RUNS} "
        "runs, as everything else that a machine does only adds to it."
    )
