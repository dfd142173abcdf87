"""A signed checkpoint: checked without us, and found out when the record was cut or written anew."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.locks import lock_record, unlock_record
from tests.record.writers import ADA, begin, note
from trigpoint.record.chain import Broken, Whole, canonical, verify
from trigpoint.record.checkpoints import CheckpointError, read, sign, still_holds
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


def test_where_the_key_is_gone_no_checkpoint_is_signed_with_a_new_one(tmp_path: Path) -> None:
    begin()
    sign(chain="inspection:one", folder=tmp_path, name="tests/record", by=ADA)
    (tmp_path / "checkpoints.key").unlink()
    with pytest.raises(CheckpointError, match="The key is gone"):
        sign(chain="inspection:one", folder=tmp_path, name="tests/record", by=ADA)
    assert Checkpoint.objects.count() == 1
    assert not (tmp_path / "checkpoints.key").exists()


def test_a_broken_record_is_not_signed(tmp_path: Path) -> None:
    begin()
    unlock_record()
    Event.objects.update(reason="changed")
    lock_record()
    with pytest.raises(CheckpointError, match="Entry 1 is not what it was"):
        sign(chain="inspection:one", folder=tmp_path, name="tests/record", by=ADA)


@pytest.mark.parametrize("number", ["abc", [1], True, None, 1.5])
def test_a_checkpoint_whose_number_is_none_is_said_to_be_no_checkpoint(number: object) -> None:
    key = Ed25519PrivateKey.generate()
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


def test_a_record_that_was_emptied_is_not_signed_as_if_it_were_new(tmp_path: Path) -> None:
    begin()
    unlock_record()
    Event.objects.all().delete()
    lock_record()
    with pytest.raises(CheckpointError, match="the record is empty"):
        sign(chain="inspection:one", folder=tmp_path, name="tests/record", by=ADA)
    assert not Checkpoint.objects.exists()
