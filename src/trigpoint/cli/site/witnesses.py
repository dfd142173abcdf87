"""What `trigpoint record verify` asks of files that somebody else kept: tree heads and checkpoints.

Whoever has the database can sign any story with a key of their own. So a file is believed only on the word of the key
that its keeper was given, or of one that a line of signatures leads to from there. What it does not reach is an alarm.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import click
from django.conf import settings

from trigpoint.english import count_of
from trigpoint.record.checkpoints import CheckpointError, read, still_holds
from trigpoint.record.delivery import KEY_NAME
from trigpoint.record.key_record import KeyRecordError, altered_key_entries, current_key, successions
from trigpoint.record.keys import key_fault
from trigpoint.record.lineage import Succession, followed_from, read_succession, signer
from trigpoint.record.notes import LONGEST, HeadText, NamedKey, Note, NoteError, read_head, read_key, read_note
from trigpoint.record.printable import printable
from trigpoint.record.witness import verify_tree

Command = TypeVar("Command", bound=Callable[..., Any])
Faults = tuple[str, ...]
_NO_KEY: Final = "The record tells of no key that ever signed it. It is an older copy, or what was signed was removed."
_FILE: Final = click.Path(path_type=Path, exists=True, dir_okay=False)


def checkpoint_option(command: Command) -> Command:
    """Add --checkpoint."""
    return click.option(
        "--checkpoint", type=_FILE, metavar="FILE", help="A signed checkpoint of INSPECTION that was kept elsewhere."
    )(command)


def witness_options(command: Command) -> Command:
    """Add --witness and --key."""
    witness = click.option(
        "--witness",
        "witnesses",
        type=_FILE,
        multiple=True,
        metavar="FILE",
        help="A tree head that was kept elsewhere. May be given several times: that narrows down what was changed.",
    )
    key = click.option(
        "--key",
        metavar="KEY",
        help=f"The key that the keeper was given, or a file with it. If not given: {KEY_NAME} beside the file.",
    )
    return witness(key(command))


def key_alarms() -> Faults:
    """Return the alarms about the installation's key, and about what the record says of keys."""
    fault = key_fault(settings.VAR / "keys")
    return tuple(dict.fromkeys((*((fault,) if fault else ()), *altered_key_entries())))


def checkpoint_faults(file: Path, chain: str, key: str | None) -> Faults:
    """Return what is wrong between a checkpoint and the record. Raises ClickException for what is no such file."""
    try:
        checkpoint = read(_text_in(file))
    except CheckpointError as error:
        raise click.ClickException(f"{file}: {error}") from None
    trusted, successors = _keys(file, key)
    if checkpoint.chain != chain:
        raise click.ClickException(f"{file} is a checkpoint of another record, '{checkpoint.chain}'.")
    faults: Faults = ()
    if checkpoint.public_key not in {
        trusted_key.public_key.hex() for trusted_key in followed_from(trusted, successors)
    }:
        faults += (_unknown(file, f"the key {checkpoint.public_key}"),)
    faults += _alarms_of_current(trusted, successors)
    if not still_holds(checkpoint):
        faults += (f"It no longer holds entry {checkpoint.number} as it was when the checkpoint was signed.",)
    return faults


def witness_faults(files: Sequence[Path], key: str | None) -> tuple[int, Faults]:
    """Return how many entries are sealed, and what does not hold against heads that were kept elsewhere.

    Raises ClickException for what is no head, or for a head without the key that its keeper was given.
    """
    faults, heads = list[str](), list[HeadText]()
    for file in files:
        try:
            note = read_note(_text_in(file))
            head = read_head(note)
        except NoteError as error:
            raise click.ClickException(f"{file}: {error}") from None
        trusted, successors = _keys(file, key)
        signed_by = signer(note, followed_from(trusted, successors))
        if signed_by is None or signed_by.name != head.name:
            faults.append(_why_not_believed(file, note, trusted, successors))
        else:
            heads.append(head)
        faults += _alarms_of_current(trusted, successors)
    checked = verify_tree(heads)
    return checked.sealed, (*dict.fromkeys(faults), *checked.faults)


def whole_tree(sealed: int, number: int) -> str:
    """Return the sentence for a record that is what the heads say."""
    heads = count_of(number, "head", "heads")
    return (
        f"All chains: the record is whole: {count_of(sealed, 'entry', 'entries')} in the tree, and nothing was "
        f"rewritten, cut or rolled back since the {heads} that you kept."
    )


def _keys(file: Path, key: str | None) -> tuple[NamedKey, tuple[Succession, ...]]:
    """The key that a file's keeper was given, and every statement of a new key, ours and those beside the file."""
    beside = file.parent / KEY_NAME
    if key is None and not beside.exists():
        raise click.ClickException(
            f"Without the key that its keeper was given, {file} proves nothing: whoever writes a record anew signs it "
            f"with a key of their own. Name the key with --key, or keep {KEY_NAME} beside the file."
        )
    trusted = _given_key(beside) if key is None else _named_key(key)
    return trusted, (*successions(), *_beside(file))


def _named_key(key: str) -> NamedKey:
    """The key that --key gives, itself or as the name of a file. Raises ClickException."""
    try:
        is_file = Path(key).is_file()
    except OSError:
        # No file has a name as long as this.
        is_file = False
    if is_file:
        return _given_key(Path(key))
    try:
        return read_key(key)
    except NoteError as error:
        shown = printable(key)
        raise click.ClickException(
            f"--key {shown[:60]}{'...' if len(shown) > 60 else ''}: {error} Nor is it the name of a file."
        ) from None


def _given_key(file: Path) -> NamedKey:
    try:
        return read_key(_text_in(file))
    except NoteError as error:
        raise click.ClickException(f"{file}: {error}") from None


def _beside(file: Path) -> Iterator[Succession]:
    """The statements of new keys that are kept beside a file. Raises ClickException for one that does not hold."""
    for statement in sorted(file.parent.glob("new-key-*.note")):
        try:
            yield read_succession(_text_in(statement))
        except NoteError as error:
            raise click.ClickException(f"{statement}: {error}") from None


def _text_in(file: Path) -> str:
    """What a file holds, as far as anything that is read here is long. Raises ClickException."""
    try:
        with file.open("rb") as opened:
            return opened.read(LONGEST + 1).decode("utf-8", errors="replace")
    except OSError as error:
        what = "it is a folder" if file.is_dir() else error.strerror or str(error)
        raise click.ClickException(f"{file} cannot be read: {what}. A file was expected there.") from None


def _alarms_of_current(trusted: NamedKey, successors: Sequence[Succession]) -> Faults:
    """The alarm where no signatures lead from the keeper's key to the one that the installation signs with now."""
    try:
        current = current_key()
    except KeyRecordError:
        # Said among the alarms about keys.
        return ()
    if current is None:
        return (_NO_KEY,)
    if current in followed_from(trusted, successors):
        return ()
    losses = [succession for succession in successors if succession.lost]
    if losses:
        last = losses[-1]
        alarm = (
            f"On {last.at[:10]} the key was declared lost: '{printable(last.lost)[:100]}'. Nothing binds today's key "
            "to the one that you hold. Ask the operator by another way whether that is so, and whether the new key is "
            f"{last.newer}"
        )
        return (alarm,)
    return (f"The installation signs with another key than yours, and no signatures lead there: {current}",)


def _why_not_believed(file: Path, note: Note, trusted: NamedKey, successors: Sequence[Succession]) -> str:
    """The alarm for a head that is not signed as it should be. Raises ClickException where it was merely damaged."""
    ids = {trusted_key.id for trusted_key in followed_from(trusted, successors)}
    if any(signature[:4] in ids for _, signature in note.signatures):
        raise click.ClickException(f"{file}: The signature does not hold: the file was changed after it was signed.")
    return _unknown(file, f"a key called '{printable(note.signatures[0][0])[:100]}'")


def _unknown(file: Path, key: str) -> str:
    return (
        f"{file} was signed with {key}, and no signatures lead there from the key that you hold. Either it is another "
        "installation's, or this one's key was swapped."
    )
