"""Kill whatever serves, again and again, while people write; then look for every write that was acknowledged."""

import json
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tests.reliability.servers import TRIGPOINT, Database, Pages, free_port
from tests.reliability.writers import Attempt, Writers, filled_by

# Of the seconds after the first acknowledged write in which a kill falls.
EARLIEST, LATEST = 0.2, 6.0
MOST_SECONDS_WITHOUT_A_WRITE = 600


@dataclass
class Outcome:
    """What came of a number of kills on one database."""

    database: str
    kills: Counter[str] = field(default_factory=Counter)
    acknowledged: Counter[str] = field(default_factory=Counter)
    cut_off: int = 0
    refused: int = 0
    lost: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    verified: int = 0
    entries: int = 0
    seconds: float = 0.0


def kill_again_and_again(database: Database, kills: int, seed: int) -> Outcome:
    """Fill an installation, let people write, and kill the server so many times, at moments that the seed draws.

    After every kill everything acknowledged so far is looked for, and all of the record verified.
    """
    began, outcome, chance = time.monotonic(), Outcome(database.name), np.random.default_rng(seed)
    filled = filled_by(database.environment)
    pages, attempts = Pages(database.environment, free_port()), list[Attempt]()
    writers = Writers(pages.port, filled, attempts)
    pages.start()
    writers.begin()
    try:
        for number in range(kills):
            wait_for_a_write(writers)
            time.sleep(float(chance.uniform(EARLIEST, LATEST)))
            how = ("the pages", *database.kills)[number % (1 + len(database.kills))]
            if how == "the pages":
                pages.kill()
            else:
                database.kill(how)
            outcome.kills[how] += 1
            with writers.resting():
                _look_for(database, filled, attempts, outcome)
                if how == "the pages":
                    pages.start()
            progress = f"{number + 1} kills, {writers.acknowledged()} acknowledged, {len(outcome.lost)} lost"
            print(f"{database.name}: {progress}, {len(outcome.faults)} faults", file=sys.stderr)  # noqa: T201 - a command's
    finally:
        writers.end()
        pages.kill()
    _look_for(database, filled, attempts, outcome)
    for inspection in ("moving", "reading", "listed"):
        outcome.faults += _verify_by_command(database, filled[inspection])
    outcome.acknowledged.update(attempt.kind for attempt in attempts if attempt.acknowledged)
    outcome.cut_off = sum(not attempt.answer for attempt in attempts)
    outcome.refused = len(attempts) - outcome.cut_off - outcome.acknowledged.total()
    outcome.seconds = time.monotonic() - began
    return outcome


def wait_for_a_write(writers: Writers) -> None:
    """Wait until one more write is acknowledged."""
    before, end = writers.acknowledged(), time.monotonic() + MOST_SECONDS_WITHOUT_A_WRITE
    while writers.acknowledged() == before:
        assert time.monotonic() < end, f"Nobody could write for ten minutes: {writers.attempts[-5:]}"
        time.sleep(0.05)


def _look_for(database: Database, filled: dict[str, Any], attempts: list[Attempt], outcome: Outcome) -> None:
    """What was acknowledged before must be there now; what is written meanwhile is no hindrance."""
    tokens: dict[str, list[str]] = {}
    for attempt in attempts:
        if attempt.acknowledged:
            tokens.setdefault(attempt.kind, []).append(attempt.token)
    asked = json.dumps({"moving": filled["moving"], "tokens": tokens})
    answer = json.loads(_python(database, "tests.reliability.recorded", asked))
    outcome.lost += [f"{kind}: {token}" for kind, names in answer["lost"].items() for token in names]
    outcome.faults += answer["faults"]
    outcome.entries = answer["entries"]
    outcome.verified += 1


def _verify_by_command(database: Database, reference: str) -> list[str]:
    """What the command that people have says against an inspection's record; nothing where it is whole."""
    command = [str(TRIGPOINT), "record", "verify", reference]
    ended = subprocess.run(command, env=database.environment, capture_output=True, text=True, check=False)
    return [] if ended.returncode == 0 else [ended.stdout + ended.stderr]


def _python(database: Database, module: str, given: str = "") -> str:
    return subprocess.run(
        [sys.executable, "-m", module],
        env=database.environment,
        cwd=Path(__file__).parents[2],
        input=given,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
