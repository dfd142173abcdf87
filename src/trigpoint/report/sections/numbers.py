"""Numbers with their nouns, and lists in a sentence."""

from collections.abc import Sequence


def counted(number: int, noun: str) -> str:
    """Return '1 case' or '8 cases'."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def joined(words: Sequence[str]) -> str:
    """Return 'a, b and c'."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
