"""What several commands take and print alike."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from trigpoint.report.json_values import Json

Command = TypeVar("Command", bound=Callable[..., Any])


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


def print_json(value: Json) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
