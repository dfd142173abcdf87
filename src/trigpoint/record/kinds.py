"""Kinds of event: each activity names its own, with the sentence that the record's page shows."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event.

    `sentence` follows a person's name: "moved the inspection from {before[stage]} to {after[stage]}". It may name
    `before`, `after` and `thing`. `about` is the word that the record's filter lists it under, such as 'Team'.
    """

    key: str
    about: str
    sentence: str


CHECKPOINT_SIGNED: Final = Kind(
    "record.checkpoint_signed", "Record", "signed a checkpoint of the record at entry {after[number]}"
)

KINDS: Final = (CHECKPOINT_SIGNED,)
