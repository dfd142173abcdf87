"""How values are written in an English sentence. Every page, report, command and message writes them through here."""

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches


def long_date(day: date) -> str:
    """Return '5 March 2026'."""
    return f"{day.day} {day:%B %Y}"


def count_of(number: int, noun: str, plural: str = "") -> str:
    """Return '1 case', '8 cases' or '1,200 people'; `plural` where it is not the noun with an s."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def list_of(words: Sequence[str]) -> str:
    """Return 'a, b and c'."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def either_of(words: Sequence[str]) -> str:
    """Return 'a, b or c'."""
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)


def ordinal(number: int) -> str:
    """Return '1st', '2nd', '11th'."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 <= number % 100 <= 20 else ending}"


def quoted(value: object, limit: int = 60) -> str:
    """Return a value of somebody else's: text in quotes, and all of it printable and short enough for one line."""
    return shortened(f"'{value}'" if isinstance(value, str) else str(value), limit)


def shortened(text: str, limit: int = 60) -> str:
    """Return a text on one line of at most so many characters."""
    # A terminal obeys control characters, so a message shows them as escapes.
    printable = "".join(
        character if character.isprintable() else ascii(character)[1:-1] for character in " ".join(text.split())
    )
    return printable if len(printable) <= limit else printable[: limit - 1] + "…"


def one_of(names: Iterable[str], limit: int = 12) -> str:
    """Return 'one of a, b, c', cut where there are many."""
    expected = list(names)
    rest = f" and {len(expected) - limit} more" if len(expected) > limit else ""
    return "one of " + ", ".join(expected[:limit]) + rest if len(expected) > 1 else "".join(expected)


def did_you_mean(word: object, expected: Iterable[str]) -> str:
    """Return 'Did you mean x?' where one of the expected words is close, else nothing."""
    close = get_close_matches(str(word), list(expected), n=1)
    return f"Did you mean '{close[0]}'?" if close else ""
