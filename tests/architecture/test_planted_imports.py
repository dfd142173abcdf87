"""The walls hold: in a copy of the source, one import that each contract forbids is planted, and each is found."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Contract → who imports what it must not.
PLANTED = {
    "Arrows run down the house only": ("rules.rating", "bundle.model"),
    "An activity never knows the activity after it": ("inspectorate.register.queries", "inspectorate.requests.models"),
    "Queries never import actions, nor what says who may": (
        "inspectorate.requests.queries",
        "inspectorate.requests.actions",
    ),
    "People and the record know nothing of the method": ("record.sentences", "rules.bands"),
    "Activities know nothing of HTTP or of the command line": ("inspectorate.requests.models", "click"),
    "The service's pages know nothing of the inspectorate's pages": (
        "web.service.views",
        "web.inspectorate.requests.views",
    ),
    "Who is let in, and how a form is drawn, knows no activity": ("web.edge.access", "inspectorate.programme.models"),
    "No activity writes a report: it gives values, and pages write": (
        "inspectorate.requests.queries",
        "report.compose",
    ),
    "Public pages reach nothing but sealed editions": (
        "web.public.urls",
        "inspectorate.requests.queries",
    ),
    "Commands on files need no installation": ("cli.lint", "people.models"),
    "The method knows neither Django nor the network": ("rules.bands", "socket"),
    "The method reads no file and writes none": ("rules.bands", "json"),
    "No rings": ("rules.answers", "rules.rating"),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Contract → what lint-imports says of it where every fault is planted at once."""
    copy = tmp_path_factory.mktemp("planted")
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("static", "templates", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    for importer, imported in PLANTED.values():
        file = copy / "src" / "trigpoint" / f"{importer.replace('.', '/')}.py"
        file.write_text(f"{file.read_text()}\nimport {_full(imported)}\n")
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    answer = subprocess.run(
        command,
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy / "src"), "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1, answer.stdout + answer.stderr
    return _by_contract(answer.stdout.partition("Broken contracts")[2])


@pytest.mark.parametrize("contract", PLANTED)
def test_a_planted_import_is_found_by_its_contract(found: dict[str, str], contract: str) -> None:
    importer, imported = PLANTED[contract]
    if contract == "No rings":
        assert "No cycles are allowed in trigpoint.rules." in found[contract]
    else:
        assert f"trigpoint.{importer} -> {_full(imported)} (l." in found[contract]


def test_every_contract_has_its_planted_import() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    assert {contract["name"] for contract in settings["contracts"]} == set(PLANTED)


def _full(module: str) -> str:
    return f"trigpoint.{module}" if "." in module else module


def _by_contract(report: str) -> dict[str, str]:
    """Parts of the report: each begins with the name of a contract and a line under it."""
    lines = report.splitlines()
    starts = [number for number, line in enumerate(lines) if line in PLANTED]
    ends = [*starts[1:], len(lines)]
    return {lines[start]: "\n".join(lines[start:end]) for start, end in zip(starts, ends, strict=True)}
