"""One inspection with all that a report says of it, worked out once: every format reads the same values."""

from hashlib import sha256

from trigpoint.bundle.files import LoadedBundle, canonical_json
from trigpoint.bundle.rated import RatedBundle

Reported = RatedBundle


def reported(loaded: LoadedBundle) -> Reported:
    """Rate a Bundle that was read from a file."""
    digest = sha256(canonical_json(loaded.bundle).encode()).hexdigest()
    return RatedBundle(digest, loaded.bundle, loaded.framework)
