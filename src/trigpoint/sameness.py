"""When two texts are the same, however they were typed: the one definition for references, names and code words.

| what | is overlooked | is a question | tells two apart |
|---|---|---|---|
| reference | capitals, characters that nobody sees, the kind of hyphen, spaces around it | leading noughts | the rest |
| name | all that of a reference, accents, apostrophes, `.`, `,`, hyphens, brackets; `&` is 'and' | | the rest |
| code word | all that of a reference, `.`, `-`, `_`, spaces, `&` and 'and' | | the rest: `< > ? + / % ( ) * !` |
| heading | as a code word, and `: ; , #`, apostrophes, quotation marks and brackets | | the rest |

At an end of a code word `-` and `&` tell two apart too, and anywhere `..` does.

Source: Unicode Standard Annex 15 for the forms (NFC for what is kept, NFKC for what is compared). What is overlooked in
which kind of text is ours: see decision 38.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_HYPHENS: Final = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d")
_APOSTROPHES: Final = frozenset("'\u2018\u2019\u201a\u201b\u2032\u02bb\u02bc\u02b9\u00b4\u0060\uff07")
# Nobody sees these either, though Unicode does not call them format characters: joiners, fillers, selectors, a blank.
_UNSEEN: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {chr(n) for n in range(0xFE00, 0xFE10)}
# Letters with a stroke or two letters in one, which Unicode does not take apart.
_PLAIN_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
)
# From here on a combining mark is an accent; below are signs that some alphabets write vowels with.
_FIRST_ACCENT_CLASS: Final = 200
_NOTHING_IN_NAMES: Final = _APOSTROPHES | {"."}
_SPACE_IN_NAMES: Final = frozenset('-_,:;/\\|()[]{}"\u201c\u201d\u201e\u00ab\u00bb\u2022\u00b7')
_NOTHING_IN_CODES: Final = frozenset(".-_&")
_NOTHING_IN_HEADINGS: Final = _NOTHING_IN_CODES | _APOSTROPHES | frozenset(':;,#()[]"\u201c\u201d')
_DOUBT: Final = re.compile(r"^[-&]|[-&]$|\.\.")
_AND: Final = re.compile(r"\band\b")
_LEADING_NOUGHTS: Final = re.compile(r"(?<![0-9])0+(?=[0-9])")


class Likeness(StrEnum):
    """What can be said of two references: one, two, or that somebody has to be asked."""

    SAME = "same"
    PERHAPS = "perhaps"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class OddCharacter:
    """A character that is not read as it was typed: `read_as` is '' where it was taken out, or the plain character.

    `before` is what stands before it as it is read, '' at the start.
    """

    character: str
    before: str
    read_as: str

    @property
    def code_point(self) -> str:
        """How the character is written of, such as 'U+200B'."""
        return f"U+{ord(self.character):04X}"

    def in_words(self, *, quoting: bool = True) -> str:
        """Return "an invisible U+200B after 'AB'"; where what was typed may be a name, say the place without it."""
        what = f"{self.code_point} (read as '{self.read_as}')" if self.read_as else f"invisible {self.code_point}"
        if not self.before:
            where = "at the start"
        elif quoting:
            where = f"after '{self.before[-20:]}'"
        else:
            where = f"after character {len(self.before)}"
        return f"{'a' if self.read_as else 'an'} {what} {where}"


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it is read, and every character of it that is not read as it was typed, in order."""

    text: str
    odd_characters: tuple[OddCharacter, ...] = ()


def is_invisible(character: str) -> bool:
    """Whether nobody sees a character: format and control characters that are no space, fillers and selectors."""
    if character in _UNSEEN:
        return True
    return unicodedata.category(character) in ("Cc", "Cf") and not character.isspace()


def read(typed: str) -> Reading:
    """Return a cell, a reference or a code word as it is read: without what nobody sees, every hyphen as '-'.

    Spaces around it go and those within are single; letters with marks are composed (NFC). Signs stay.
    """
    if typed.isascii() and typed.isprintable():
        # Nearly every cell of a long list: nothing of it can be odd.
        return Reading(" ".join(typed.split()))
    plain: list[str] = []
    odd_characters: list[OddCharacter] = []
    for character in typed:
        if is_invisible(character):
            odd_characters.append(OddCharacter(character, "".join(plain).lstrip(), ""))
        elif character in _HYPHENS:
            odd_characters.append(OddCharacter(character, "".join(plain).lstrip(), "-"))
            plain.append("-")
        else:
            plain.append(character)
    return Reading(unicodedata.normalize("NFC", " ".join("".join(plain).split())), tuple(odd_characters))


def reference_key(reference: str) -> str:
    """Return what a case's or a child's reference is compared by: two are the same where this is the same."""
    return _folded(reference)


def noughts_key(reference: str) -> str:
    """Return the key of a reference without leading noughts: 'C-00417' and 'c-417' have one, and may be one.

    A number starts wherever a figure follows something else, so '2026/007' and '2026/7' may be one too.
    """
    return _LEADING_NOUGHTS.sub("", reference_key(reference))


def likeness(reference: str, other: str) -> Likeness:
    """Say whether two references are the same. Leading noughts are neither a difference nor an equality."""
    if reference_key(reference) == reference_key(other):
        return Likeness.SAME
    return Likeness.PERHAPS if noughts_key(reference) == noughts_key(other) else Likeness.DIFFERENT


def name_key(name: str) -> str:
    """Return what a name is compared, searched and sorted by: 'King’s Lynn & Wŷl' is 'kings lynn and wyl'.

    A name of nothing but signs keeps them, so that it is not the same as no name.
    """
    decomposed = unicodedata.normalize("NFKD", _folded(name))
    letters = "".join(
        character for character in decomposed if unicodedata.combining(character) < _FIRST_ACCENT_CLASS
    ).translate(_PLAIN_LETTERS)
    spoken = "".join(_in_a_name(character) for character in letters)
    return " ".join(spoken.split()) or " ".join(letters.split())


def code_key(word: str) -> str:
    """Return what a code word is compared by: 'Y.C.C. ' is 'ycc', and '>medium', 'medium?' and 'medium' are three."""
    folded = _folded(word)
    # A grade such as 'medium -' is a lower one, and 'medium ...' is not all that somebody has to say.
    return folded.replace(" ", "") if _DOUBT.search(folded) else _without(word, _NOTHING_IN_CODES)


def heading_key(heading: str) -> str:
    """Return what a column's heading is compared by: 'Case ref. (ours):' is 'caserefours'."""
    return _without(heading, _NOTHING_IN_HEADINGS)


def _without(word: str, overlooked: frozenset[str]) -> str:
    """What is left without what is overlooked; a word of nothing else, such as '-', is not the same as nothing."""
    folded = _folded(word)
    words = _AND.sub(" ", folded.replace("_", " "))
    return "".join(character for character in words if character not in overlooked and character != " ") or folded


def _folded(text: str) -> str:
    """Compatible forms and capitals are one, every apostrophe is ', and every hyphen is -."""
    # An acute accent on its own is typed for an apostrophe, and NFKC would make a space with a mark of it.
    if text.isascii() and text.isprintable():
        return " ".join(text.split()).casefold().replace("`", "'")
    typed = "".join("'" if character in _APOSTROPHES else character for character in text)
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", read(typed).text).casefold())
    return read(folded).text


def _in_a_name(character: str) -> str:
    if character in _NOTHING_IN_NAMES:
        return ""
    if character == "&":
        return " and "
    return " " if character in _SPACE_IN_NAMES else character
