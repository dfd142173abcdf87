"""What an e-mail says, sealed while it waits: whoever has the database alone, or a copy of it, finds no link in it."""

import base64
import json
from dataclasses import dataclass
from typing import Final

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

# Stands in a text for the site's address, of which is known when an e-mail goes what may change while it waits. Of
# Unicode's private use: nobody types it.
SITE: Final = "\ue000"


class SealError(ValueError):
    """The text was sealed under another secret key, or is no longer there."""


@dataclass(frozen=True, slots=True)
class Text:
    """Subject and text of an e-mail, in which `SITE` stands for the address of the site."""

    subject: str
    body: str


def seal(text: Text, secret_key: str) -> str:
    """Return a text that only the same secret key opens."""
    words = json.dumps({"subject": text.subject, "body": text.body})
    return _box(secret_key).encrypt(words.encode()).decode("ascii")


def unseal(sealed: str, secret_key: str) -> Text:
    """Return the text. Raises SealError."""
    try:
        return Text(**json.loads(_box(secret_key).decrypt(sealed)))
    except InvalidToken:
        raise SealError("Its text can no longer be read: the site's secret key was changed since.") from None


def _box(secret_key: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"trigpoint.outbox").derive(secret_key.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
