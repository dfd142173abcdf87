"""Files that commands write: nothing that is there already is replaced unless somebody says so."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def overwrite_option(command: Command) -> Command:
    """Add --overwrite."""
    return click.option("--overwrite", is_flag=True, help="Replace the file where it is there already.")(command)


def check_may_write(path: Path, *, overwrite: bool) -> None:
    """Raise UsageError for a file that is there already and is not to be replaced. Ask before long work."""
    if path.exists() and not overwrite:
        raise click.UsageError(f"{path} is there already. Give another name, or --overwrite to replace it.")


def write_file(path: Path, content: bytes, *, overwrite: bool) -> None:
    """Write a file. Raises UsageError for one that is there already and is not to be replaced."""
    check_may_write(path, overwrite=overwrite)
    try:
        # Another program may have made it meanwhile.
        with path.open("wb" if overwrite else "xb") as opened:
            opened.write(content)
    except FileExistsError:
        check_may_write(path, overwrite=overwrite)
        raise
