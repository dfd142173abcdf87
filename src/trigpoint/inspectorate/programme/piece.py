"""What the programme knows of an inspection: which it is, of whom and by whom, and its framework for life."""

from dataclasses import dataclass

from trigpoint.english import long_date
from trigpoint.inspectorate.programme.models import Inspection


@dataclass(frozen=True, slots=True)
class ProgrammePiece:
    """The head of an inspection. The names are those in the register now; an inspection may have its own copy.

    `published` is when it was published, as printed; '' while it is not. `loaded_as_published` says that nothing of it
    was done here: it came in as the file of a publication.
    """

    reference: str
    title: str
    framework: str
    framework_digest: str
    service: str
    service_short_name: str
    inspectorate: str
    published: str
    loaded_as_published: bool


def programme_piece(inspection: Inspection) -> ProgrammePiece:
    """Which inspection this is."""
    return ProgrammePiece(
        reference=inspection.reference,
        title=inspection.title,
        framework=inspection.framework,
        framework_digest=inspection.framework_digest,
        service=inspection.service.name,
        service_short_name=inspection.service.short_name,
        inspectorate=inspection.inspectorate.name,
        loaded_as_published=bool(inspection.published_as),
        published=inspection.published_as or (long_date(inspection.published_on) if inspection.published_on else ""),
    )
