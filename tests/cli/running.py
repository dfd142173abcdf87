"""The command line as a person meets it: as a process of its own, or inside this one where that is enough."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

import pytest

from trigpoint.cli.main import main

PROGRAM = [sys.executable, "-c", "from trigpoint.cli.main import main; main()"]
# What a terminal or a machine of a developer may have set.
QUIET = {
    name: value
    for name, value in os.environ.items()
    if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TTY_COMPATIBLE", "TTY_INTERACTIVE")
}


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


def process(*arguments: str, **environment: str) -> Ended:
    """Run the command as a process of its own, with pipes as its output."""
    command = [*PROGRAM, *arguments]
    ran = subprocess.run(command, capture_output=True, env={**QUIET, **environment}, timeout=120, check=False)
    return Ended(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


@dataclass(frozen=True)
class InProcess:
    """Runs the command inside this process."""

    monkeypatch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str) -> Ended:
        self.monkeypatch.setattr(sys, "argv", ["trigpoint", *arguments])
        self.capture.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        caught = self.capture.readouterr()
        code = ended.value.code or 0
        assert isinstance(code, int)
        return Ended(code, caught.out, caught.err)


def from_json(text: str) -> Any:
    return json.loads(text)
