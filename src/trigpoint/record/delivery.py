"""Tree heads handed out to somebody who is not us: into a folder of theirs, or by e-mail.

A head that could not be delivered is tried again whenever heads are delivered. What has arrived in a folder is asked of
the folder; what went out by e-mail has a row, which is all there is to ask.
"""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from django.core.mail import EmailMessage
from django.db.models import Q

from trigpoint.english import count_of
from trigpoint.record.heads import check_can_be_handed_out, consistency_since, in_lines
from trigpoint.record.key_record import KeyRecordError, current_key, first_key, statements, successions
from trigpoint.record.models import HeadDelivery, TreeHead
from trigpoint.record.notes import NoteError, read_key
from trigpoint.record.readable import each, readable
from trigpoint.record.writing import clock

KEY_NAME: Final = "trigpoint.vkey"
_HEAD_NAME: Final = re.compile(r"head-(\d{12})\.note")


class DeliveryError(Exception):
    """Heads could not be handed out; the sentence says why."""


class Way(Protocol):
    """How heads leave the installation. `name` is kept beside each head that went out."""

    @property
    def name(self) -> str:
        """Such as 'folder'."""
        ...

    def arrived_sizes(self) -> frozenset[int] | None:
        """The sizes of the heads that have arrived, asked where they went; None where nobody can be asked."""
        ...

    def send(self, files: dict[str, str]) -> None:
        """Hand out files by their names. Raises DeliveryError; then none of it counts as delivered."""
        ...


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many heads went out, and the sizes of those among them that the database said had gone out long before."""

    number: int
    missed: tuple[int, ...] = ()

    def alarm(self, way: str) -> str:
        """What is to be said of the heads that were missing; '' where none was. `way` is the name of the way."""
        if not self.missed:
            return ""
        heads, entries = count_of(len(self.missed), "head"), count_of(self.missed[0], "entry", "entries")
        return (
            f"{heads} that went out by {way}, as the database says, had to be delivered again, the first of {entries}: "
            "nothing was there. Find out whether somebody took it away, or kept it from going out: trigpoint record "
            "verify."
        )


def deliver(way: Way) -> Delivered:
    """Hand out by one way all heads that wait for it. Raises DeliveryError, and HeadError for one that would not hold.

    A way that is new begins with the newest head: who holds that head holds what came before it.
    """
    sizes = _sizes_of(way)
    waiting = list(_waiting(sizes))
    if not waiting:
        return Delivered(0)
    files, arrived = _keys_and_statements(), list(sizes.arrived)
    for head in waiting:
        check_can_be_handed_out(head)
        files[head_file(head.size)] = head.note
        older_size = max((size for size in arrived if size < head.size), default=0)
        if older_size:
            # As a witness is asked to countersign: c2sp.org/tlog-witness.
            proof = in_lines(consistency_since(older_size, head))
            files[f"consistency-{older_size:012}-{head.size:012}.txt"] = f"old {older_size}\n{proof}\n{head.note}"
        arrived.append(head.size)
    way.send(files)
    for head in waiting:
        HeadDelivery.objects.get_or_create(head=head, way=way.name, defaults={"at": clock()})
    return Delivered(len(waiting), tuple(head.size for head in waiting if head.size in sizes.said))


def undelivered(way: Way) -> Iterator[TreeHead]:
    """Yield the heads that have yet to go out by a way, the oldest first.

    Raises DeliveryError where a head cannot be read, or where it cannot be asked what has arrived.
    """
    yield from _waiting(_sizes_of(way))


@dataclass(frozen=True, slots=True)
class _Sizes:
    """The sizes of the heads that the database says went out by a way, and of those that are there, where asked."""

    said: frozenset[int]
    there: frozenset[int] | None

    @property
    def arrived(self) -> frozenset[int]:
        """Those of both: whoever has the database can put in rows that say so of heads that never went out."""
        return self.said if self.there is None else self.said & self.there


def _sizes_of(way: Way) -> _Sizes:
    said = frozenset(row.head_id for row in readable(HeadDelivery.objects.filter(way=way.name)))
    return _Sizes(said, way.arrived_sizes())


def _waiting(sizes: _Sizes) -> Iterator[TreeHead]:
    arrived, begun = sizes.arrived, min((*sizes.said, *(sizes.there or ())), default=None)
    heads = TreeHead.objects.order_by("size")
    # The newest goes out in any case: a folder that knows a longer record than ours says so.
    wanted = Q(size=heads.reverse().values("size")[:1]) | (Q() if begun is None else Q(size__gte=begun))
    for head in each(heads.filter(wanted)):
        if head is None:
            raise DeliveryError(
                "A tree head in the database was altered, and cannot be read. Nothing was delivered. Find out more: "
                "trigpoint record verify."
            )
        if head.size not in arrived:
            yield head


def head_file(size: int) -> str:
    """Return what the file of a head of this size is called; by name they are in their order."""
    return f"head-{size:012}.note"


def _keys_and_statements() -> dict[str, str]:
    try:
        files = {KEY_NAME: f"{first_key()}\n"}
        return files | {f"new-key-{number:03}.note": note for number, note in enumerate(statements(), start=1)}
    except KeyRecordError as error:
        raise DeliveryError(str(error)) from None


@dataclass(frozen=True, slots=True)
class FolderWay:
    """A folder that another organisation owns or mirrors. A file in it is never changed and never written again."""

    folder: Path
    name: str = "folder"

    def arrived_sizes(self) -> frozenset[int]:
        """The sizes of the heads of which the folder holds the file. Raises DeliveryError."""
        try:
            return frozenset(_sizes_in(self.folder))
        except OSError as error:
            raise DeliveryError(f"{self.folder} cannot be written to: {error.strerror or error}.") from None

    def send(self, files: dict[str, str]) -> None:
        """Write the files, each whole or not at all. Raises DeliveryError, also where the folder contradicts us."""
        try:
            _check_agrees(self.folder)
            for file_name, content in files.items():
                if file_name != KEY_NAME or not (self.folder / KEY_NAME).exists():
                    _write_once(self.folder / file_name, content)
        except OSError as error:
            raise DeliveryError(f"{self.folder} cannot be written to: {error.strerror or error}.") from None


@dataclass(frozen=True, slots=True)
class EmailWay:
    """An e-mail with the files, to somebody outside."""

    addresses: Sequence[str]
    sender: str
    name: str = "e-mail"

    def arrived_sizes(self) -> None:
        """Nobody can be asked what arrived."""

    def send(self, files: dict[str, str]) -> None:
        """Send one e-mail with all files. Raises DeliveryError."""
        heads = [file_name for file_name in files if _HEAD_NAME.fullmatch(file_name)]
        email = EmailMessage(
            subject=f"Tree head of {files[heads[-1]].splitlines()[0]}: {int(heads[-1][5:17])} entries",
            body=_EMAIL.format(key=files[KEY_NAME].strip()),
            from_email=self.sender,
            to=list(self.addresses),
        )
        for file_name, content in files.items():
            email.attach(file_name, content.encode(), "application/octet-stream")
        try:
            email.send()
        except OSError as error:
            # smtplib's own errors are OSErrors too.
            raise DeliveryError(f"The e-mail to {', '.join(self.addresses)} was not taken: {error}.") from None


def ways_out(folder: str, addresses: Sequence[str], sender: str) -> tuple[Way, ...]:
    """Return the ways that an installation's settings name; what is empty names none."""
    by_folder = (FolderWay(Path(folder)),) if folder else ()
    return (*by_folder, *((EmailWay(addresses, sender),) if addresses else ()))


_EMAIL: Final = """\
Please keep the files with this e-mail, and every one that follows, where the sender cannot change them.

They say how far a record of inspections had come, and bind everything in it. If anybody changes the record later, cuts
its end off or goes back to an older copy, these files show it. They hold no personal data.

The first time, check this key with the operator by another way, for example by telephone, and write it down. Later
files must be signed with it, or with a key that it signed for:

{key}

What to do with the files stands in the operator's handbook under 'Heads and witnesses'.
"""


def _check_agrees(folder: Path) -> None:
    """Raise DeliveryError where the folder holds a head or a key that this record does not have."""
    sizes = _sizes_in(folder)
    if sizes:
        newest = max(sizes)
        stored = TreeHead.objects.filter(size=newest).first()
        if stored is None or stored.note.encode() != (folder / head_file(newest)).read_bytes():
            raise DeliveryError(
                f"{folder / head_file(newest)} was signed by this installation, or in its name, and the record does "
                "not hold that head: it was rolled back to an older copy, or written anew. Nothing was delivered. "
                f"Find out more: trigpoint record verify --witness {folder / head_file(newest)}"
            )
    file = folder / KEY_NAME
    if file.exists() and not _leads_to_ours(file.read_text("utf-8", errors="replace")):
        raise DeliveryError(
            f"{file} holds another key than the one that this installation began with, and no statement leads from it "
            "to today's. Either the folder is another installation's, or the key was swapped. Nothing was delivered."
        )


def _sizes_in(folder: Path) -> list[int]:
    return [int(match[1]) for file in folder.iterdir() if (match := _HEAD_NAME.fullmatch(file.name))]


def _leads_to_ours(line: str) -> bool:
    """Whether a key was ours, or was followed by ours, were it only by a declared loss: the folder is then told so."""
    try:
        keys, current = {read_key(line)}, current_key()
    except (NoteError, KeyRecordError):
        return False
    for succession in successions():
        if succession.older in keys:
            keys.add(succession.newer)
    return current in keys


def _write_once(file: Path, content: str) -> None:
    """Write a file under a hidden name, then give it its own: nobody reads half of it. Raises DeliveryError."""
    written = content.encode()
    if file.exists():
        if file.read_bytes() != written:
            raise DeliveryError(f"{file} is already there and says something else. It was not overwritten.")
        return
    hidden = file.with_name(f".{file.name}.{os.getpid()}")
    with hidden.open("wb") as opened:
        opened.write(written)
        opened.flush()
        os.fsync(opened.fileno())
    try:
        # Linked, not renamed: a file that came there meanwhile stays.
        os.link(hidden, file)
    except FileExistsError:
        pass
    except OSError:
        # Some shares know no links.
        hidden.rename(file)
    hidden.unlink(missing_ok=True)
