"""The tree over all entries of the record: its root, and the proofs that bind an entry or an older root to it.

It is the Merkle tree of RFC 6962, section 2.1, so that other people's programs can check ours. All of it is
pure functions of hashes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

Proof = tuple[bytes, ...]

# RFC 6962 hashes leaves and nodes with different first bytes, so that neither can be passed off as the other.
_LEAF: Final = b"\x00"
_NODE: Final = b"\x01"
_LEFT, _RIGHT = True, False


def leaf_hash(content: bytes) -> bytes:
    """Return the hash of a leaf with this content."""
    return sha256(_LEAF + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of the node above two others."""
    return sha256(_NODE + left + right).digest()


@dataclass(frozen=True, slots=True)
class Edge:
    """All that must be kept of a tree to go on growing it: the roots of its full subtrees, the largest first.

    Their sizes are the powers of two that make up `size`, so that a million leaves have seven of them.
    """

    size: int = 0
    nodes: Proof = ()

    def grown(self, leaves: Iterable[bytes]) -> "Edge":
        """Return the edge after more leaves, given by their hashes."""
        size, nodes = self.size, list(self.nodes)
        for leaf in leaves:
            nodes.append(leaf)
            size += 1
            # Two full subtrees of one size become one: as often as two divides the new size.
            for _ in range((size & -size).bit_length() - 1):
                right = nodes.pop()
                nodes[-1] = node_hash(nodes[-1], right)
        return Edge(size, tuple(nodes))

    def root(self) -> bytes:
        """Return the root hash; that of an empty tree is the hash of nothing."""
        if not self.nodes:
            return sha256().digest()
        *before, root = self.nodes
        for left in reversed(before):
            root = node_hash(left, root)
        return root

    def subtrees(self) -> dict[int, bytes]:
        """Return the root of each full subtree by the position of its first leaf."""
        first, placed = 0, {}
        for node, power in zip(self.nodes, _powers(self.size), strict=True):
            placed[first] = node
            first += power
        return placed


def consistency_proof(older: Edge, later_leaves: Sequence[bytes]) -> Proof:
    """Return the proof that the tree with these further leaves begins with the older tree (RFC 6962, section 2.1.2).

    What lies before the older tree's edge is already in the edge: no earlier leaf need be read.
    """
    subtrees, size = older.subtrees(), older.size + len(later_leaves)

    def within(first: int, end: int, *, older_root_is_known: bool) -> Proof:
        if older.size == end:
            return () if older_root_is_known else (subtrees[first],)
        middle = first + _split(end - first)
        if older.size <= middle:
            right = Edge().grown(later_leaves[middle - older.size : end - older.size]).root()
            return (*within(first, middle, older_root_is_known=older_root_is_known), right)
        return (*within(middle, end, older_root_is_known=False), subtrees[first])

    return within(0, size, older_root_is_known=True) if 0 < older.size < size else ()


def inclusion_proof(position: int, leaves: Sequence[bytes]) -> Proof:
    """Return the proof that a leaf is in the tree of these leaves (RFC 6962, section 2.1.1), its sibling first."""

    def within(first: int, end: int) -> Proof:
        if end - first == 1:
            return ()
        middle = first + _split(end - first)
        if position < middle:
            return (*within(first, middle), Edge().grown(leaves[middle:end]).root())
        return (*within(middle, end), Edge().grown(leaves[first:middle]).root())

    return within(0, len(leaves))


def proves_inclusion(proof: Proof, *, leaf: bytes, position: int, size: int, root: bytes) -> bool:
    """Whether a proof shows that the leaf is in the tree of this size and root (RFC 9162, section 2.1.3.2)."""
    if not 0 <= position < size:
        return False
    reached = leaf
    sides = _sides(position, size - 1)
    for sibling in proof:
        side = next(sides, None)
        if side is None:
            return False
        reached = node_hash(sibling, reached) if side is _LEFT else node_hash(reached, sibling)
    return next(sides, None) is None and reached == root


def proves_consistency(proof: Proof, *, older_size: int, older_root: bytes, size: int, root: bytes) -> bool:
    """Whether a proof shows that the tree begins with the older tree (RFC 9162, section 2.1.4.2).

    An empty tree begins every other one, and a tree itself: neither needs a proof, and neither may have one.
    """
    if older_size in {0, size}:
        return not proof and older_root == (root if older_size == size else Edge().root())
    if not 0 < older_size < size or not proof:
        return False
    first, *siblings = proof if older_size & (older_size - 1) else (older_root, *proof)
    node, last = older_size - 1, size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    older_reached, reached, sides = first, first, _sides(node, last)
    for sibling in siblings:
        side = next(sides, None)
        if side is None:
            return False
        if side is _LEFT:
            older_reached, reached = node_hash(sibling, older_reached), node_hash(sibling, reached)
        else:
            reached = node_hash(reached, sibling)
    return next(sides, None) is None and (older_reached, reached) == (older_root, root)


def _sides(node: int, last: int) -> Iterator[bool]:
    """On which side its sibling is, at each step from a node up to the root; `last` is the last node of its level."""
    while last:
        is_on_the_left = bool(node & 1) or node == last
        yield _LEFT if is_on_the_left else _RIGHT
        if is_on_the_left:
            # A node without a right sibling stands for itself on the levels above, until it is a right one.
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        node, last = node >> 1, last >> 1


def _split(size: int) -> int:
    """The largest power of two below a size: how many leaves the left side of a tree has."""
    return 1 << ((size - 1).bit_length() - 1)


def _powers(size: int) -> list[int]:
    """The powers of two that make up a size, the largest first."""
    return [1 << bit for bit in reversed(range(size.bit_length())) if size >> bit & 1]
