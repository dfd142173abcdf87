"""Check what an installation published, without Trigpoint: python check.py KEY OLDER-HEAD HEAD CONSISTENCY PROOF."""

import sys
from base64 import b64decode
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def must(holds: bool, what: str) -> None:  # noqa: FBT001
    """End here unless it holds."""
    if not holds:
        sys.exit(f"This does not hold: {what}.")


def head(note: str, key: str) -> tuple[int, bytes]:
    """The size and root of a signed head; see c2sp.org/signed-note and c2sp.org/tlog-checkpoint."""
    name, key_id, public = key.strip().split("+", 2)
    text, _, signature = note.rpartition("\n\n")
    _, signer, encoded = signature.split()
    signed, (origin, size, root) = b64decode(encoded), text.split("\n")[:3]
    must((signer, origin, signed[:4].hex()) == (name, name, key_id), "a head is signed with this key")
    Ed25519PublicKey.from_public_bytes(b64decode(public)[1:]).verify(signed[4:], f"{text}\n".encode())
    return int(size), b64decode(root)


def climb(index: int, last: int, reached: list[bytes], siblings: list[bytes]) -> list[bytes]:
    """From nodes up to the root, sibling by sibling; see RFC 9162, sections 2.1.3.2 and 2.1.4.2."""
    for sibling in siblings:
        must(last > 0, "a proof is as long as the tree is high")
        if index & 1 or index == last:
            reached = [sha256(b"\x01" + sibling + node).digest() for node in reached]
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            reached = [*reached[:-1], sha256(b"\x01" + reached[-1] + sibling).digest()]
        index, last = index >> 1, last >> 1
    must(last == 0, "a proof is as long as the tree is high")
    return reached


if len(sys.argv) != 6 or not all(Path(name).is_file() for name in sys.argv[1:]):
    raise SystemExit(sys.stderr.write(f"Five files are needed: {(__doc__ or '').partition(': ')[2]}\n") and 2)
sys.excepthook = lambda *_: sys.stderr.write("This does not hold: a file is whole, and signed with this key.\n")
key, older, newer, consistency, proof = (Path(name).read_text("utf-8") for name in sys.argv[1:])
(old_size, old_root), (size, root) = head(older, key), head(newer, key)
first, *lines = consistency.partition("\n\n")[0].split("\n")
must(first == f"old {old_size}" and 0 < old_size < size, "the proof of consistency is about these two heads")
path = [*([] if old_size & (old_size - 1) else [old_root]), *map(b64decode, lines)]
index, last = old_size - 1, size - 1
while index & 1:
    index, last = index >> 1, last >> 1
must(climb(index, last, path[:1] * 2, path[1:]) == [old_root, root], "the newer tree begins with the older one")
_, extra, place, *lines = proof.partition("\n\n")[0].split("\n")
entry, position = b64decode(extra.removeprefix("extra ")), int(place.removeprefix("index "))
reached = climb(position, size - 1, [sha256(b"\x00" + entry).digest()], [b64decode(line) for line in lines])
must(position < size and reached == [root], "the entry is in the newer tree")
print(f"The head of {size} entries holds that of {old_size}, and at place {position} the entry {entry.hex()}.")  # noqa: T201
