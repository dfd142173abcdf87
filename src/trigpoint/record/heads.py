"""Tree heads: all chains bound together, sealed under one signature as often as something was written.

Entries take their places in the tree when a head is taken, each chain's in the order of its numbers. An entry that was
written earlier and committed later simply has a later place: what has a place keeps it.
"""

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from trigpoint.record.chain import FIRST, event_hash
from trigpoint.record.key_record import SigningKeyError
from trigpoint.record.keys import signing_key
from trigpoint.record.locks import lock
from trigpoint.record.models import Chain, Event, Leaf, TreeHead
from trigpoint.record.notes import HeadText, NoteError, note_hash, signed_note
from trigpoint.record.own_heads import edge_in_words, edge_of, fault_of, head_text
from trigpoint.record.readable import UNREADABLE
from trigpoint.record.tree import Edge, Proof, consistency_proof, inclusion_proof, leaf_hash, proves_inclusion
from trigpoint.record.writing import Author, clock

_A_BATCH: Final = 1000


class HeadError(ValueError):
    """No head can be taken, or nothing proven by one; the sentence says why."""


class AlteredHeadError(HeadError):
    """What is in the database of the tree and its heads was altered, and so is neither gone on from nor handed out."""


def take_head(*, folder: Path, name: str, by: Author) -> TreeHead | None:
    """Seal what was written since the last head, and return the new head; None where nothing was written.

    `folder` holds the installation's key, `name` is what a first key signs under. Raises SigningKeyError, and HeadError
    where the tree in the database is not that of the last head: a head that contradicts an earlier one is never signed.
    """
    try:
        return _taken(folder, name, by)
    except (HeadError, SigningKeyError, NoteError):
        raise
    except UNREADABLE:
        raise AlteredHeadError(
            "Something in the database that would be sealed cannot be read: it was altered. No head is signed. Verify "
            "the record: trigpoint record verify."
        ) from None


def _taken(folder: Path, name: str, by: Author) -> TreeHead | None:
    with transaction.atomic():
        lock("tree")
        named, key = signing_key(folder, name, by)
        last = TreeHead.objects.last()
        edge = _edge_of(last)
        entries = sorted(_unsealed())
        if not entries:
            return None
        places = enumerate(entries, start=edge.size)
        leaves = [Leaf(position=place, chain=chain, number=n, hash=h) for place, (_, chain, n, h) in places]
        Leaf.objects.bulk_create(leaves, batch_size=_A_BATCH)
        edge = edge.grown(leaf_of(leaf.hash) for leaf in leaves)
        at = clock()
        previous = note_hash(last.note) if last else FIRST
        text = str(HeadText(named.name, edge.size, edge.root(), at, previous))
        return TreeHead.objects.create(
            size=edge.size,
            at=at,
            note=signed_note(text, named.name, key),
            edge=edge_in_words(edge),
        )


def leaf_of(event_hash: str) -> bytes:
    """Return the hash of the leaf of an entry: its content is the entry's own SHA-256, as 32 bytes."""
    return leaf_hash(bytes.fromhex(event_hash))


def unsealed_chains() -> Iterator[tuple[str, int]]:
    """Yield each chain with entries that have no place in the tree yet, and the number of its last one that has.

    A chain's entries follow each other without a gap, and are committed in their order: so its last leaf says it all.
    """
    last_leaf = Leaf.objects.filter(chain=OuterRef("key")).order_by("-number").values("number")[:1]
    last_event = Event.objects.filter(chain_id=OuterRef("key")).order_by("-number").values("number")[:1]
    chains = Chain.objects.annotate(sealed=Coalesce(Subquery(last_leaf), 0), written=Subquery(last_event))
    yield from chains.filter(written__gt=F("sealed")).values_list("key", "sealed")


def consistency_since(older_size: int, head: TreeHead) -> Proof:
    """Return the proof that a head's tree begins with that of an older head. Raises HeadError where we have no such."""
    older = TreeHead.objects.filter(size=older_size).first()
    if older is None and older_size:
        raise HeadError(f"There is no tree head of {older_size} entries here.")
    later = Leaf.objects.filter(position__gte=older_size, position__lt=head.size).values_list("hash", flat=True)
    edge = Edge() if older is None else edge_of(older)
    return consistency_proof(edge, [leaf_of(value) for value in later.iterator()])


def inclusion_file(chain: str, number: int) -> str:
    """Return the proof that an entry is in the newest tree, with that head, as a file (c2sp.org/tlog-proof).

    Its 'extra' line is the entry's own hash. Raises HeadError for an entry that has no place in the tree yet, and
    AlteredHeadError where the head, the tree or the entry is not what was signed: what is handed out must hold.
    """
    try:
        return _inclusion_file(chain, number)
    except HeadError:
        raise
    except UNREADABLE:
        raise _not_handed_out("the tree in the database cannot be read") from None


def check_can_be_handed_out(head: TreeHead) -> None:
    """Raise AlteredHeadError for a head that is not what was signed."""
    fault = fault_of(head)
    if fault:
        raise _not_handed_out(fault.removesuffix("."))


def _inclusion_file(chain: str, number: int) -> str:
    leaf, head = Leaf.objects.filter(chain=chain, number=number).first(), TreeHead.objects.last()
    if leaf is None or head is None:
        raise HeadError("That entry is in no tree head: there is none of this number, or no head was taken since.")
    check_can_be_handed_out(head)
    hashes = Leaf.objects.filter(position__lt=head.size).values_list("hash", flat=True)
    proof = inclusion_proof(leaf.position, [leaf_of(value) for value in hashes.iterator()])
    root, of_leaf = head_text(head).root, leaf_of(leaf.hash)
    event = Event.objects.filter(chain_id=leaf.chain, number=leaf.number).first()
    is_proof = proves_inclusion(proof, leaf=of_leaf, position=leaf.position, size=head.size, root=root)
    if not is_proof or event is None or event.hash != leaf.hash or event_hash(event) != event.hash:
        raise _not_handed_out("the entry, or its place in the tree, is not that of which the head was signed")
    extra = b64encode(bytes.fromhex(leaf.hash)).decode()
    return f"c2sp.org/tlog-proof@v1\nextra {extra}\nindex {leaf.position}\n{in_lines(proof)}\n{head.note}"


def _not_handed_out(why: str) -> AlteredHeadError:
    return AlteredHeadError(
        f"Nothing is handed out, as it would not hold: {why}. Find out more: trigpoint record verify --witness FILE."
    )


def in_lines(proof: Proof) -> str:
    """Return the hashes of a proof in base64, one a line."""
    return "".join(f"{b64encode(node).decode()}\n" for node in proof)


def _unsealed() -> Iterator[tuple[int, str, int, str]]:
    """Id, chain, number and hash of each entry without a place."""
    for chain, sealed in unsealed_chains():
        events = Event.objects.filter(chain_id=chain, number__gt=sealed)
        yield from events.values_list("id", "chain_id", "number", "hash")


def _edge_of(last: TreeHead | None) -> Edge:
    """The edge to go on from. Raises AlteredHeadError where the last head, its edge and the leaves do not agree."""
    # Positions have no gap, so the last one tells how many there are; counting a million would take longer.
    final = Leaf.objects.last()
    is_whole = (final.position + 1 if final else 0) == (last.size if last else 0)
    if not is_whole or (last and fault_of(last)):
        raise AlteredHeadError(
            "The tree in the database is not that of its last head: it was altered. No head is signed. Verify the "
            "record against a head that was kept elsewhere: trigpoint record verify --witness FILE."
        )
    return edge_of(last) if last else Edge()
