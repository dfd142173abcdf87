"""Heads go out to somebody else: each file once and whole, in order, and never lost where it could not be delivered."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core import mail
from django.db import transaction

from tests.record.intruders import forget_what_was_signed, intruder
from tests.record.writers import ADA, begin, note
from trigpoint.record.delivery import KEY_NAME, Delivered, DeliveryError, EmailWay, FolderWay, deliver, undelivered
from trigpoint.record.heads import AlteredHeadError, take_head
from trigpoint.record.key_record import current_key
from trigpoint.record.keys import replace_key
from trigpoint.record.models import HeadDelivery, TreeHead
from trigpoint.record.writing import clock

pytestmark = pytest.mark.django_db
NAME = "tests/record"


@dataclass
class BrokenWay:
    """A way that is out of order for a while."""

    works: bool = False
    name: str = "broken"
    sent: list[str] = field(default_factory=list)

    def arrived_sizes(self) -> None:
        """Nobody can be asked."""

    def send(self, files: dict[str, str]) -> None:
        if not self.works:
            raise DeliveryError("Out of order.")
        self.sent += files


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / "keys"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The other organisation's folder."""
    (tmp_path / "witness").mkdir()
    return tmp_path / "witness"


def seal(keys: Path) -> TreeHead:
    head = take_head(folder=keys, name=NAME, by=ADA)
    assert head is not None
    return head


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_the_folder_begins_with_the_newest_head_and_the_key_and_gets_every_head_from_then_on(
    keys: Path, folder: Path
) -> None:
    begin()
    seal(keys)
    note("a")
    second = seal(keys)
    assert deliver(FolderWay(folder)) == Delivered(1)
    assert names(folder) == ["head-000000000003.note", KEY_NAME]
    assert (folder / "head-000000000003.note").read_text("utf-8") == second.note
    assert (folder / KEY_NAME).read_text("utf-8") == f"{current_key()}\n"
    for what in ("b", "c"):
        note(what)
        seal(keys)
    assert deliver(FolderWay(folder)) == Delivered(2)
    assert names(folder) == [
        "consistency-000000000003-000000000004.txt",
        "consistency-000000000004-000000000005.txt",
        *(f"head-00000000000{size}.note" for size in (3, 4, 5)),
        KEY_NAME,
    ]
    assert deliver(FolderWay(folder)) == Delivered(0)
    first, *_ = (folder / "consistency-000000000003-000000000004.txt").read_text("utf-8").splitlines()
    assert first == "old 3"


def test_what_could_not_be_delivered_waits_and_goes_out_in_its_order(keys: Path) -> None:
    begin()
    seal(keys)
    way = BrokenWay(works=True)
    deliver(way)
    way.works = False
    for what in ("a", "b"):
        note(what)
        seal(keys)
        with pytest.raises(DeliveryError, match="Out of order"):
            deliver(way)
    assert [head.size for head in undelivered(way)] == [3, 4]
    way.works = True
    assert deliver(way) == Delivered(2)
    assert [file for file in way.sent if file.startswith("head")] == [
        f"head-00000000000{size}.note" for size in (2, 3, 4)
    ]
    assert list(undelivered(way)) == []


@pytest.mark.parametrize("place", ["gone", "a file"])
def test_a_folder_that_cannot_be_written_to_is_named(keys: Path, tmp_path: Path, place: str) -> None:
    begin()
    seal(keys)
    if place == "a file":
        (tmp_path / "elsewhere").write_text("")
    with pytest.raises(DeliveryError, match="elsewhere cannot be written to"):
        deliver(FolderWay(tmp_path / "elsewhere"))
    assert not HeadDelivery.objects.exists()


def test_a_delivery_that_ended_half_way_is_made_whole(keys: Path, folder: Path) -> None:
    """Killed after a file was written and before that was noted."""
    begin()
    head = seal(keys)
    (folder / "head-000000000002.note").write_text(head.note, "utf-8")
    (folder / ".trigpoint.vkey.77").write_text("half", "utf-8")
    assert deliver(FolderWay(folder)) == Delivered(1)
    assert (folder / KEY_NAME).exists()


def test_what_is_not_in_the_folder_is_delivered_again_and_said_whatever_the_database_says(
    keys: Path, folder: Path
) -> None:
    begin()
    seal(keys)
    way = FolderWay(folder)
    assert deliver(way) == Delivered(1)
    note("a")
    kept_back = seal(keys)
    # What a trigger does that somebody made: the row is there, and nothing went out.
    HeadDelivery.objects.create(head=kept_back, way="folder", at=clock())
    assert deliver(way) == Delivered(1, missed=(3,))
    (folder / "head-000000000002.note").unlink()
    note("b")
    seal(keys)
    assert deliver(way) == Delivered(2, missed=(2,))
    assert [name for name in names(folder) if name.startswith("head")] == [
        f"head-00000000000{size}.note" for size in (2, 3, 4)
    ]
    assert deliver(way) == Delivered(0)


def test_a_head_that_was_altered_is_not_handed_out(keys: Path, folder: Path) -> None:
    begin()
    head = seal(keys)
    with intruder():
        TreeHead.objects.update(note=head.note.replace("time 2", "time 3"))
    with pytest.raises(AlteredHeadError, match="Nothing is handed out, as it would not hold"):
        deliver(FolderWay(folder))
    assert names(folder) == []


def test_a_file_that_is_there_is_never_overwritten(keys: Path, folder: Path) -> None:
    begin()
    seal(keys)
    deliver(FolderWay(folder))
    note("a")
    head = seal(keys)
    (folder / "consistency-000000000002-000000000003.txt").write_text("something else", "utf-8")
    with pytest.raises(DeliveryError, match="is already there and says something else"):
        deliver(FolderWay(folder))
    assert (folder / "consistency-000000000002-000000000003.txt").read_text("utf-8") == "something else"
    assert list(undelivered(FolderWay(folder))) == [head]


def test_yesterdays_copy_in_the_place_of_today_is_noticed_by_the_next_delivery(keys: Path, folder: Path) -> None:
    begin()
    seal(keys)
    deliver(FolderWay(folder))
    with transaction.atomic():
        note("today")
        seal(keys)
        deliver(FolderWay(folder))
        transaction.set_rollback(True)
    # Yesterday is back, and grows on as if nothing had been.
    for what in ("another today", "and tomorrow"):
        note(what)
    seal(keys)
    before = names(folder)
    with pytest.raises(DeliveryError, match="was rolled back to an older copy, or written anew"):
        deliver(FolderWay(folder))
    assert names(folder) == before


def test_a_key_that_was_swapped_is_noticed_by_the_next_delivery(keys: Path, folder: Path) -> None:
    begin()
    seal(keys)
    deliver(FolderWay(folder))
    # Even where the intruder takes the heads out of the folder, too, and leaves the key that was handed over first.
    (folder / "head-000000000002.note").unlink()
    forget_what_was_signed()
    (keys / "checkpoints.key").unlink()
    seal(keys)
    with pytest.raises(DeliveryError, match="or the key was swapped"):
        deliver(FolderWay(folder))


def test_a_new_key_goes_out_with_the_statement_that_binds_it_and_so_does_a_loss(keys: Path, folder: Path) -> None:
    begin()
    seal(keys)
    deliver(FolderWay(folder))
    replace_key(folder=keys, name=NAME, by=ADA)
    seal(keys)
    deliver(FolderWay(folder))
    (keys / "checkpoints.key").unlink()
    replace_key(folder=keys, name=NAME, by=ADA, lost="The disk broke")
    seal(keys)
    deliver(FolderWay(folder))
    assert [name for name in names(folder) if name.startswith("new-key")] == ["new-key-001.note", "new-key-002.note"]
    assert "\nlost The disk broke\n" in (folder / "new-key-002.note").read_text("utf-8")


def test_by_email_all_waiting_heads_go_out_in_one_email_that_says_what_to_do(keys: Path) -> None:
    begin()
    seal(keys)
    way = EmailWay(["witness@audit.example"], "trigpoint@inspections.example")
    deliver(way)
    for what in ("a", "b"):
        note(what)
        seal(keys)
    assert deliver(way) == Delivered(2)
    first, second = mail.outbox
    assert (first.to, first.from_email) == (["witness@audit.example"], "trigpoint@inspections.example")
    assert first.subject == "Tree head of tests/record: 2 entries"
    assert second.subject == "Tree head of tests/record: 4 entries"
    assert str(current_key()) in first.body
    attached = [str(attachment[0]) for attachment in second.attachments]
    assert sorted(attached) == [
        "consistency-000000000002-000000000003.txt",
        "consistency-000000000003-000000000004.txt",
        "head-000000000003.note",
        "head-000000000004.note",
        KEY_NAME,
    ]


def test_an_email_that_no_machine_takes_is_tried_again(keys: Path, settings: LazySettings) -> None:
    begin()
    seal(keys)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    way = EmailWay(["witness@audit.example"], "trigpoint@inspections.example")
    with pytest.raises(DeliveryError, match=r"The e-mail to witness@audit\.example was not taken"):
        deliver(way)
    assert len(list(undelivered(way))) == 1
