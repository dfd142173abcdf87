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

from trigpoint.record.chain import FIRST
from trigpoint.record.keys import signing_key
from trigpoint.record.locks import lock
from trigpoint.record.models import Chain, Event, Leaf, TreeHead
from trigpoint.record.notes import HeadText, note_hash, read_head, read_note, signed_note
from trigpoint.record.tree import Edge, Proof, consistency_proof, inclusion_proof, leaf_hash
from trigpoint.record.writing import Author, clock

_A_BATCH: Final = 1000


class HeadError(ValueError):
    """No head can be taken, or nothing proven by one; the sentence says why."""


def take_head(*, folder: Path, name: str, by: Author) -> TreeHead | None:
    """Seal what was written since the last head, and return the new head; None where nothing was written.

    `folder` holds the installation's key, `name` is what a first key signs under. Raises SigningKeyError, and HeadError
    where the tree in the database is not that of the last head: a head that contradicts an earlier one is never signed.
    """
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
            edge=" ".join(node.hex() for node in edge.nodes),
        )


def leaf_of(event_hash: str) -> bytes:
    """Return the hash of the leaf of an entry: its content is the entry's own SHA-256, as 32 bytes."""
    return leaf_hash(bytes.fromhex(event_hash))


def head_text(head: TreeHead) -> HeadText:
    """Return what a stored head says. Raises NoteError where it was altered into something else."""
    return read_head(read_note(head.note))


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

    Its 'extra' line is the entry's own hash. Raises HeadError for an entry that has no place in the tree yet.
    """
    leaf, head = Leaf.objects.filter(chain=chain, number=number).first(), TreeHead.objects.last()
    if leaf is None or head is None:
        raise HeadError("That entry is in no tree head: there is none of this number, or no head was taken since.")
    hashes = Leaf.objects.filter(position__lt=head.size).values_list("hash", flat=True)
    proof = inclusion_proof(leaf.position, [leaf_of(value) for value in hashes.iterator()])
    extra = b64encode(bytes.fromhex(leaf.hash)).decode()
    return f"c2sp.org/tlog-proof@v1\nextra {extra}\nindex {leaf.position}\n{in_lines(proof)}\n{head.note}"


def in_lines(proof: Proof) -> str:
    """Return the hashes of a proof in base64, one a line."""
    return "".join(f"{b64encode(node).decode()}\n" for node in proof)


def _unsealed() -> Iterator[tuple[int, str, int, str]]:
    """Id, chain, number and hash of each entry without a place."""
    for chain, sealed in unsealed_chains():
        events = Event.objects.filter(chain_id=chain, number__gt=sealed)
        yield from events.values_list("id", "chain_id", "number", "hash")


def _edge_of(last: TreeHead | None) -> Edge:
    """The edge to go on from. Raises HeadError where the last head, its edge and the leaves contradict each other."""
    # Positions have no gap, so the last one tells how many there are; counting a million would take longer.
    final = Leaf.objects.last()
    is_whole = (final.position + 1 if final else 0) == (last.size if last else 0)
    edge = _edge_that_holds(last) if last else Edge()
    if edge is None or not is_whole:
        raise HeadError(
            "The tree in the database is not that of its last head: it was altered. No head is signed. Verify the "
            "record against a head that was kept elsewhere: trigpoint record verify --witness FILE."
        )
    return edge


def _edge_that_holds(head: TreeHead) -> Edge | None:
    """The edge of a stored head, where it comes to the root that the head was signed of."""
    try:
        edge = edge_of(head)
    except ValueError:
        return None
    return edge if edge.root() == head_text(head).root else None


def edge_of(head: TreeHead) -> Edge:
    """Return the edge of the tree of a stored head. Raises ValueError where it was altered into no hashes."""
    return Edge(head.size, tuple(bytes.fromhex(node) for node in head.edge.split()))
