"""The key that signs: made once, replaced with the older one's signature, and never made anew in silence."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.record.writers import ADA, begin
from trigpoint.record.chain import Whole, verify_begun
from trigpoint.record.chains import keys_chain
from trigpoint.record.heads import take_head
from trigpoint.record.key_record import SigningKeyError, current_key, first_key, statements, successions
from trigpoint.record.keys import KeyGoneError, key_fault, private_key, replace_key
from trigpoint.record.lineage import followed_from, read_succession, successor_note
from trigpoint.record.models import Checkpoint, Event
from trigpoint.record.notes import NamedKey, NoteError, named_key
from trigpoint.record.writing import clock

pytestmark = pytest.mark.django_db
NAME = "tests/record"


def begun(folder: Path) -> NamedKey:
    """An installation that has signed its first head."""
    begin()
    take_head(folder=folder, name=NAME, by=ADA)
    key = current_key()
    assert key is not None
    return key


def test_the_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    first = private_key(tmp_path / "keys").private_bytes_raw()
    assert private_key(tmp_path / "keys").private_bytes_raw() == first
    assert (tmp_path / "keys" / "checkpoints.key").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["checkpoints.key"]


def test_a_damaged_key_is_said_to_be_damaged_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "checkpoints.key").write_bytes(b"short")
    with pytest.raises(SigningKeyError, match=r"checkpoints\.key, cannot be read\. Put it back from a copy"):
        private_key(tmp_path)


def test_a_key_that_can_be_neither_read_nor_made_is_said_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("no folder")
    (tmp_path / "checkpoints.key").mkdir()
    for folder in (tmp_path / "keys", tmp_path, tmp_path / ("k" * 300)):
        with pytest.raises(SigningKeyError, match=r"checkpoints\.key, cannot be read"):
            private_key(folder)


def test_a_key_that_is_gone_is_an_alarm_and_never_made_anew(tmp_path: Path) -> None:
    begun(tmp_path)
    assert key_fault(tmp_path) == ""
    (tmp_path / "checkpoints.key").unlink()
    with pytest.raises(KeyGoneError, match=r"Put the file back from a copy of the folder 'keys'"):
        private_key(tmp_path)
    assert key_fault(tmp_path).startswith("The key is gone")
    assert list(tmp_path.iterdir()) == []


def test_another_key_in_its_place_is_as_good_as_none(tmp_path: Path) -> None:
    begun(tmp_path)
    (tmp_path / "checkpoints.key").write_bytes(Ed25519PrivateKey.generate().private_bytes_raw())
    assert key_fault(tmp_path).startswith("The key is gone")


def test_a_checkpoint_from_before_keys_were_on_the_record_is_enough_to_miss_the_key(tmp_path: Path) -> None:
    event = begin()
    older = Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex()
    Checkpoint.objects.create(
        chain_id=event.chain_id, number=1, hash=event.hash, at=event.at, public_key=older, signature="0" * 128
    )
    assert key_fault(tmp_path).startswith("The key is gone")
    replace_key(folder=tmp_path, name=NAME, by=ADA, lost="The disk broke")
    assert [succession.older.public_key.hex() for succession in successions()] == [older]
    assert isinstance(verify_begun(keys_chain()), Whole)


def test_an_installation_that_never_signed_misses_no_key(tmp_path: Path) -> None:
    begin()
    assert key_fault(tmp_path) == ""
    with pytest.raises(SigningKeyError, match="Nothing was signed yet"):
        replace_key(folder=tmp_path, name=NAME, by=ADA)


def test_a_new_key_is_believed_as_the_older_one_signed_it_however_often(tmp_path: Path) -> None:
    first = begun(tmp_path)
    second = replace_key(folder=tmp_path, name=NAME, by=ADA)
    third = replace_key(folder=tmp_path, name=NAME, by=ADA)
    assert followed_from(first, successions()) == {first, second, third}
    assert followed_from(third, successions()) == {third}
    assert (first_key(), current_key()) == (first, third)
    assert named_key(NAME, private_key(tmp_path)) == third
    assert [file.name for file in tmp_path.iterdir()] == ["checkpoints.key"]
    assert isinstance(verify_begun(keys_chain()), Whole)


def test_a_statement_that_somebody_else_made_leads_nowhere(tmp_path: Path) -> None:
    """The attacker signs for both sides with keys of their own; or leaves the true key's signature out."""
    first, forger = begun(tmp_path), Ed25519PrivateKey.generate()
    forged = read_succession(successor_note(first, forger, clock(), signing=forger))
    assert forged.newer == named_key(NAME, forger)
    assert followed_from(first, [forged]) == {first}


def test_a_statement_that_was_altered_is_refused(tmp_path: Path) -> None:
    begun(tmp_path)
    replace_key(folder=tmp_path, name=NAME, by=ADA)
    (note,) = statements()
    for altered in (
        note.replace("time 2", "time 3"),
        note.replace("\ntime", "\nlost x\ntime"),
        note.replace("new ", ""),
    ):
        with pytest.raises(NoteError):
            read_succession(altered)


def test_a_lost_key_is_replaced_only_when_it_is_lost_and_nothing_binds_the_new_one(tmp_path: Path) -> None:
    first = begun(tmp_path)
    with pytest.raises(SigningKeyError, match="The key is not lost"):
        replace_key(folder=tmp_path, name=NAME, by=ADA, lost="Tidied up")
    (tmp_path / "checkpoints.key").unlink()
    with pytest.raises(KeyGoneError):
        replace_key(folder=tmp_path, name=NAME, by=ADA)
    second = replace_key(folder=tmp_path, name=NAME, by=ADA, lost="The disk\nbroke")
    assert current_key() == second
    assert followed_from(first, successions()) == {first}
    (loss,) = successions()
    assert (loss.older, loss.newer, loss.lost) == (first, second, "The disk broke")
    assert Event.objects.get(chain_id=keys_chain(), number=2).reason == "The disk\nbroke"


def test_a_program_that_ended_before_the_record_told_of_the_new_key_goes_on_with_the_older(tmp_path: Path) -> None:
    first = begun(tmp_path)
    (tmp_path / "checkpoints.key.next").write_bytes(Ed25519PrivateKey.generate().private_bytes_raw())
    assert named_key(NAME, private_key(tmp_path)) == first
    assert isinstance(replace_key(folder=tmp_path, name=NAME, by=ADA), NamedKey)


def test_one_that_ended_just_after_goes_on_with_the_new_one(tmp_path: Path) -> None:
    begun(tmp_path)
    older = (tmp_path / "checkpoints.key").read_bytes()
    second = replace_key(folder=tmp_path, name=NAME, by=ADA)
    # Back to the moment between the record and the file.
    (tmp_path / "checkpoints.key").rename(tmp_path / "checkpoints.key.next")
    (tmp_path / "checkpoints.key").write_bytes(older)
    assert named_key(NAME, private_key(tmp_path)) == second
    assert [file.name for file in tmp_path.iterdir()] == ["checkpoints.key"]
