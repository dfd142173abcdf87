"""Words out of the database, for a terminal: whoever altered them shall not write on the screen beside them."""


def printable(text: str) -> str:
    """Return a text with a space in the place of everything that is no letter of a line."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
