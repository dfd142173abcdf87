"""The terminal: how wide, and in which colours. Apart from `shared`, as not every command needs it."""

from rich.console import Console
from rich.text import Text

from trigpoint.rules.method import Rating, Tone

COLOURS: dict[Tone, str] = {
    "red": "red",
    "yellow": "yellow",
    "turquoise": "cyan",
    "green": "green",
    "grey": "bright_black",
}

WIDEST = 110


def console() -> Console:
    """Return where results are printed: coloured and fitted on a terminal, plain and wide elsewhere."""
    screen = Console(highlight=False)
    screen.width = min(screen.width, WIDEST) if screen.is_terminal else WIDEST
    return screen


def rating_text(rating: Rating | None) -> Text:
    """Return a rating in its colour; where there is none, say so."""
    return Text(rating.name, style=COLOURS[rating.tone]) if rating else Text("Not yet rated", style="bold")
