"""The terminal: how wide, and in which colours. Apart from `shared`, as not every command needs it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.text import Text

from trigpoint.rules.method import Rating, Tone
from trigpoint.rules.rating import Level, StandardResult

COLOURS: dict[Tone, str] = {
    "red": "red",
    "yellow": "yellow",
    "turquoise": "cyan",
    "green": "green",
    "grey": "bright_black",
}

WIDEST = 110
NARROWEST = 40


def console() -> Console:
    """Return where results are printed: coloured and fitted on a terminal, plain elsewhere.

    Without a terminal a line is as long as COLUMNS says, and wide where nothing is said. Nothing in a text is read as
    markup: what somebody wrote is printed as it was written.
    """
    screen = Console(highlight=False, markup=False, emoji=False)
    asked = os.environ.get("COLUMNS", "")
    is_known = screen.is_terminal or (asked.isascii() and asked.isdigit() and int(asked) >= NARROWEST)
    screen.width = min(screen.width, WIDEST) if is_known else WIDEST
    return screen


@contextmanager
def working(what: str) -> Iterator[Callable[[str], None]]:
    """Say on a terminal, beside what is printed, that something long is being done; elsewhere say nothing.

    Yields a function that says what is being done now.
    """
    screen = Console(stderr=True, highlight=False, markup=False, emoji=False)
    if not screen.is_terminal:
        yield lambda _: None
        return
    with screen.status(Text(f"{what} ...")) as status:
        yield lambda now: status.update(Text(f"{now} ..."))


def rating_text(rating: Rating | None) -> Text:
    """Return a rating in its colour; where there is none, say so."""
    return Text(rating.name, style=COLOURS[rating.tone]) if rating else Text("Not yet rated", style="bold")


def rules_text(result: StandardResult) -> Text:
    """Return what the rules gave one standard, or why there is nothing."""
    if result.not_rated:
        return Text("Not rated")
    if result.rules is None and result.level is Level.PRINTED:
        return Text("Not known")
    return rating_text(result.rules)


def final_text(result: StandardResult) -> Text:
    """Return the final rating of one standard, or why there is nothing."""
    return Text("Not rated") if result.not_rated else rating_text(result.final)
