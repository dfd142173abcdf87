"""Who stands behind a report: thanks, the inspectorate's role, who signs, the publisher, and on what terms it is read.

Nothing in it is about the service, so nothing in it names a figure: braces are braces.
"""

from typing import Annotated

from pydantic import AfterValidator, Field

from trigpoint.bundle.shape import Shape, Words

_ISBN_DIGITS = 13


def checked_isbn(isbn: str) -> str:
    """Return an ISBN as it was written. Raises ValueError where its check digit is not right (ISO 2108, annexe C)."""
    digits = isbn.replace("-", "").replace(" ", "")
    if len(digits) != _ISBN_DIGITS or not (digits.isascii() and digits.isdigit()):
        raise ValueError("an ISBN of 13 digits, such as 978-1-84099-959-4")
    # Digits count once and three times in turn; with the last, the check digit, they add up to whole tens.
    if sum(int(digit) * (1, 3)[position % 2] for position, digit in enumerate(digits)) % 10:
        raise ValueError("an ISBN whose last digit agrees with the others: one of its digits is not right")
    return isbn


class Signature(Shape):
    """Who signs the report, at the end of its introduction."""

    name: Words
    post: Words


class Publisher(Shape):
    """Who publishes the report, with the lines of the address, and where the report can be found."""

    name: Words
    address: tuple[Words, ...] = ()
    available_at: Words | None = Field(default=None, description="Where it can be downloaded, such as www.example.org.")


class Imprint(Shape):
    """What is printed before the introduction, a list of paragraphs each, and who signs."""

    acknowledgements: tuple[Words, ...] = ()
    role: tuple[Words, ...] = Field(default=(), description="The role of the inspectorate.")
    notes: tuple[Words, ...] = Field(default=(), description="Such as that the names in the report are changed.")
    signature: Signature | None = None
    publisher: Publisher | None = None
    copyright: Words | None = Field(default=None, description="Such as '© Crown copyright 2021'.")
    terms: tuple[Words, ...] = Field(default=(), description="On what terms it may be used again.")
    isbn: Annotated[Words, AfterValidator(checked_isbn)] | None = None
