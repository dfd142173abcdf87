"""What everybody may see of editions: values made here and nowhere else.

No value here has a place for who sealed an edition or for its bytes, so no list or page can show them by mistake; the
report itself is read from the checked bytes (`editions.rated_edition`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from trigpoint.english import long_date
from trigpoint.inspectorate.publishing.editions import as_sealed, published_editions
from trigpoint.inspectorate.publishing.models import Edition
from trigpoint.record.alterations import AlteredError
from trigpoint.record.readable import UNREADABLE


@dataclass(frozen=True, slots=True)
class ReleasedEdition:
    """One edition. `published` is when, as printed; `is_as_sealed` is False where its row was altered since."""

    reference: str
    number: int
    title: str
    service: str
    inspectorate: str
    framework: str
    overall: str
    published: str
    is_as_sealed: bool


def released_editions(rows: Iterable[Edition]) -> tuple[ReleasedEdition, ...]:
    """Return what is shown of some editions, in their order. Raises AlteredError where a row cannot be read."""
    try:
        listed = tuple(rows)
    except UNREADABLE:
        raise AlteredError("The list of editions") from None
    whole = {edition.pk for edition in as_sealed(listed)}
    return tuple(as_released(edition, is_as_sealed=edition.pk in whole) for edition in listed)


def released_edition(reference: str) -> ReleasedEdition | None:
    """The newest edition of the inspection of this reference; None where nothing of it is published."""
    return next(iter(released_editions(published_editions().filter(reference=reference))), None)


def as_released(edition: Edition, *, is_as_sealed: bool) -> ReleasedEdition:
    """Return what is shown of an edition that was checked already, and how that came out."""
    return ReleasedEdition(
        reference=edition.reference,
        number=edition.number,
        title=edition.title,
        service=edition.service,
        inspectorate=edition.inspectorate,
        framework=edition.framework,
        overall=edition.overall,
        published=edition.published_as or long_date(edition.published_on),
        is_as_sealed=is_as_sealed,
    )
