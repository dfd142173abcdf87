"""Show which locked libraries are behind: `make outdated`. Nothing is changed, and nothing is asked but the registry.

A library is behind where the registry has a newer version than the lock. It can come forward where a lock that is made
today would hold that version; otherwise another library that we use does not accept it yet.
"""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
UV = Path(sys.executable).with_name("uv")
COMPILE = ("pip", "compile", "--universal", "--python-version", "3.11", "--no-header", "--no-annotate", "--quiet")

_PIN = re.compile(r"^([a-z0-9.-]+)==([^\s;\\]+)", re.MULTILINE)
_NAME = re.compile(r"^[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Behind:
    """A library with a newer version than the locked one. `purpose` is what we have it for.

    `reachable` is the version that a lock made today would hold.
    """

    name: str
    locked: str
    newest: str
    purpose: str
    reachable: str

    @property
    def can_come(self) -> bool:
        return self.reachable == self.newest


def behind(
    locked: Mapping[str, str], newest: Mapping[str, str], reachable: Mapping[str, str], purposes: Mapping[str, str]
) -> Iterator[Behind]:
    """Yield each locked library that has a newer version, those that we ask for ourselves first."""
    outdated = [name for name in newest if name in locked and locked[name] != newest[name]]
    for name in sorted(outdated, key=lambda name: (name not in purposes, name)):
        purpose = purposes.get(name, "brought along")
        yield Behind(name, locked[name], newest[name], purpose, reachable.get(name, locked[name]))


def pins(requirements: str) -> dict[str, str]:
    """Return the version of each library that a lock file names."""
    return dict(_PIN.findall(requirements))


def purposes_of(project: Mapping[str, Any]) -> dict[str, str]:
    """Return for each library that `[project]` asks for whether it runs Trigpoint or helps to develop it."""
    developing = _names(project["optional-dependencies"]["dev"])
    return dict.fromkeys(developing, "developing") | dict.fromkeys(_names(project["dependencies"]), "running")


def _names(requirements: Iterable[str]) -> list[str]:
    return [match.group().lower() for text in requirements if (match := _NAME.match(text))]


def _uv(*arguments: str, text: str | None = None) -> str:
    command = [str(UV), *arguments]
    return subprocess.run(command, cwd=ROOT, input=text, check=True, capture_output=True, text=True).stdout


def main() -> int:
    """Print the table. Returns 0, as being behind is no fault."""
    locked = {
        name: version
        for file in ("dev.txt", "uv.txt")
        for name, version in pins((ROOT / "requirements" / file).read_text()).items()
    }
    installed = json.loads(_uv("pip", "list", "--outdated", "--format", "json"))
    newest = {library["name"]: library["latest_version"] for library in installed}
    reachable = pins(_uv(*COMPILE, "pyproject.toml", "--extra", "dev")) | pins(_uv(*COMPILE, "-", text="uv\n"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    purposes = purposes_of(project) | {"uv": "developing"}
    _print(tuple(behind(locked, newest, reachable, purposes)))
    return 0


def _print(libraries: tuple[Behind, ...]) -> None:
    if not libraries:
        Console().print("Every library is at its newest version.")
        return
    table = Table(box=SIMPLE, pad_edge=False, padding=0)
    for heading in ("Library", "Locked", "Newest", "For", ""):
        table.add_column(heading, no_wrap=True)
    for library in libraries:
        table.add_row(
            library.name, library.locked, library.newest, library.purpose, "" if library.can_come else "held back"
        )
    Console().print(table)
    if any(not library.can_come for library in libraries):
        Console().print("Held back: another library that we use does not accept the newest version yet.")
    if names := [library.name for library in libraries if library.can_come]:
        Console().print(f'Bring forward: make lock NEWEST="{" ".join(names)}", then ./bootstrap', soft_wrap=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        Console(stderr=True).print(f"The registry did not answer as expected. Try again later.\n{error.stderr}")
        sys.exit(2)
