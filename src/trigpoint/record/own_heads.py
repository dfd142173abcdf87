"""The heads in our own database, each held against the key that signed it, the one before, and its own columns."""

from collections.abc import Iterator
from dataclasses import dataclass

from trigpoint.record.chain import FIRST
from trigpoint.record.key_record import keys_on_record
from trigpoint.record.lineage import signer
from trigpoint.record.models import TreeHead
from trigpoint.record.notes import HeadText, NamedKey, NoteError, note_hash, read_head, read_note
from trigpoint.record.readable import each, fits
from trigpoint.record.tree import Edge


@dataclass(frozen=True, slots=True)
class OwnHead:
    """A head as it stands in the database: what it says, None where nothing can be read; and what is wrong with it."""

    text: HeadText | None
    fault: str


def own_heads() -> Iterator[OwnHead]:
    """Yield the heads in the database in their order, each with what is wrong with it."""
    previous, keys = FIRST, keys_on_record()
    for stored in each(TreeHead.objects.order_by("size")):
        if stored is None:
            yield OwnHead(None, "One of the database's own heads was altered: it cannot be read.")
            continue
        head = _checked(stored, keys)
        if head.text and not head.fault and head.text.previous != previous:
            head = OwnHead(head.text, _of(head.text, "does not follow on the one before: it was altered."))
        previous = note_hash(stored.note)
        yield head


def fault_of(stored: TreeHead) -> str:
    """Return what is wrong with one head of the database, in a sentence; '' where it is what was signed."""
    return _checked(stored, keys_on_record()).fault


def head_text(stored: TreeHead) -> HeadText:
    """Return what a stored head says. Raises NoteError where it was altered into something else."""
    return read_head(read_note(stored.note))


def edge_of(stored: TreeHead) -> Edge:
    """Return the edge of the tree of a stored head. Raises ValueError where it was altered into no hashes."""
    edge = Edge(stored.size, tuple(bytes.fromhex(node) for node in stored.edge.split()))
    # Capitals and spaces would be read alike.
    if stored.edge != edge_in_words(edge):
        raise ValueError
    return edge


def edge_in_words(edge: Edge) -> str:
    """Return an edge as it is stored beside its head."""
    return " ".join(node.hex() for node in edge.nodes)


def _checked(stored: TreeHead, keys: tuple[NamedKey, ...]) -> OwnHead:
    unreadable = OwnHead(None, f"The database's own head of {stored.size} entries was altered: it cannot be read.")
    if not fits(stored):
        return unreadable
    try:
        note = read_note(stored.note)
        head = read_head(note)
    except NoteError:
        return unreadable
    by = signer(note, keys)
    if by is None or by.name != head.name or len(note.signatures) != 1 or str(note) != stored.note:
        return OwnHead(head, _of(head, "was not signed like that with a key on the record: it was altered."))
    if head.size != stored.size or head.at != stored.at:
        return OwnHead(head, _of(head, "says another size or time than its row: it was altered."))
    if not _has_edge(stored, head):
        return OwnHead(head, _of(head, "has another edge than its tree: it was altered."))
    return OwnHead(head, "")


def _has_edge(stored: TreeHead, head: HeadText) -> bool:
    """Whether what the next head would go on from is the edge of this one's tree."""
    try:
        return edge_of(stored).root() == head.root
    except ValueError:
        return False


def _of(head: HeadText, what: str) -> str:
    return f"The database's own head of {named(head)} {what}"


def named(head: HeadText) -> str:
    """Return how a sentence names a head."""
    return f"{head.at:%-d %B %Y %H:%M} ({head.size} entries)"
