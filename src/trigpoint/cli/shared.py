"""What several commands take and print alike."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import click

from trigpoint.bundle.files import LoadedBundle, load_bundle

Command = TypeVar("Command", bound=Callable[..., Any])
Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"


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


def print_json(value: Json) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
