"""What the record says of its keys was altered: that is the record's fault, and a file beside a head is said by its name."""

import json
from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.cli.running import InProcess
from tests.factories.witness import witness_folder
from tests.record.intruders import hash_anew, intruder
from tests.record.writers import begin, note
from tests.some_quickly import some_quickly
from trigpoint.record.models import Event, TreeHead

pytestmark = pytest.mark.django_db
KEYS = "installation:keys"


@pytest.fixture
def head(trigpoint: InProcess, tmp_path: Path, settings: LazySettings) -> Path:
    """A kept head of an installation that has replaced its key once."""
    begin()
    note("a")
    folder = witness_folder(tmp_path, settings)
    for arguments in (("head",), ("new-key",), ("head",)):
        assert trigpoint("record", *arguments).code == 0
    return max(folder.glob("head-*.note"))


def alter_last_key(after: object) -> None:
    with intruder():
        last = Event.objects.filter(chain_id=KEYS).order_by("-number")[0]
        Event.objects.filter(pk=last.pk).update(after=after)
        hash_anew(KEYS)


SPOILT = [[1], "zzz", {}, {"reference": "keys"}, {"key": "zzz"}, {"key": [1]}, 7, ["statement"], "statement"]


@pytest.mark.parametrize("after", some_quickly([(after,) for after in SPOILT], each=4), ids=str)
def test_an_entry_about_keys_that_tells_of_none_is_named_by_every_command(
    trigpoint: InProcess, head: Path, after: object
) -> None:
    alter_last_key(after)
    says = f"Entry 2 of '{KEYS}', by which the record says what key signs it, was altered in the database: it tells of no key"
    verified = trigpoint("record", "verify", "--witness", str(head), "--json")
    assert (verified.code, verified.err) == (1, "")
    whats = [fault["what"] for fault in json.loads(verified.out)["what"]]
    assert [what for what in whats if what.startswith(says)]
    assert f"Entry 2 of '{KEYS}' was rewritten since it was sealed." in whats
    for command in ("head", "key", "new-key"):
        ended = trigpoint("record", command)
        assert (ended.code, ended.out) == (1, "")
        assert ended.err.startswith(says)


def test_a_statement_that_was_altered_in_the_database_is_not_blamed_on_the_keepers_file(
    trigpoint: InProcess, head: Path
) -> None:
    after = Event.objects.get(chain_id=KEYS, number=2).after
    assert after is not None
    alter_last_key({**after, "statement": after["statement"].replace("time 2", "time 3")})
    ended = trigpoint("record", "verify", "--witness", str(head))
    assert (ended.code, ended.err) == (1, "")
    assert (
        f"Entry 2 of '{KEYS}', by which the record says what key signs it, was altered in the database: its statement"
        in (ended.out)
    )
    assert "trigpoint.vkey" not in ended.out


def test_a_statement_beside_a_head_is_said_by_its_own_name(trigpoint: InProcess, head: Path) -> None:
    statement = head.parent / "new-key-001.note"
    whole = statement.read_text("utf-8")
    statement.write_text(whole.replace("time 2", "time 3"), "utf-8")
    ended = trigpoint("record", "verify", "--witness", str(head))
    assert (ended.code, ended.out) == (2, "")
    assert f"{statement}: The new key did not sign its own statement" in ended.err
    statement.unlink()
    statement.mkdir()
    ended = trigpoint("record", "verify", "--witness", str(head))
    assert (ended.code, ended.out) == (2, "")
    assert f"{statement} cannot be read: it is a folder. A file was expected there." in ended.err


@pytest.mark.parametrize("key", some_quickly([("k" * 300,), ("",), ("zzz",), ("\u00e9" * 2000,)], each=4))
def test_a_key_that_is_neither_one_nor_a_file_is_said_to_be_none(trigpoint: InProcess, head: Path, key: str) -> None:
    ended = trigpoint("record", "verify", "--witness", str(head), "--key", key)
    assert (ended.code, ended.out) == (2, "")
    assert f"--key {key[:60]}{'...' if len(key) > 60 else ''}: This is no key" in " ".join(ended.err.split())
    assert "Nor is it the name of a file." in " ".join(ended.err.split())


def test_a_head_that_was_altered_in_the_database_is_not_handed_out(trigpoint: InProcess, head: Path) -> None:
    stored = TreeHead.objects.order_by("size").reverse()[0]
    with intruder():
        TreeHead.objects.filter(pk=stored.pk).update(note=stored.note.replace("time 2", "time 3"))
    for arguments in (("proof", "one", "2"), ("head",)):
        ended = trigpoint("record", *arguments)
        assert (ended.code, ended.out) == (1, "")
        assert "altered" in ended.err
    verified = trigpoint("record", "verify", "--witness", str(head))
    assert verified.code == 1
    assert "was not signed like that with a key on the record: it was altered." in verified.out
    assert "is not in the database as you kept it: its row was altered." in verified.out
