"""Write a report once for each step that it takes in the file system, each time killed at that step; print what is left.

A process of its own, `python -m tests.proof.killed_at_each_step FOLDER FORMAT ...`: it forks a writer for each step, so
that reading and composing is done once.
"""

import json
import os
import signal
import sys
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from tests.factories.bundles import PRINTED
from tests.proof.digests import digests
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.rated import RatedBundle, rated_bundle
from trigpoint.cli.formats import writer_of
from trigpoint.report.compose import compose
from trigpoint.report.document import Document
from trigpoint.report.writing import folder_to_fill

# What Python tells an audit hook before it asks the system for anything that a folder's content depends on.
STEPS = frozenset({"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.listdir", "os.scandir", "os.utime"})


def die_at(step: int, folder: Path) -> None:
    """Kill this process at its step number so much in a folder, before the step is taken."""
    taken = count(1)

    def watch(event: str, arguments: Sequence[object]) -> None:
        if event in STEPS and str(arguments[0]).startswith(str(folder)) and next(taken) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def is_killed(step: int, out: Path, formats: Sequence[str], rated: RatedBundle, document: Document) -> bool:
    """Whether a writer of these formats was killed at a step; False where it was done before."""
    writer = os.fork()
    if writer == 0:
        die_at(step, out.parent)
        with folder_to_fill(out) as folder:
            for name in formats:
                writer_of(name)(folder, rated, document)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(writer, 0)[1]) == -signal.SIGKILL


def main(folder: Path, *formats: str) -> None:
    """Print, for each step, the digests of the report that a reader would find then, null for no folder at all."""
    rated = rated_bundle(load_bundle(PRINTED))
    document, out = compose(rated), folder / "report"
    seen = []
    for step in count(1):
        killed = is_killed(step, out, formats, rated, document)
        report = digests(out) if out.exists() else None
        seen.append({"killed": killed, "report": report, "beside": len(list(folder.iterdir()))})
        if not killed:
            break
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), *sys.argv[2:])
