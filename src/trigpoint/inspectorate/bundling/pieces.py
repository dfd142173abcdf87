"""Everything that the activities keep of an inspection, gathered: now, or after an entry of its record."""

import json
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from trigpoint.bundle.provenance import PartFromFile
from trigpoint.inspectorate.assessment.piece import AssessmentPiece, assessment_piece, assessment_until
from trigpoint.inspectorate.bundling.by_file import brought_by_file
from trigpoint.inspectorate.parts.queries import PartsPiece, parts_piece, parts_written_until
from trigpoint.inspectorate.programme.kinds import STAGE_MOVED
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.piece import ProgrammePiece, programme_piece
from trigpoint.inspectorate.programme.stages import StageKey
from trigpoint.inspectorate.sampling.draws import CertifiedDraw, draw_until, newest_draw
from trigpoint.inspectorate.sampling.piece import SamplePiece, sample_piece
from trigpoint.record.alterations import AlteredError
from trigpoint.record.chains import inspection_chain
from trigpoint.record.models import Event


@dataclass(frozen=True)
class Pieces:
    """What each activity gives of one inspection, in one version each.

    `until` is the last entry of the record that counts; None for the newest.
    """

    inspection: Inspection
    programme: ProgrammePiece
    parts: PartsPiece
    draw: CertifiedDraw | None
    assessment: AssessmentPiece
    until: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the inspection holds nothing yet beside its head."""
        return self.parts.is_empty and self.draw is None

    @cached_property
    def sample(self) -> SamplePiece | None:
        """The sample that was drawn here; its list is parsed when asked for. Raises AlteredError for an altered one."""
        return sample_piece(self.inspection, self.draw) if self.draw else None

    @cached_property
    def brought(self) -> tuple[PartFromFile, ...]:
        """What came in by file; nothing is said so of a publication, which came in as one file."""
        return () if self.programme.loaded_as_published else brought_by_file(self.inspection, self.until)

    @cached_property
    def digest(self) -> str:
        """The hash of the versions of all pieces: the same pieces, the same Bundle, without composing it.

        Raises AlteredError where one of them cannot be read.
        """
        programme = self.programme
        # Everything that a Bundle can depend on is here: a piece that is left out would be shown stale.
        versions = [
            [programme.reference, programme.title, programme.framework, programme.framework_digest],
            [programme.service, programme.service_short_name, programme.inspectorate, programme.published],
            [programme.loaded_as_published],
            sorted((part.name.value, part.version, part.digest) for part in self.parts.versions.values()),
            [self.draw.certificate_sha256, self.draw.draw.list_sha256] if self.draw else [],
            sorted(self.assessment.interviews.items()),
        ]
        try:
            return sha256(json.dumps(versions).encode()).hexdigest()
        except TypeError:  # bytes in a column of words, which SQLite lets in
            raise AlteredError(f"The inspection '{programme.reference}'") from None


def pieces_of(inspection: Inspection) -> Pieces:
    """The pieces as they are now. Raises AlteredError where one is not what the record tells of."""
    return Pieces(
        inspection,
        programme_piece(inspection),
        parts_piece(inspection),
        newest_draw(inspection),
        assessment_piece(inspection),
    )


def pieces_until(inspection: Inspection, entry: int) -> Pieces:
    """The pieces as they were after an entry of the inspection's record. Raises AlteredError as `pieces_of`."""
    programme = programme_piece(inspection)
    if not _was_published_by(inspection, entry):
        # A draft is read again as the draft that it was.
        programme = replace(programme, published="")
    # Reference, title and service as they are today: they name the inspection, and are no part of its versions.
    return Pieces(
        inspection,
        programme,
        parts_written_until(inspection, entry),
        draw_until(inspection, entry),
        assessment_until(inspection, entry),
        entry,
    )


def _was_published_by(inspection: Inspection, entry: int) -> bool:
    # One that was loaded as published was so in its first version; of any other the record tells when it was.
    if inspection.published_as:
        return True
    moves = Event.objects.filter(chain_id=inspection_chain(inspection), kind=STAGE_MOVED.key, number__lte=entry)
    return any((move.after or {}).get("stage") == StageKey.PUBLISHED for move in moves)
