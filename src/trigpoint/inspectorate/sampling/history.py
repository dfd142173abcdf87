"""All draws of an inspection, those included that another one took the place of. Nothing is changed here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from trigpoint.bundle.certificate import certificate_text
from trigpoint.inspectorate.contents.queries import ContentsAlteredError
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.models import Draw
from trigpoint.inspectorate.sampling.queries import commitments, drawn, draws
from trigpoint.rules.certificate import EarlierSeed


@dataclass(frozen=True, slots=True)
class PastDraw:
    """A draw with its certificate as it stood in the end, or stands now, and why it was drawn again ('' so far)."""

    draw: Draw
    certificate: str
    drawn_again: str

    @property
    def certificate_sha256(self) -> str:
        """The hash of the certificate's file."""
        return sha256(self.certificate.encode()).hexdigest()


def history(inspection: Inspection) -> tuple[PastDraw, ...]:
    """Every draw, the first one first. Raises CannotBeShownError where the contents were altered."""
    rows, newest = list(reversed(draws(inspection))), drawn(inspection)
    if newest is None:
        return ()
    certificates = [_as_recorded(one) for one in rows[1:]] + [certificate_text(newest.certificate)]
    reasons = [one.reason for one in rows[1:]] + [""]
    return tuple(PastDraw(*one) for one in zip(rows, certificates, reasons, strict=True))


def _as_recorded(after: Draw) -> str:
    """The certificate that a draw replaced. Raises CannotBeShownError where it was altered in the database."""
    if sha256(after.replaced.encode()).hexdigest() != after.replaced_sha256:
        raise ContentsAlteredError(
            f"The certificate of draw {after.number - 1} was altered in the database: it is not the one that the "
            "record names. Tell whoever runs this site, and change nothing."
        )
    return after.replaced


def earlier_seeds(inspection: Inspection, waiting_since: datetime, reason: str) -> tuple[EarlierSeed, ...]:
    """The seeds that were fixed before the waiting one; `reason` is why the sample is drawn again now."""
    return tuple(_earlier(inspection, waiting_since, reason))


def _earlier(inspection: Inspection, waiting_since: datetime, reason: str) -> Iterator[EarlierSeed]:
    past = {one.draw.number: one for one in history(inspection)}
    for one in commitments(inspection).filter(at__lt=waiting_since).order_by("at"):
        if one.draw_number is None:
            yield EarlierSeed(one.commitment, one.at, None, one.withdrawn_why)
        else:
            draw = past[one.draw_number]
            yield EarlierSeed(one.commitment, one.at, draw.certificate_sha256, draw.drawn_again or reason)
