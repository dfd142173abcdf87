"""Questions about editions: all that public pages read. Nothing here knows of a live inspection."""

from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from django.db.models import OuterRef, QuerySet, Subquery

from trigpoint.bundle.model import Bundle
from trigpoint.bundle.pinned import pinned_framework
from trigpoint.bundle.rated import RatedBundle
from trigpoint.inspectorate.publishing.kinds import EDITION_SEALED
from trigpoint.inspectorate.publishing.models import Edition
from trigpoint.record.alterations import AlteredError
from trigpoint.record.models import Event


def published_editions() -> QuerySet[Edition]:
    """The newest edition of every inspection that is published, the newest first; without their bytes."""
    newest = Edition.objects.filter(inspection=OuterRef("inspection")).order_by("-number").values("pk")[:1]
    return Edition.objects.filter(pk=Subquery(newest)).defer("body")


def newest_edition(reference: str) -> Edition | None:
    """The newest edition of the inspection of this reference; None where nothing of it is published."""
    return Edition.objects.filter(reference=reference).order_by("-number").first()


def rated_edition(edition: Edition) -> RatedBundle:
    """What an edition holds, rated. Raises AlteredError where it is not what was sealed, and FrameworkGoneError."""
    return _rated(_Sealed(edition.digest, checked_bytes(edition)))


def checked_bytes(edition: Edition) -> bytes:
    """The bytes of an edition, where they are those that the record says were sealed. Raises AlteredError."""
    body = bytes(edition.body)
    # Asked by the edition alone: public pages know no inspection, and so no chain.
    sealed = Event.objects.filter(thing=f"edition:{edition.pk}", kind=EDITION_SEALED.key).first()
    told = (sealed.after or {}).get("digest") if sealed else None
    if not sha256(body).hexdigest() == edition.digest == told:
        raise AlteredError(f"Edition {edition.number} of the inspection '{edition.reference}'")
    return body


def altered_editions(reference: str) -> tuple[str, ...]:
    """Say, in sentences, which editions of an inspection are not what the record says was sealed."""
    sentences = []
    for edition in Edition.objects.filter(reference=reference).order_by("number"):
        try:
            checked_bytes(edition)
        except AlteredError as error:
            sentences.append(str(error))
    return tuple(sentences)


@dataclass(frozen=True, slots=True)
class _Sealed:
    digest: str
    body: bytes = field(compare=False)


@lru_cache(maxsize=64)
def _rated(sealed: _Sealed) -> RatedBundle:
    bundle = Bundle.model_validate_json(sealed.body)
    return RatedBundle(sealed.digest, bundle, pinned_framework(bundle.framework.id, bundle.framework.digest))
