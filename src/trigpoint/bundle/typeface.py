"""Which characters the report can print: those that all fonts of its PDF have, and those that have no shape.

The data are in `typeface.txt`, written from the fonts themselves. A Bundle is checked against it, so that nobody
learns of a missing character from a PDF that is refused.
"""

import re
from functools import lru_cache
from importlib.resources import files

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")


def unprintable(text: str) -> tuple[str, ...]:
    """Return the characters of a text that the report cannot print, each once, in the order of the text."""
    return tuple(dict.fromkeys(_missing().findall(text))) if not text.isascii() else ()


def ligatures(text: str) -> tuple[str, ...]:
    """Return the letters of a text that are printed together as one character, such as 'ﬁ', each once."""
    return tuple(dict.fromkeys(_LIGATURE.findall(text))) if not text.isascii() else ()


def with_letters(text: str) -> str:
    """Return a text in which each ligature is the letters that it stands for: 'ﬁ' looks like 'fi' and is not.

    Text that was copied from a PDF has them. Source: Unicode, compatibility decompositions of U+FB00 to U+FB06.
    """
    return text if text.isascii() else _LIGATURE.sub(lambda match: _LIGATURES[match[0]], text)


def code_point(character: str) -> str:
    """Return a character as it is written of: 'U+FB01'."""
    return f"U+{ord(character):04X}"


@lru_cache(maxsize=1)
def _missing() -> re.Pattern[str]:
    """Any character that is in no range of `typeface.txt`; tabs and line breaks are printed as space."""
    lines = files("trigpoint.bundle").joinpath("typeface.txt").read_text(encoding="ascii").splitlines()
    ends = (line.split("-") for line in lines if not line.startswith("#"))
    ranges = "".join(f"\\U{first:0>8}-\\U{last:0>8}" for first, last in ends)
    return re.compile(f"[^\t\n\r{ranges}]")
