"""The terminal: how wide, and in which colours. Apart from `shared`, as not every command needs it."""

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


def console() -> Console:
    """Return where results are printed: coloured and fitted on a terminal, plain and wide elsewhere.

    Nothing in a text is read as markup: what somebody wrote is printed as it was written.
    """
    screen = Console(highlight=False, markup=False, emoji=False)
    screen.width = min(screen.width, WIDEST) if screen.is_terminal else WIDEST
    return screen


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
