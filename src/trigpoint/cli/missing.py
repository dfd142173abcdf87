"""What is missing, in the terminal: a page of sums, or every line of it."""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from trigpoint.bundle.missing import Missing

Command = TypeVar("Command", bound=Callable[..., Any])

_MOST_CASES: Final = 25


def everything_option(command: Command) -> Command:
    """Add --all."""
    return click.option("--all", "everything", is_flag=True, help="List all that is missing, one by one, and no sums.")(
        command
    )


def print_missing(screen: Console, missing: Missing, *, everything: bool) -> None:
    """Print what is missing: one by one where asked so or where it is little, else summed up by standard and case."""
    if not missing.number:
        return
    if everything or missing.is_short:
        screen.print(Text("\nMissing, or not fitting:", style="bold"))
        for sentence in missing.sentences:
            screen.print(Text(f"  {sentence}"))
        return
    screen.print(Text("\nMissing, or not fitting: ", style="bold").append(Text(f"{missing.total}.", style="not bold")))
    _print_sums(screen, "By standard", missing.by_standard)
    _print_sums(screen, "By case", missing.by_case[:_MOST_CASES])
    more = len(missing.by_case) - _MOST_CASES
    if more > 0:
        screen.print(Text(f"  and {more} more cases"))
    screen.print(Text("Every line of it: add --all.", style="dim"))


def _print_sums(screen: Console, title: str, sums: Sequence[tuple[str, str]]) -> None:
    if not sums:
        return
    screen.print(Text(title, style="bold"))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, words in sums:
        grid.add_row(f"  {name}", Text(words))
    screen.print(grid)
