"""The tree is that of RFC 6962: every expected hash is a published one, or follows from one by the RFC's own picture."""

from base64 import b64decode
from hashlib import sha256

import pytest
from hypothesis import given, strategies

from trigpoint.record.tree import (
    Edge,
    Proof,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    proves_consistency,
    proves_inclusion,
)

# The eight leaves with which the programs of Certificate Transparency test their trees, and the roots of the first 0 to 8
# of them: https://github.com/transparency-dev/merkle, testonly/constants.go (LeafInputs and RootHashes).
CONTENTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
# Position, size and proof, and older size, size and proof: the "happy paths" of testdata/ in the same repository.
INCLUSIONS = [
    (0, 1, []),
    (
        0,
        8,
        [
            "lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=",
            "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=",
            "a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ=",
        ],
    ),
    (
        5,
        8,
        [
            "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=",
            "yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=",
            "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=",
        ],
    ),
    (2, 3, ["+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU="]),
    (
        1,
        5,
        [
            "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=",
            "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=",
            "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=",
        ],
    ),
]
CONSISTENCIES = [
    (1, 1, []),
    (
        1,
        8,
        [
            "lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=",
            "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=",
            "a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ=",
        ],
    ),
    (
        6,
        8,
        [
            "DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o=",
            "yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=",
            "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=",
        ],
    ),
    (2, 5, ["Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=", "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms="]),
    (
        6,
        7,
        [
            "DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o=",
            "sIaT7C5yFZcTBkHoIR5+7cy0wmQTlj7ubB4u0W/7Gl8=",
            "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=",
        ],
    ),
]
LEAVES = [leaf_hash(bytes.fromhex(content)) for content in CONTENTS]
EDGES = [Edge().grown(LEAVES[:size]) for size in range(9)]


def decoded(proof: list[str]) -> Proof:
    return tuple(b64decode(node) for node in proof)


def test_roots_are_the_published_ones_however_the_tree_was_grown() -> None:
    assert [edge.root().hex() for edge in EDGES] == ROOTS
    for first in range(9):
        for size in range(first, 9):
            assert EDGES[first].grown(LEAVES[first:size]) == EDGES[size]


@pytest.mark.parametrize(("position", "size", "published"), INCLUSIONS)
def test_a_proof_of_inclusion_is_the_published_one_and_holds(position: int, size: int, published: list[str]) -> None:
    proof = inclusion_proof(position, LEAVES[:size])
    assert proof == decoded(published)
    root = bytes.fromhex(ROOTS[size])
    assert proves_inclusion(proof, leaf=LEAVES[position], position=position, size=size, root=root)


@pytest.mark.parametrize(("older_size", "size", "published"), CONSISTENCIES)
def test_a_proof_of_consistency_is_the_published_one_and_holds(
    older_size: int, size: int, published: list[str]
) -> None:
    proof = consistency_proof(EDGES[older_size], LEAVES[older_size:size])
    assert proof == decoded(published)
    older_root, root = bytes.fromhex(ROOTS[older_size]), bytes.fromhex(ROOTS[size])
    assert proves_consistency(proof, older_size=older_size, older_root=older_root, size=size, root=root)


def test_the_proofs_of_the_rfcs_own_example_have_the_nodes_that_it_names() -> None:
    """RFC 6962, section 2.1.3: seven leaves d0 to d6; a to f and j are their hashes, g to l the nodes above."""
    a, b, c, d, e, f, j = LEAVES[:7]
    g, h, i = node_hash(a, b), node_hash(c, d), node_hash(e, f)
    k, l = node_hash(g, h), node_hash(i, j)  # noqa: E741 - the RFC's own letter
    assert [inclusion_proof(n, LEAVES[:7]) for n in (0, 3, 4, 6)] == [(b, h, l), (c, g, l), (f, j, k), (i, k)]
    assert [consistency_proof(EDGES[n], LEAVES[n:7]) for n in (3, 4, 6)] == [(c, d, g, l), (l,), (i, j, k)]


@pytest.mark.proof
def test_all_trees_of_up_to_130_leaves_and_their_proofs_are_those_of_the_published_sum() -> None:
    """The sums are those of the appendix 'Subtree Test Vectors' of draft-ietf-plants-merkle-tree-certs."""
    leaves, roots, proofs = [leaf_hash(bytes([number])) for number in range(130)], sha256(), sha256()
    for end in range(131):
        for start in range(end + 1):
            size = end - start
            if start % (1 << max(size - 1, 0).bit_length()) and size:
                continue
            roots.update(f"[{start}, {end}) {Edge().grown(leaves[start:end]).root().hex()}\n".encode())
            for position in range(size):
                nodes = "".join(f" {node.hex()}" for node in inclusion_proof(position, leaves[start:end]))
                proofs.update(f"{start + position} [{start}, {end}){nodes}\n".encode())
    assert roots.hexdigest() == "b82806ad4265bb151c1119c0f4db437bb4d1a1f887b3a7fba1cd4ebf552e3e81"
    assert proofs.hexdigest() == "ac2a8f989e44d99e399db448050ff5f19757df53cfb716aa81015d3955d8163f"


def spoiled(proof: Proof) -> list[Proof]:
    """A proof with a node altered, left out, doubled, or added at either end."""
    other = leaf_hash(b"another")
    altered = [(*proof[:n], other, *proof[n + 1 :]) for n in range(len(proof))]
    shorter = [(*proof[:n], *proof[n + 1 :]) for n in range(len(proof))]
    return [*altered, *shorter, (*proof, other), (other, *proof), *([(*proof, proof[-1])] if proof else [])]


@given(strategies.data())
def test_proofs_hold_for_what_they_prove_and_for_nothing_else(data: strategies.DataObject) -> None:
    size = data.draw(strategies.integers(1, 40))
    leaves = [leaf_hash(bytes([number])) for number in range(size)]
    root, position = Edge().grown(leaves).root(), data.draw(strategies.integers(0, size - 1))
    proof, leaf = inclusion_proof(position, leaves), leaves[position]
    assert proves_inclusion(proof, leaf=leaf, position=position, size=size, root=root)
    assert not proves_inclusion(proof, leaf=leaf_hash(b"x"), position=position, size=size, root=root)
    assert not proves_inclusion(proof, leaf=leaf, position=position, size=size, root=leaf_hash(b"x"))
    for elsewhere in {position - 1, position + 1, size} - {position}:
        assert not proves_inclusion(proof, leaf=leaf, position=elsewhere, size=size, root=root)
    assert not any(
        proves_inclusion(wrong, leaf=leaf, position=position, size=size, root=root) for wrong in spoiled(proof)
    )
    older = Edge().grown(leaves[: data.draw(strategies.integers(0, size))])
    grown, sizes = consistency_proof(older, leaves[older.size :]), {"older_size": older.size, "size": size}
    assert proves_consistency(grown, older_root=older.root(), root=root, **sizes)
    assert not proves_consistency(grown, older_root=leaf_hash(b"x"), root=root, **sizes)
    assert not proves_consistency(grown, older_root=older.root(), root=leaf_hash(b"x"), **sizes) or older.size == 0
    assert not any(proves_consistency(wrong, older_root=older.root(), root=root, **sizes) for wrong in spoiled(grown))


def test_a_tree_that_is_larger_than_another_does_not_go_before_it() -> None:
    root, larger = bytes.fromhex(ROOTS[4]), bytes.fromhex(ROOTS[8])
    assert not proves_consistency((), older_size=8, older_root=larger, size=4, root=root)
    assert not proves_consistency((root,), older_size=8, older_root=larger, size=4, root=root)
