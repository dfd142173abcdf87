"""What several commands take and print alike."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import click
from rich.console import Console
from rich.text import Text

from trigpoint.bundle.files import LoadedBundle, load_bundle
from trigpoint.rules.method import Rating, Tone

Command = TypeVar("Command", bound=Callable[..., Any])
Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"

COLOURS: dict[Tone, str] = {
    "red": "red",
    "yellow": "yellow",
    "turquoise": "cyan",
    "green": "green",
    "grey": "bright_black",
}

WIDEST = 110

EXIT_CODES = "Exit codes: 0 done, 1 checked and found wanting, 2 input that cannot be used."


def bundle_argument(command: Command) -> Command:
    """Add the argument BUNDLE."""
    return click.argument("bundle", type=click.Path(path_type=Path), metavar="BUNDLE")(command)


def framework_option(command: Command) -> Command:
    """Add --framework, for a framework of one's own."""
    return click.option(
        "--framework",
        "framework_folder",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        metavar="FOLDER",
        help="The folder of the framework, where it is not one that comes with Trigpoint.",
    )(command)


def json_option(command: Command) -> Command:
    """Add --json."""
    return click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, for another program.")(
        command
    )


def loaded(bundle: Path, framework_folder: Path | None) -> LoadedBundle:
    """Load a Bundle that was named on the command line. Raises UnusableFileError."""
    return load_bundle(bundle, framework_folder)


def console() -> Console:
    """Return where results are printed: coloured and fitted on a terminal, plain and wide elsewhere."""
    screen = Console(highlight=False)
    screen.width = min(screen.width, WIDEST) if screen.is_terminal else WIDEST
    return screen


def print_json(value: Json) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def rating_text(rating: Rating | None) -> Text:
    """Return a rating in its colour; where there is none, say so."""
    return Text(rating.name, style=COLOURS[rating.tone]) if rating else Text("Not yet rated", style="bold")
