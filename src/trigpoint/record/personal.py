"""Whether a field holds personal data. Every field of every model says so, in its model's `PERSONAL`."""

from enum import StrEnum


class Personal(StrEnum):
    """How a field bears on a living person. Drives logs, exports and what may leave the wall."""

    NO = "not about a person"
    PSEUDONYM = "a reference that leads to a person only with another table"
    YES = "about a person"
    SECRET = "a secret, such as a password's hash"  # noqa: S105 - a class of fields
