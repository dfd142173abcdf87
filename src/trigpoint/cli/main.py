"""The command `trigpoint`, and the one place where an error becomes a message and an exit code."""

import os
import signal
import sys
from io import TextIOWrapper

import click

from trigpoint.bundle.problems import UnusableFileError
from trigpoint.cli.commands import LazyGroup
from trigpoint.cli.exits import EXIT_CODES, STOPPED, UNUSABLE


@click.group(
    cls=LazyGroup,
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
    # We have no plugin for pydantic, and to look for one it opens the metadata of every package that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        code = trigpoint.main(standalone_mode=False)
    except UnusableFileError as error:
        click.echo(_problems(error), err=True)
        code = UNUSABLE
    except click.ClickException as error:
        error.show()
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
    sentences = "\n".join(problem.sentences() for problem in error.problems)
    number = error.number[:1].upper() + error.number[1:]
    return sentences if len(error.problems) == 1 else f"{sentences}\n{number}."
