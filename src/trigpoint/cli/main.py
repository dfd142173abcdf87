"""The command `trigpoint`, and the one place where an error becomes a message and an exit code."""

import signal
import sys
from importlib import import_module
from io import TextIOWrapper

import click

from trigpoint.bundle.problems import UnusableFileError
from trigpoint.cli.exits import EXIT_CODES, STOPPED, UNUSABLE
from trigpoint.report.anchors import BrokenLinkError
from trigpoint.report.typesetting import TypesettingError
from trigpoint.report.writing import FolderInUseError

COMMANDS = (
    "check",
    "demo",
    "export",
    "frameworks",
    "lint",
    "load",
    "people",
    "rate",
    "record",
    "report",
    "sample",
    "serve",
)


class _Commands(click.Group):
    """Imports a command when it is asked for: most of the time of a short command is imports of the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"trigpoint.cli.{cmd_name}"), cmd_name)
        return command


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXIT_CODES,
)
@click.version_option(package_name="trigpoint", message="trigpoint %(version)s")
def trigpoint() -> None:
    """Rate an inspection by its published rules, with every step shown, and write its report.

    An inspection is a Bundle: one YAML or JSON file, or a folder with inspection.yaml in it.

    \b
    Try it:
      trigpoint rate examples/trafford-2021
      trigpoint rate examples/trafford-2021 --explain 2.1
      trigpoint report examples/trafford-2021 --out out/trafford-2021
      trigpoint check examples/trafford-2021
    """  # noqa: D301 - click reads \b, one character, as the beginning of lines to keep


def main() -> None:
    """Run the command line. Never ends in a traceback for a wrong file or a full disk."""
    _write_to_any_reader()
    try:
        code = trigpoint.main(standalone_mode=False)
    except UnusableFileError as error:
        click.echo(_problems(error), err=True)
        code = UNUSABLE
    except click.ClickException as error:
        error.show()
        code = UNUSABLE
    except (FolderInUseError, BrokenLinkError, TypesettingError) as error:
        click.echo(f"{error} No report was written.", err=True)
        code = UNUSABLE
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        code = STOPPED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"{where}{error.strerror or error}. Nothing was changed.", err=True)
        code = UNUSABLE
    sys.exit(code)


def _write_to_any_reader() -> None:
    """Stop quietly, as other commands do, when a reader such as `head` has gone; bend to a terminal without UTF-8."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _problems(error: UnusableFileError) -> str:
    shown = "\n".join(problem.sentences() for problem in error.problems)
    number = len(error.problems)
    return shown if number == 1 else f"{shown}\n{number} problems."
