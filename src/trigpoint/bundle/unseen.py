"""Characters that nobody sees and that make words look other than they are."""

import re
from collections.abc import Iterator, Mapping, Sequence

from trigpoint.bundle.problems import Place

# What turns the direction of text, and what controls a terminal; tabs and line breaks are neither.
_ODD = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def odd_character(text: str) -> str:
    """Return the first such character of a text as it is written of, such as 'U+202E'; '' where there is none."""
    match = _ODD.search(text)
    return f"U+{ord(match.group()):04X}" if match else ""


def odd_places(value: object, at: Place = ()) -> Iterator[tuple[Place, str]]:
    """Every place of a file's values at which a text or a key has such a character, with the character."""
    if isinstance(value, str):
        if character := odd_character(value):
            yield at, character
    elif isinstance(value, Mapping):
        for key, inside in value.items():
            yield from odd_places(str(key), (*at, "a name"))
            yield from odd_places(inside, (*at, str(key)))
    elif isinstance(value, Sequence):
        for number, inside in enumerate(value):
            yield from odd_places(inside, (*at, number))
