"""Kinds of event: each activity names its own, with the sentence that the record's page shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter
from typing import Final


class ReadAs(StrEnum):
    """How a field of a sentence is to be read; '' for a value that is shown as it is."""

    PLAIN = ""
    NAME = "name"
    DAY = "day"
    HASH = "hash"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a sentence: `side` is 'before' or 'after', `key` what it is called in the event."""

    side: str
    key: str
    read_as: ReadAs


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event.

    `sentence` follows a person's name: "moved the inspection from {before[stage]:name} to {after[stage]:name}". After
    the colon it says how the value is to be read: 'name' for the id of something with a title, 'day' for a date, 'hash'
    for a hash, of which the beginning is shown. `about` is the word that the record's filter lists it under, such as
    'Team'. `names_row_of_another_chain`: the thing of its events is told of elsewhere, and nothing was set in it here.
    Raises ValueError for a sentence with any other field.
    """

    key: str
    about: str
    sentence: str
    names_row_of_another_chain: bool = False

    def __post_init__(self) -> None:
        for field in self.fields():
            if field.side not in {"before", "after"} or not field.key:
                raise ValueError(f"The sentence of '{self.key}' may name values before and after the event alone.")

    def fields(self) -> Iterator[Field]:
        """Yield the fields of the sentence. Raises ValueError for a way of reading that there is not."""
        for _, name, spec, _ in Formatter().parse(self.sentence):
            if name is not None:
                side, _, key = name.removesuffix("]").partition("[")
                yield Field(side, key, ReadAs(spec or ""))


CHECKPOINT_SIGNED: Final = Kind(
    "record.checkpoint_signed", "Record", "signed a checkpoint of the record at entry {after[number]}"
)
KEY_BEGUN: Final = Kind("record.key_begun", "Record", "began to sign the record with the key {after[key]}")
KEY_REPLACED: Final = Kind(
    "record.key_replaced", "Record", "replaced the key that signs the record by {after[key]}, signed by the one before"
)
KEY_LOST: Final = Kind(
    "record.key_lost", "Record", "declared the key that signs the record lost, and began anew with {after[key]}"
)

# Written by the upgrade to the version that binds every column of every row.
ROWS_BOUND: Final = Kind(
    "record.rows_bound",
    "Record",
    "upgraded the site, which bound to the record what no entry had told of: rows, {after[rows]}",
)

KINDS: Final = (CHECKPOINT_SIGNED, KEY_BEGUN, KEY_REPLACED, KEY_LOST, ROWS_BOUND)
