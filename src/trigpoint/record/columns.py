"""One row held against the record's last word about it, column by column."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from trigpoint.record.bound import EACH_OTHER, Bound, bound_columns, column_hash, salt_of, stored
from trigpoint.record.chain import canonical, plain
from trigpoint.record.last_words import LastWord, chain_of
from trigpoint.record.personal import Personal
from trigpoint.record.printable import printable
from trigpoint.record.readable import UNREADABLE
from trigpoint.record.versioned import row_value

if TYPE_CHECKING:
    from django.db.models import Field

_SALT: Final = re.compile("[0-9a-f]{32}")
_NO_SALTS: Final = "so what the record has of it by hash alone cannot be checked"


def differences(row: Bound, last_word: LastWord, chain: str) -> Iterator[str]:
    """Yield, in sentences, where a row of `with_reference` is not what a chain says, of all columns that were read."""
    model, home = type(row), chain_of(row)
    if home != chain:
        yield f"The {model._meta.verbose_name} {row.pk} belongs to '{printable(home)}', and this record tells of it."
    unread = row.get_deferred_fields()
    if not _has_salts(row):
        yield f"The {model._meta.verbose_name} {row.pk} has salts that are none, {_NO_SALTS}."
        unread |= set(last_word.hashes)
    hashed = [column for column in bound_columns(model) if column in last_word.hashes and column not in unread]
    different = [column for column in hashed if not _has_hash(row, column, last_word.hashes[column])]
    # With other salts no hash fits, whatever the columns say.
    if len(different) > 1 and len(different) == len(hashed):
        yield f"The {model._meta.verbose_name} {row.pk} has other salts, so that its hashes in the record fit nothing."
        unread |= set(hashed)
    for field in model._meta.concrete_fields:
        if field.attname not in unread:
            try:
                yield from _difference(row, field, last_word, is_other=field.attname in different)
            except UNREADABLE:
                yield f"The {model._meta.verbose_name}'s {field.verbose_name} cannot be read ({row.pk})."


def _has_salts(row: Bound) -> bool:
    salts = row.__dict__.get("salts")
    return isinstance(salts, dict) and EACH_OTHER in salts and all(map(_is_salt, salts.values()))


def _is_salt(salt: object) -> bool:
    return isinstance(salt, str) and bool(_SALT.fullmatch(salt))


def _has_hash(row: Bound, column: str, recorded: str) -> bool:
    try:
        return column_hash(salt_of(row.salts, column), column, getattr(row, column)) == recorded
    except UNREADABLE:
        return False


def _difference(row: Bound, field: "Field[object, object]", last_word: LastWord, *, is_other: bool) -> Iterator[str]:
    column = field.attname
    if is_other:
        yield _says_otherwise(row, field, _told_by_hash(row, field, last_word.hashes[column]))
    elif column in last_word.values:
        if not _is_same(_plain(row, column), last_word.values[column]):
            yield _says_otherwise(row, field, f"the record's last word is {_shown(last_word.values[column])}")
    elif (
        column in bound_columns(type(row))
        and column not in last_word.hashes
        and not _is_as_in_a_new_row(row, field, last_word)
    ):
        yield _says_otherwise(row, field, "no entry of the record ever set it")


def _is_same(value: object, recorded: object) -> bool:
    """Whether two plain values are the same. In Python 1 is also True, and so is what holds one."""
    return value == recorded and (
        value is recorded
        or (isinstance(value, str) and isinstance(recorded, str))
        or canonical({"value": value}) == canonical({"value": recorded})
    )


def _told_by_hash(row: Bound, field: "Field[object, object]", recorded: str) -> str:
    """What the record says of a column of which it has a hash: by name where the column was as it is in a new row."""
    default = field.get_default() if field.has_default() or field.null or field.blank else None
    if recorded == column_hash(salt_of(row.salts, field.attname), field.attname, default):
        return f"the record's last word is {_shown(stored(default))}"
    return "its hash in the record is that of something else"


def _is_as_in_a_new_row(row: Bound, field: "Field[object, object]", last_word: LastWord) -> bool:
    """Whether a column that no event names is as in every new row; one that is never alike cannot be told."""
    # A relation may be in the record by its name, as people read it.
    alike = field.has_default() or field.null or field.blank
    if field.name == "version" or field.name in last_word.values or field.primary_key or not alike:
        return True
    return _plain(row, field.attname) == (plain({"value": field.get_default()}) or {})["value"]


def _plain(row: Bound, column: str) -> object:
    return (plain({"value": row_value(row, column)}) or {})["value"]


def _says_otherwise(row: Bound, field: "Field[object, object]", word: str) -> str:
    about = f"The {row._meta.verbose_name}'s {field.verbose_name} is"
    personal = getattr(row, "PERSONAL", {}).get(field.name)
    # What may name somebody is not printed, nor what could not be: bytes.
    if personal in {Personal.YES, Personal.SECRET} or isinstance(row_value(row, field.attname), bytes | memoryview):
        return f"{about} another one in the database than the record tells of."
    return f"{about} {_shown(_plain(row, field.attname))} in the database; {word}."


def _shown(value: object) -> str:
    """A value for a terminal: whoever altered it shall not write on the screen beside it."""
    text = printable(str(value))
    if value is None or text == "":
        return "nothing"
    return f"'{text[:60]}...'" if len(text) > 60 else f"'{text}'"
