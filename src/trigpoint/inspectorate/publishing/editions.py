"""Questions about editions: all that public pages read. Nothing here knows of a live inspection.

Of the register it is asked alone by which names a service is sought.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from django.db.models import OuterRef, Q, QuerySet, Subquery

from trigpoint.bundle.model import Bundle
from trigpoint.bundle.pinned import pinned_framework
from trigpoint.bundle.rated import RatedBundle
from trigpoint.inspectorate.publishing.kinds import EDITION_SEALED
from trigpoint.inspectorate.publishing.models import Edition
from trigpoint.people.queries import services, with_name_like
from trigpoint.record.alterations import AlteredError
from trigpoint.record.chain import plain
from trigpoint.record.chains import thing_of
from trigpoint.record.models import Event
from trigpoint.record.readable import UNREADABLE
from trigpoint.record.versioned import row_value
from trigpoint.sameness import name_key


def published_editions() -> QuerySet[Edition]:
    """The newest edition of every inspection that is published, the newest first; without their bytes."""
    newest = Edition.objects.filter(inspection=OuterRef("inspection")).order_by("-number").values("pk")[:1]
    return Edition.objects.filter(pk=Subquery(newest)).defer("body")


def of_services_like(editions: QuerySet[Edition], asked: str) -> QuerySet[Edition]:
    """Those of some editions whose service's name holds what was asked for, however either is typed.

    It is the name as it was published, or the name or short name that the service has now.
    """
    # Sealed rows take no column more: the names, a few hundred, are compared here.
    wanted = name_key(asked)
    names = editions.order_by("service").values_list("service", flat=True).distinct()
    of_name = Q(service__in=[name for name in names if wanted in name_key(name)])
    return editions.filter(of_name | Q(inspection__service__in=with_name_like(services(), asked)))


def newest_edition(reference: str) -> Edition | None:
    """The newest edition of the inspection of this reference; None where nothing of it is published.

    Raises AlteredError where its row cannot be read.
    """
    try:
        return Edition.objects.filter(reference=reference).order_by("-number").first()
    except UNREADABLE:
        raise AlteredError(f"An edition of the inspection '{reference}'") from None


def rated_edition(edition: Edition) -> RatedBundle:
    """What an edition holds, rated. Raises AlteredError where it is not what was sealed, and FrameworkGoneError."""
    return _rated(_Sealed(edition.digest, checked_bytes(edition)))


def checked_bytes(edition: Edition) -> bytes:
    """The bytes of an edition, where they and its columns are those that were sealed. Raises AlteredError."""
    try:
        body = bytes(edition.body)
    except TypeError:  # SQLite keeps words in a column of bytes where somebody puts them there
        body = b""
    if sha256(body).hexdigest() != edition.digest or not as_sealed([edition]):
        raise AlteredError(f"Edition {edition.number} of the inspection '{edition.reference}'")
    return body


def as_sealed(editions: Iterable[Edition]) -> tuple[Edition, ...]:
    """Those of some editions whose columns are what the record says was sealed. Asks the database once."""
    by_thing = {thing_of(edition): edition for edition in editions}
    # Asked by the edition alone: public pages know no inspection, and so no chain.
    events = {event.thing: event for event in Event.objects.filter(thing__in=list(by_thing), kind=EDITION_SEALED.key)}
    return tuple(edition for thing, edition in by_thing.items() if _is_as_sealed(edition, events.get(thing)))


def _is_as_sealed(edition: Edition, event: Event | None) -> bool:
    if event is None or event.after is None:
        return False
    columns = {name: row_value(edition, name) for name in event.after}
    return plain(columns) == event.after and edition.sealed_at == event.at


def altered_editions(reference: str) -> tuple[str, ...]:
    """Say, in sentences, which editions of an inspection are not what the record says was sealed."""
    sentences = []
    try:
        for edition in Edition.objects.filter(reference=reference).order_by("number"):
            try:
                checked_bytes(edition)
            except AlteredError as error:
                sentences.append(str(error))
    except UNREADABLE:
        sentences.append(f"An edition of the inspection '{reference}' cannot be read.")
    return tuple(sentences)


@dataclass(frozen=True, slots=True)
class _Sealed:
    digest: str
    body: bytes = field(compare=False)


@lru_cache(maxsize=64)
def _rated(sealed: _Sealed) -> RatedBundle:
    bundle = Bundle.model_validate_json(sealed.body)
    return RatedBundle(sealed.digest, bundle, pinned_framework(bundle.framework.id, bundle.framework.digest))
