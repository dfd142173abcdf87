"""Kill both databases' servers so many times while people write, and write down what came of it: docs/RELIABILITY.md.

`python -m tests.reliability.write`, on a machine with PostgreSQL's programs. Everything is on loopback, in temporary
folders, and ends by itself.
"""

import os
import platform
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from tests.reliability.killing import Outcome, kill_again_and_again
from tests.reliability.servers import database
from trigpoint.report.method_page.markdown import table

PAGE = Path(__file__).parents[2] / "docs" / "RELIABILITY.md"
KILLS, SEED = 50, 20261130
KINDS = {
    "requests": "requests drafted",
    "uploads": "case lists uploaded",
    "readers": "cases given to another reader",
    "declarations": "interests declared",
    "files": "files loaded",
    "moves": "moves of the stage, on and back",
}

INTRODUCTION = """\
# Is what was acknowledged still there?

Written by `python -m tests.reliability.write`; a few kills of the same kind are in `make proof`.

Six people write over HTTP without a rest: a deputy drafts requests, a data officer uploads case lists, a lead moves
cases between readers, loads files and moves an inspection on and back, an analyst declares interests. Meanwhile whatever
serves them is killed at moments that chance draws: every process of `trigpoint serve` at once by SIGKILL; PostgreSQL
also by SIGKILL to the server and all its processes, and by `pg_ctl stop -m immediate`. After every kill each write that was
acknowledged so far is looked for by a token that it alone has, in its row and in its entry of the record, and the whole
record is verified.

**Acknowledged** is a write whose answer has reached whoever sent it. **Cut off** is one that was sent and got none: it may
be there or not, and both are right. **Refused** got another answer than it hoped for, such as that the database was away.
"""

LIMITS = """\
SIGKILL is not loss of power: what the operating system had taken over and not yet written stays. Against that SQLite is run
with `synchronous=FULL` and PostgreSQL with its own settings, which wait for the disk; no plug was pulled.
"""


def main(kills: int) -> int:
    began = time.time()
    with ThreadPoolExecutor() as both:
        outcomes = list(both.map(lambda name: killed(name, kills), ("sqlite", "postgresql")))
    PAGE.write_text(page(outcomes, began), encoding="utf-8")
    print(page(outcomes, began))  # noqa: T201 - this is a command
    return 1 if any(outcome.lost or outcome.faults for outcome in outcomes) else 0


def killed(name: str, kills: int) -> Outcome:
    """What comes of so many kills on a database of this kind."""
    with tempfile.TemporaryDirectory() as folder, database(name, Path(folder) / "var") as empty:
        return kill_again_and_again(empty, kills, SEED)


def page(outcomes: list[Outcome], began: float) -> str:
    """The page with its figures."""
    day = datetime.fromtimestamp(began, UTC)
    machine = f"{os.cpu_count()} cores ({platform.machine()}, Python {platform.python_version()})"
    head = ["", *(outcome.database for outcome in outcomes)]
    lines = [
        ["Kills", *(str(outcome.kills.total()) for outcome in outcomes)],
        ["of which", *(", ".join(f"{number} {how}" for how, number in outcome.kills.items()) for outcome in outcomes)],
        ["**Acknowledged**", *(f"{outcome.acknowledged.total():,}" for outcome in outcomes)],
        *([text, *(f"{outcome.acknowledged[kind]:,}" for outcome in outcomes)] for kind, text in KINDS.items()),
        ["Cut off", *(f"{outcome.cut_off:,}" for outcome in outcomes)],
        ["Refused", *(f"{outcome.refused:,}" for outcome in outcomes)],
        ["**Acknowledged and lost**", *(f"**{len(outcome.lost)}**" for outcome in outcomes)],
        ["Entries of the record at the end", *(f"{outcome.entries:,}" for outcome in outcomes)],
        ["Verifications of the whole record", *(f"{outcome.verified}" for outcome in outcomes)],
        ["of which found a fault", *(f"**{len(outcome.faults)}**" for outcome in outcomes)],
        ["Minutes", *(f"{outcome.seconds / 60:.0f}" for outcome in outcomes)],
    ]
    said = f"{day:%d %B %Y}, {machine}, both databases at once on the same machine, seed of the moments {SEED}."
    faults = "".join(
        f"- {outcome.database}: {text}\n" for outcome in outcomes for text in outcome.lost + outcome.faults
    )
    return f"{INTRODUCTION}\n{said}\n\n{table(head, lines, numeric=head[1:])}\n\n{faults}{LIMITS}"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS))
