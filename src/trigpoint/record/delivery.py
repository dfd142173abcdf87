"""Tree heads handed out to somebody who is not us: into a folder of theirs, or by e-mail.

A head that could not be delivered is tried again whenever heads are delivered: what went out has a row, the rest waits.
"""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from django.core.mail import EmailMessage

from trigpoint.record.heads import consistency_since, in_lines
from trigpoint.record.key_record import current_key, first_key, statements, successions
from trigpoint.record.models import HeadDelivery, TreeHead
from trigpoint.record.notes import NoteError, read_key
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

    def send(self, files: dict[str, str]) -> None:
        """Hand out files by their names. Raises DeliveryError; then none of it counts as delivered."""
        ...


def deliver(way: Way) -> int:
    """Hand out by one way all heads that wait for it, and return how many. Raises DeliveryError.

    A way that is new begins with the newest head: who holds that head holds what came before it.
    """
    delivered = TreeHead.objects.filter(deliveries__way=way.name).order_by("size").last()
    waiting = list(undelivered(way.name))
    if not waiting:
        return 0
    files, older_size = _keys_and_statements(), delivered.size if delivered else 0
    for head in waiting:
        files[head_file(head.size)] = head.note
        if older_size:
            # As a witness is asked to countersign: c2sp.org/tlog-witness.
            proof = in_lines(consistency_since(older_size, head))
            files[f"consistency-{older_size:012}-{head.size:012}.txt"] = f"old {older_size}\n{proof}\n{head.note}"
        older_size = head.size
    way.send(files)
    for head in waiting:
        HeadDelivery.objects.get_or_create(head=head, way=way.name, defaults={"at": clock()})
    return len(waiting)


def undelivered(way: str) -> Iterator[TreeHead]:
    """Yield the heads that have yet to go out by a way, the oldest first."""
    delivered = TreeHead.objects.filter(deliveries__way=way).order_by("size").last()
    if delivered is None:
        yield from TreeHead.objects.order_by("-size")[:1]
    else:
        yield from TreeHead.objects.filter(size__gt=delivered.size).order_by("size")


def head_file(size: int) -> str:
    """Return what the file of a head of this size is called; by name they are in their order."""
    return f"head-{size:012}.note"


def _keys_and_statements() -> dict[str, str]:
    files = {KEY_NAME: f"{first_key()}\n"}
    return files | {f"new-key-{number:03}.note": note for number, note in enumerate(statements(), start=1)}


@dataclass(frozen=True, slots=True)
class FolderWay:
    """A folder that another organisation owns or mirrors. A file in it is never changed and never written again."""

    folder: Path
    name: str = "folder"

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

    def send(self, files: dict[str, str]) -> None:
        """Send one e-mail with all files. Raises DeliveryError."""
        heads = [file_name for file_name in files if _HEAD_NAME.fullmatch(file_name)]
        email = EmailMessage(
            subject=f"Tree head of {files[heads[-1]].splitlines()[0]}: {int(heads[-1][5:17])} entries",
            body=_LETTER.format(key=files[KEY_NAME].strip()),
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


_LETTER: Final = """\
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
    sizes = [int(match[1]) for file in folder.iterdir() if (match := _HEAD_NAME.fullmatch(file.name))]
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


def _leads_to_ours(line: str) -> bool:
    """Whether a key was ours, or was followed by ours, were it only by a declared loss: the folder is then told so."""
    try:
        keys, followed = {read_key(line)}, successions()
    except NoteError:
        return False
    for succession in followed:
        if succession.older in keys:
            keys.add(succession.newer)
    return current_key() in keys


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
