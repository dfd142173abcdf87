"""The table of commands against the commands themselves, and what a short command may import."""

import subprocess
import sys
from importlib import import_module

import click
import pytest

from tests.cli.running import PROGRAM, QUIET, InProcess
from trigpoint.cli.commands import COMMANDS

# What takes long to import, and what uses it: pages, stability by draws, and each format of the report.
HEAVY = ("django", "numpy", "scipy", "typst", "docx", "pandas", "gptables", "xlsxwriter", "pikepdf", "jinja2")
FOR_A_RATING = ("rich", "pydantic", "yaml")


def imported_by(*arguments: str) -> set[str]:
    """The packages outside the standard library and ourselves that a command has imported when it ends."""
    program = (
        "import atexit, sys\n"
        "atexit.register(lambda: print(*sorted(name for name in sys.modules if '.' not in name), file=sys.stderr))\n"
        f"{PROGRAM[-1]}"
    )
    command = [sys.executable, "-c", program, *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, env=QUIET, check=True)
    return set(ended.stderr.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_in_the_list_of_commands_is_the_commands_own(name: str) -> None:
    command = getattr(import_module(COMMANDS[name].module), name)

    assert isinstance(command, click.Command)
    assert (command.name, command.short_help) == (name, COMMANDS[name].help)


def test_help_lists_each_command_with_its_line(trigpoint: InProcess) -> None:
    lines = trigpoint("--help").out.splitlines()

    widest = max(map(len, COMMANDS))
    assert [f"  {name:<{widest}}  {entry.help}" for name, entry in COMMANDS.items()] == [
        line for line in lines[lines.index("Commands:") + 1 :] if line.startswith("  ")
    ][: len(COMMANDS)]


@pytest.mark.parametrize("group", ["", "database", "frameworks", "jobs", "outbox", "people", "record", "sample"])
def test_no_line_of_a_list_of_commands_is_cut(
    trigpoint: InProcess, monkeypatch: pytest.MonkeyPatch, group: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = trigpoint(*([group] if group else []), "--help").out.splitlines()
    listed = lines[lines.index("Commands:") + 1 :]
    assert len(listed) > 1
    assert [line for line in listed if line.endswith("...")] == []


@pytest.mark.parametrize("arguments", [("--help",), ("--version",)], ids=" ".join)
def test_help_imports_neither_django_nor_what_reads_rates_or_prints(arguments: tuple[str, ...]) -> None:
    imported = imported_by(*arguments)

    assert "click" in imported
    assert imported & {*HEAVY, *FOR_A_RATING} == set()


def test_to_rate_printed_counts_imports_neither_django_nor_numpy_nor_any_format_of_the_report() -> None:
    imported = imported_by("rate", "examples/trafford-2021")

    assert imported >= set(FOR_A_RATING)
    assert imported & set(HEAVY) == set()


def test_the_package_itself_can_be_run_as_the_command() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "trigpoint", "--version"], capture_output=True, text=True, env=QUIET, check=True
    )

    assert ended.stdout.startswith("trigpoint 0.")
