"""Seeds that wait for their draw, sealed: whoever reads the database alone does not know what will be drawn."""

import base64
import os
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from trigpoint.record.secret_files import secret_in
from trigpoint.rules.certificate import commitment_to

KEY_FILE: Final = "seeds.key"
_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12


class SealedSeedError(ValueError):
    """A sealed seed that cannot be opened: the key of the installation is another one, or the seed was altered."""


def sealed(seed: str, keys: Path) -> str:
    """Seal a seed under the installation's key, bound to its hash. `keys` is the folder of the keys.

    Raises SealedSeedError where the key can be neither read nor made.
    """
    nonce = os.urandom(_NONCE_BYTES)
    content = _cipher(keys, may_make=True).encrypt(nonce, seed.encode(), commitment_to(seed).encode())
    return base64.b64encode(nonce + content).decode()


def opened(sealed_seed: str, commitment: str, keys: Path) -> str:
    """Return the seed that was sealed, which is the one that its hash names. Raises SealedSeedError."""
    try:
        content = base64.b64decode(sealed_seed, validate=True)
        nonce, ciphertext = content[:_NONCE_BYTES], content[_NONCE_BYTES:]
        seed = _cipher(keys, may_make=False).decrypt(nonce, ciphertext, commitment.encode()).decode()
    except SealedSeedError:
        raise
    except (InvalidTag, ValueError):
        raise SealedSeedError(
            "The seed cannot be opened with the key of this installation, keys/seeds.key: it was sealed with another "
            "one, or altered since."
        ) from None
    if commitment_to(seed) != commitment:
        raise SealedSeedError("The seed is not the one that its hash names.")
    return seed


def _cipher(keys: Path, *, may_make: bool) -> AESGCM:
    file = keys / KEY_FILE
    # A new key opens nothing that was sealed before: made only to seal, so that a lost one shows.
    if not may_make and not file.exists():
        raise SealedSeedError(f"The key that seals seeds, {file}, is gone. Put it back from a copy.")
    try:
        return AESGCM(secret_in(file, lambda: os.urandom(_KEY_BYTES)))
    except (OSError, ValueError):
        raise SealedSeedError(
            f"The key that seals seeds, {file}, cannot be read. Put it back from a copy, and let Trigpoint use its "
            "folder."
        ) from None
