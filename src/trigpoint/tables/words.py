"""When two words are the same word, however they were typed."""

import unicodedata


def normal(word: str) -> str:
    """Return a word without what does not count: capitals, spaces and punctuation ('Y.C.C. ' is 'ycc').

    A word of nothing but punctuation stays what it is, so that '-' does not become the same as nothing.
    """
    folded = unicodedata.normalize("NFKC", word).casefold()
    return "".join(character for character in folded if character.isalnum()) or folded.strip()
