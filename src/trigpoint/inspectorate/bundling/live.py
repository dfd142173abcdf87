"""A live inspection as its Bundle, and rated. This is the one way from the database to a Bundle."""

from dataclasses import dataclass, field
from functools import lru_cache

from trigpoint.bundle.model import Bundle
from trigpoint.bundle.rated import RatedBundle
from trigpoint.inspectorate.bundling.join import joined_bundle
from trigpoint.inspectorate.bundling.pieces import Pieces, pieces_of
from trigpoint.inspectorate.programme.frameworks import framework_of
from trigpoint.inspectorate.programme.models import Inspection


def live_bundle(inspection: Inspection) -> Bundle:
    """What an inspection holds now, as a Bundle. Raises AlteredError where the database is not what the record says."""
    return bundle_of_pieces(pieces_of(inspection))


def bundle_of_pieces(pieces: Pieces) -> Bundle:
    """The Bundle that some pieces come to. Raises AlteredError where the list of their draw was altered."""
    # The sample is asked for here and not with the pieces: only where the Bundle is not in the cache.
    return joined_bundle(pieces.programme, pieces.parts.values, pieces.sample, pieces.assessment, pieces.brought)


def rated(inspection: Inspection) -> RatedBundle | None:
    """What an inspection holds now, with ratings, checks, what-ifs and stability, each worked out when asked for.

    None while it holds nothing. Raises AlteredError where it is not what was loaded, so that altered ratings are never
    shown, and FrameworkGoneError.
    """
    # Checked against the record at every request and never from the cache: an altered row shall not hide behind it.
    pieces = pieces_of(inspection)
    return None if pieces.is_empty else _rated(_Composing(pieces.digest, pieces))


@dataclass(frozen=True, slots=True)
class _Composing:
    """Pieces, the same where the digest of their versions is the same."""

    digest: str
    pieces: Pieces = field(compare=False)


# The same versions always give the same ratings; what was worked out of them stays with them.
@lru_cache(maxsize=64)
def _rated(composing: _Composing) -> RatedBundle:
    pieces = composing.pieces
    return RatedBundle(composing.digest, bundle_of_pieces(pieces), framework_of(pieces.inspection))
