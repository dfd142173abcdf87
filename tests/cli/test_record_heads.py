"""`trigpoint record head`, `proof`, `key`, `new-key` and `verify --witness`: what each says, and how it ends."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import LazySettings

from tests.cli.running import Ended, InProcess
from tests.factories.witness import witness_folder
from tests.record.intruders import cut, edit, forget_what_was_signed
from tests.record.writers import ADA, begin, note
from trigpoint.record.checkpoints import sign
from trigpoint.record.models import TreeHead
from trigpoint.record.notes import named_key, read_head, read_key, read_note, signed_note

pytestmark = pytest.mark.django_db


class Installation:
    """An installation whose heads go to a folder of somebody else's."""

    def __init__(self, trigpoint: InProcess, folder: Path, keys: Path) -> None:
        self.trigpoint, self.folder, self.keys = trigpoint, folder, keys

    def run(self, *arguments: str) -> Ended:
        return self.trigpoint("record", *arguments)

    def head(self) -> Path:
        """Take a head, deliver it, and return its file."""
        ended = self.run("head")
        assert (ended.code, ended.err) == (0, "")
        return max(self.folder.glob("head-*.note"))

    def verify(self, *files: Path, key: str = "") -> Ended:
        witnesses = [argument for file in files for argument in ("--witness", str(file))]
        return self.run("verify", *witnesses, *(("--key", key) if key else ()))

    def lose_key(self) -> None:
        (self.keys / "checkpoints.key").unlink()


@pytest.fixture
def site(trigpoint: InProcess, tmp_path: Path, settings: LazySettings) -> Installation:
    begin()
    note("a")
    return Installation(trigpoint, witness_folder(tmp_path, settings), tmp_path / "keys")


def test_a_head_is_printed_delivered_and_holds(site: Installation) -> None:
    ended = site.run("head")
    assert (ended.code, ended.err) == (0, "")
    file = max(site.folder.glob("head-*.note"))
    # Two entries of an inspection, and the key.
    assert ended.out.startswith(f"The head of 3 entries.\n\n{file.read_text('utf-8')}")
    assert "Delivered by folder: 1 head." in ended.out
    verified = site.verify(file)
    assert (verified.code, verified.err) == (0, "")
    assert verified.out == (
        "All chains: the record is whole: 3 entries in the tree, and nothing was rewritten, cut or rolled back since "
        "the 1 head that you kept.\n"
    )
    again = site.run("head")
    assert again.out.startswith("The head of 3 entries: nothing was written since.")
    assert "Delivered by folder: nothing new." in again.out


def test_a_head_that_goes_to_nobody_says_so(site: Installation, settings: LazySettings) -> None:
    settings.WITNESS_FOLDER = ""
    ended = site.run("head")
    assert ended.code == 0
    assert "It was handed to nobody: set TRIGPOINT_WITNESS_FOLDER or TRIGPOINT_WITNESS_EMAIL." in ended.out


def test_a_delivery_that_failed_is_said_and_made_up_for(site: Installation) -> None:
    site.folder.rename(site.folder.with_name("away"))
    ended = site.run("head")
    assert ended.code == 1
    assert ended.err.startswith("Not delivered: ")
    assert "It is tried again with the next head." in ended.err
    site.folder.with_name("away").rename(site.folder)
    assert site.verify(site.head()).code == 0


def test_an_entry_that_was_rewritten_with_every_hash_is_named_from_the_outside(site: Installation) -> None:
    file = site.head()
    edit("inspection:one", 2, reason="Another")
    ended = site.verify(file)
    assert ended.code == 1
    assert ended.out == (
        "All chains: the record does not hold: 1 fault.\n  Entry 2 of 'inspection:one' was rewritten since it was sealed.\n"
    )


def test_a_swapped_key_is_an_alarm_with_the_true_head_and_with_the_forged_one(site: Installation) -> None:
    true = site.head()
    cut("inspection:one", 1)
    forget_what_was_signed()
    site.lose_key()
    # The next head makes a new key: the database remembers none. But the folder of somebody else's does.
    delivered = site.run("head")
    assert delivered.code == 1
    assert "Nothing was delivered." in delivered.err
    with_true = site.verify(true)
    assert with_true.code == 1
    assert "The installation signs with another key than yours, and no signatures lead there" in with_true.out
    forged = site.keys / "forged.note"
    forged.write_text(TreeHead.objects.get().note, "utf-8")
    with_forged = site.verify(forged, key=str(site.folder / "trigpoint.vkey"))
    assert with_forged.code == 1
    assert "was signed with a key called 'localhost/record', and no signatures lead there" in with_forged.out
    assert "or this one's key was swapped" in with_forged.out


def test_without_the_key_that_its_keeper_was_given_no_head_is_called_true(site: Installation) -> None:
    """Otherwise the intruder's own head, checked against the intruder's own database, would be whole."""
    file = site.head()
    alone = site.keys / "alone.note"
    alone.write_bytes(file.read_bytes())
    ended = site.verify(alone)
    assert (ended.code, ended.out) == (2, "")
    assert "Without the key that its keeper was given," in ended.err
    key = (site.folder / "trigpoint.vkey").read_text("utf-8").strip()
    assert site.verify(alone, key=key).code == 0
    assert site.verify(alone, key="nonsense").code == 2


def test_a_key_that_is_gone_is_an_alarm_in_every_check_and_no_head_is_signed(site: Installation) -> None:
    file = site.head()
    site.lose_key()
    ended = site.verify(file)
    assert ended.code == 1
    assert "The key is gone: this installation has signed its record" in ended.out
    assert "Put the file back from a copy of the folder 'keys'." in ended.out
    for command in ("head", "key"):
        ended = site.run(command)
        assert (ended.code, ended.out) == (1, "")
        assert "The key is gone" in ended.err
    assert list(site.keys.iterdir()) == []


def test_a_record_that_remembers_no_key_is_an_alarm(site: Installation) -> None:
    file = site.head()
    forget_what_was_signed()
    ended = site.verify(file)
    assert ended.code == 1
    assert "The record tells of no key that ever signed it. It is an older copy, or what was signed was removed." in (
        ended.out
    )
    assert "The record is older than the head of " in ended.out


def test_a_new_key_is_believed_and_a_lost_one_is_an_alarm_until_people_resolve_it(site: Installation) -> None:
    first = site.head()
    assert site.run("new-key").out.startswith("This installation now signs with\nlocalhost/record+")
    second = site.head()
    assert site.verify(first, second).code == 0
    site.lose_key()
    refused = site.run("new-key")
    assert refused.code == 2
    assert "The key is gone" in refused.err
    assert site.run("new-key", "--lost", " ").code == 2
    declared = site.run("new-key", "--lost", "The disk broke")
    assert (declared.code, "Tell everybody who keeps heads" in declared.out) == (0, True)
    third = site.head()
    ended = site.verify(first, second, third)
    assert ended.code == 1
    assert (
        "the key was declared lost: 'The disk broke'. Nothing binds today's key to the one that you hold." in ended.out
    )
    # Whoever keeps the heads has asked, and takes the new key from then on.
    assert site.verify(third, key=site.run("key").out.splitlines()[0]).code == 0


def test_a_head_of_another_installation_is_an_alarm_and_a_damaged_file_is_none(site: Installation) -> None:
    file, key = site.head(), Ed25519PrivateKey.generate()
    head = read_head(read_note(file.read_text("utf-8")))
    other = site.folder / "other.note"
    other.write_text(signed_note(str(head), head.name, key), "utf-8")
    ended = site.verify(other)
    assert ended.code == 1
    assert "no signatures lead there from the key that you hold. Either it is another installation's" in ended.out
    ended = site.verify(other, key=str(named_key(head.name, key)))
    assert ended.code == 1
    assert "The installation signs with another key than yours" in ended.out
    other.write_text(file.read_text("utf-8").replace("\n3\n", "\n2\n"), "utf-8")
    ended = site.verify(other)
    assert (ended.code, ended.out) == (2, "")
    assert "The signature does not hold: the file was changed after it was signed." in ended.err
    for content in ("", "[" * 100_000, '{"format": "trigpoint checkpoint 1"}'):
        other.write_text(content, "utf-8")
        ended = site.verify(other)
        assert (ended.code, ended.out) == (2, "")
        assert "This is no signed note" in ended.err


def signed_checkpoint(site: Installation, keys: Path) -> Path:
    """A checkpoint of the inspection's chain as it is now, signed with the key of a folder."""
    file = site.folder / f"checkpoint-{keys.name}.json"
    file.write_text(json.dumps(sign(chain="inspection:one", folder=keys, name="localhost/record", by=ADA)), "utf-8")
    return file


def test_a_checkpoint_is_believed_on_the_word_of_the_key_that_its_keeper_was_given(site: Installation) -> None:
    key = site.head().parent / "trigpoint.vkey"
    file = signed_checkpoint(site, site.keys)
    # The entries of these tests are invented; of the checkpoint nothing is said, as it holds.
    believed = site.run("verify", "one", "--checkpoint", str(file))
    assert [line for line in believed.out.splitlines() if "checkpoint" in line or "signatures" in line] == []
    assert "is of a kind that there is not" in believed.out
    key.unlink()
    ended = site.run("verify", "one", "--checkpoint", str(file))
    assert (ended.code, ended.out) == (2, "")
    assert "Without the key that its keeper was given," in ended.err


def test_a_checkpoint_that_an_intruder_signed_is_an_alarm(site: Installation) -> None:
    """The chain is cut, what was signed and keys/ are removed, and a checkpoint is signed with a key of their own."""
    site.head()
    true = signed_checkpoint(site, site.keys).rename(site.folder / "true.json")
    cut("inspection:one", 2)
    forget_what_was_signed()
    site.lose_key()
    forged = signed_checkpoint(site, site.keys)
    with_forged = site.run("verify", "one", "--checkpoint", str(forged))
    assert with_forged.code == 1
    assert "no signatures lead there from the key that you hold" in with_forged.out
    with_true = site.run("verify", "one", "--checkpoint", str(true))
    assert with_true.code == 1
    assert "It no longer holds entry 3 as it was when the checkpoint was signed." in with_true.out


def test_an_entry_is_proved_to_be_in_the_newest_head(site: Installation) -> None:
    site.head()
    ended = site.run("proof", "one", "2")
    assert (ended.code, ended.out.splitlines()[0]) == (0, "c2sp.org/tlog-proof@v1")
    for inspection, entry in (("one", "99"), ("nowhere", "1")):
        ended = site.run("proof", inspection, entry)
        assert (ended.code, ended.out) == (2, "")
        assert "That entry is in no tree head" in ended.err


def test_the_key_is_handed_over_in_one_line(site: Installation) -> None:
    assert site.run("key").code == 2
    site.head()
    first = site.run("key").out
    assert str(read_key(first)) == first.strip()
    site.run("new-key")
    ended = site.run("key")
    assert str(read_key(ended.out)) == ended.out.strip() != first.strip()
    assert first.strip() in ended.err


def test_the_result_is_there_for_another_program_too(site: Installation) -> None:
    file = site.head()
    cut("inspection:one", 1)
    ended = site.run("verify", "--witness", str(file), "--json")
    verified = json.loads(ended.out)
    assert (ended.code, verified["whole"]) == (1, False)
    assert verified["what"] == [{"chain": "", "what": "Entry 2 of 'inspection:one' is gone."}]
    nothing = site.run("verify", "--checkpoint", str(file))
    assert nothing.code == 2
    assert "Name the INSPECTION of which the checkpoint was signed" in nothing.err
