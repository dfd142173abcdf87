"""`trigpoint work`: run the jobs."""

import os
import signal
import socket
import time
from dataclasses import dataclass
from types import FrameType
from typing import Final

import click
from django.db import Error
from django.utils.crypto import get_random_string

from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.site.installation import installation, now
from trigpoint.cli.site.periodic import ROUTINE
from trigpoint.english import count_of
from trigpoint.jobs.running import work as run_jobs

REST: Final = 1.0  # seconds until the next look, where nothing waits


@click.command(short_help="Run the jobs: send e-mails, clear away.", epilog=EXIT_CODES)
@click.option("--until-empty", is_flag=True, help="End when nothing waits, for a timer in the place of a service.")
@click.option("--beside", type=int, hidden=True, help="End with this process, which has started the command.")
def work(until_empty: bool, beside: int | None) -> None:  # noqa: FBT001 - click passes options so
    """Run the jobs of the installation until Ctrl-C or SIGTERM; the one at hand is finished first.

    Several may run at once, on one machine or more: each job is run by one. A job whose worker was killed is taken up
    by another within a minute or so.
    """
    pace = Pace(until_empty, beside)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, pace.stop)
    with installation():
        if beside is None and not until_empty:
            click.echo("Running jobs - stop with Ctrl-C.")
        count = _run(pace)
    if beside is None:
        click.echo(f"{count_of(count, 'job')} run.")


@dataclass
class Pace:
    """How a worker goes on: until a signal, until nothing waits, or until the process beside it has ended."""

    until_empty: bool
    beside: int | None
    stopped: bool = False

    def stop(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - a signal handler's signature
        """Stop once the job at hand is over."""
        self.stopped = True

    def go_on(self, in_vain: bool) -> bool:  # noqa: FBT001 - called by position, by the loop that it paces
        """Say whether to look for another job, after a rest where the last look was in vain."""
        if in_vain and self.until_empty:
            return False
        if in_vain and not self._is_over():
            time.sleep(REST)
        return not self._is_over()

    def _is_over(self) -> bool:
        return self.stopped or (self.beside is not None and os.getppid() != self.beside)


def _run(pace: Pace) -> int:
    """Run jobs; return how many. Raises an error of the database where that is lost in a job.

    Beside the pages nobody starts a worker again that has ended: it begins anew there, as another one.
    """
    while True:
        try:
            return run_jobs(_name(), ROUTINE, now, pace.go_on)
        except Error:
            if pace.beside is None or not pace.go_on(True):  # noqa: FBT003 - by position, as the loop calls it
                raise


def _name() -> str:
    """A name that no other worker has or ever had."""
    return f"{socket.gethostname()[:30]}-{os.getpid()}-{get_random_string(8)}"
