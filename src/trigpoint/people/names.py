"""What a name may be that stands in an e-mail to a stranger: a name, and neither a message nor a way to a website.

An invitation goes to whatever address somebody types, and says the name that they typed. Without a rule it would carry
any text, under this site's name, to anybody.
"""

import re
import unicodedata
from typing import Final

LONGEST: Final = 80
_BESIDE_LETTERS: Final = frozenset(" -'’.,()")
# What e-mail programs make a link of: 'https://...', 'www. ...', 'a@b', and two words with a full stop between them.
_LINK: Final = re.compile(r"://|\bwww\.|@|[^\W_]\.[^\W\d_]{2,}", re.IGNORECASE)


def fault_in_name(name: str) -> str:
    """Return what is wrong with a person's name, and how to correct it; '' where nothing is."""
    if len(name) > LONGEST:
        return f"Name must be {LONGEST} characters or fewer. It has {len(name):,}"
    if _LINK.search(name):
        return "Name must not hold a web or e-mail address. Put a space after a full stop"
    odd = next((character for character in name if not _is_of_a_name(character)), "")
    if odd:
        return (
            f"Name must hold letters, spaces, hyphens, apostrophes, full stops, commas and brackets only, not '{odd}'"
        )
    return "" if any(map(str.isalpha, name)) else "Name must hold letters"


def holds_a_link(text: str) -> bool:
    """Whether an e-mail program would make a link of something in a text."""
    return bool(_LINK.search(text))


def _is_of_a_name(character: str) -> bool:
    # Marks belong to the letter before them: some languages write vowels and accents so.
    return character in _BESIDE_LETTERS or character.isalpha() or unicodedata.category(character).startswith("M")
