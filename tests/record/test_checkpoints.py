"""A signed checkpoint: checked without us, and found out when the record was cut or written anew."""

import json
from pathlib import Path

import pytest
from django.db import transaction

from tests.locks import lock_record, unlock_record
from tests.record.writers import ADA, begin, note
from trigpoint.record.chain import Broken, Whole, canonical, verify
from trigpoint.record.checkpoints import CheckpointError, is_ours, private_key, read, sign, still_holds
from trigpoint.record.models import Checkpoint, Event

pytestmark = pytest.mark.django_db


def test_a_checkpoint_says_where_the_record_stood_and_its_signature_holds(tmp_path: Path) -> None:
    begin()
    statement = read(json.dumps(sign(chain="inspection:one", folder=tmp_path, name="tests/record", by=ADA)))
    assert (statement.chain, statement.number) == ("inspection:one", 2)
    assert statement.hash == Event.objects.get(number=2).hash
    assert still_holds(statement)
    assert verify("inspection:one") == Whole(2, statement.hash)


def test_a_record_that_was_cut_short_is_found_out_by_its_checkpoint(tmp_path: Path) -> None:
    begin()
    note("b")
    note("c")
    statement = read(json.dumps(sign(chain="inspection:one", folder=tmp_path, name="tests/record", by=ADA)))
    unlock_record()
    Event.objects.filter(number__gt=2).delete()
    lock_record()
    assert not still_holds(statement)
    says = "The record ends at entry 2, but a checkpoint was signed at entry 4."
    assert verify("inspection:one") == Broken(3, says)


def test_a_record_that_was_written_anew_is_found_out_by_a_checkpoint_kept_elsewhere(tmp_path: Path) -> None:
    begin()
    statement = read(json.dumps(sign(chain="inspection:one", folder=tmp_path, name="tests/record", by=ADA)))
    unlock_record()
    Event.objects.all().delete()
    lock_record()
    note("another")
    note("story")
    assert not still_holds(statement)


@pytest.mark.parametrize("name", ["chain", "number", "hash", "at", "public_key", "signature"])
def test_a_checkpoint_that_was_changed_is_refused(tmp_path: Path, name: str) -> None:
    begin()
    statement = sign(chain="inspection:one", folder=tmp_path, name="tests/record", by=ADA)
    statement[name] = (
        7 if name == "number" else str(statement[name])[:-1] + ("0" if str(statement[name])[-1] != "0" else "1")
    )
    with pytest.raises(CheckpointError, match="signature does not hold"):
        read(json.dumps(statement))


@pytest.mark.parametrize("text", ["", "[]", "7", "{}", '{"format": "another"}', "\x00"])
def test_what_is_no_checkpoint_is_said_to_be_none(text: str) -> None:
    with pytest.raises(CheckpointError, match="This is no checkpoint"):
        read(text)


def test_a_broken_record_is_not_signed(tmp_path: Path) -> None:
    begin()
    unlock_record()
    Event.objects.update(reason="changed")
    lock_record()
    with pytest.raises(CheckpointError, match="Entry 1 is not what it was"):
        sign(chain="inspection:one", folder=tmp_path, name="tests/record", by=ADA)


def test_the_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    first = private_key(tmp_path / "keys").private_bytes_raw()
    assert private_key(tmp_path / "keys").private_bytes_raw() == first
    assert (tmp_path / "keys" / "checkpoints.key").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["checkpoints.key"]


def test_a_checkpoint_signed_with_a_key_that_was_never_ours_proves_nothing(tmp_path: Path) -> None:
    begin()
    signed = read(json.dumps(sign(chain="inspection:one", folder=tmp_path / "ours", name="tests/record", by=ADA)))
    with transaction.atomic():
        forged = read(json.dumps(sign(chain="inspection:one", folder=tmp_path / "forged", name="tests/record", by=ADA)))
        transaction.set_rollback(True)
    assert is_ours(signed, tmp_path / "ours")
    assert not is_ours(forged, tmp_path / "ours")
    assert not is_ours(forged, tmp_path / "no such folder")


def test_a_checkpoint_is_known_by_the_key_file_or_by_what_the_database_keeps_of_it(tmp_path: Path) -> None:
    begin()
    statement = read(json.dumps(sign(chain="inspection:one", folder=tmp_path, name="tests/record", by=ADA)))
    assert is_ours(statement, tmp_path / "a folder without the key")
    unlock_record()
    Checkpoint.objects.all().delete()
    lock_record()
    assert is_ours(statement, tmp_path)
    assert not is_ours(statement, tmp_path / "a folder without the key")


@pytest.mark.parametrize("number", ["abc", [1], True, None, 1.5])
def test_a_checkpoint_whose_number_is_none_is_said_to_be_no_checkpoint(tmp_path: Path, number: object) -> None:
    key = private_key(tmp_path)
    statement = {
        "format": "trigpoint checkpoint 1",
        "chain": "inspection:one",
        "number": number,
        "hash": "0" * 64,
        "at": "2027-03-01T00:00:00+00:00",
        "public_key": key.public_key().public_bytes_raw().hex(),
    }
    with pytest.raises(CheckpointError, match="This is no checkpoint of a record"):
        read(json.dumps(statement | {"signature": key.sign(canonical(statement)).hex()}))


def test_a_file_of_brackets_is_no_checkpoint() -> None:
    with pytest.raises(CheckpointError, match="it is not JSON"):
        read("[" * 100_000)


def test_a_damaged_key_is_said_to_be_damaged_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "checkpoints.key").write_bytes(b"short")
    with pytest.raises(CheckpointError, match=r"checkpoints\.key, cannot be read\. Put it back from a copy"):
        private_key(tmp_path)


def test_a_key_that_can_be_neither_read_nor_made_is_said_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("no folder")
    (tmp_path / "checkpoints.key").mkdir()
    for folder in (tmp_path / "keys", tmp_path, tmp_path / ("k" * 300)):
        with pytest.raises(CheckpointError, match=r"checkpoints\.key, cannot be read"):
            private_key(folder)


def test_where_the_keys_cannot_be_looked_into_no_checkpoint_is_called_anothers(tmp_path: Path) -> None:
    begin()
    with transaction.atomic():
        statement = read(json.dumps(sign(chain="inspection:one", folder=tmp_path, name="tests/record", by=ADA)))
        transaction.set_rollback(True)
    with pytest.raises(CheckpointError, match="cannot be read"):
        is_ours(statement, tmp_path / ("k" * 300))


def test_a_record_that_was_emptied_is_not_signed_as_if_it_were_new(tmp_path: Path) -> None:
    begin()
    unlock_record()
    Event.objects.all().delete()
    lock_record()
    with pytest.raises(CheckpointError, match="the record is empty"):
        sign(chain="inspection:one", folder=tmp_path, name="tests/record", by=ADA)
    assert not Checkpoint.objects.exists()
