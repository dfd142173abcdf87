"""Draws with their certificates, each checked against the record and against its list. Nothing is changed here."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256

from trigpoint.bundle.certificate import CertificateShape, certificate_of, certificate_text, shape_of
from trigpoint.case_lists.frozen import frozen_sha256, parsed_frozen
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.kinds import CASE_TAKEN_OUT, SAMPLE_DRAWN
from trigpoint.inspectorate.sampling.models import Draw
from trigpoint.inspectorate.sampling.queries import commitments, draws
from trigpoint.record.alterations import AlteredError
from trigpoint.record.chains import inspection_chain
from trigpoint.record.models import Event
from trigpoint.rules.case_list import ListedCase
from trigpoint.rules.certificate import Certificate, EarlierSeed, FrozenList, certified
from trigpoint.rules.sampling import Leaving


@dataclass(frozen=True)
class CertifiedDraw:
    """A draw with its certificate, which names the cases that have left the sample since. `text` is its file's."""

    draw: Draw
    text: str

    @cached_property
    def certificate(self) -> CertificateShape:
        """The certificate, as it is in a file."""
        return CertificateShape.model_validate_json(self.text)

    @property
    def certificate_sha256(self) -> str:
        """The hash of the certificate's file."""
        return _sha256(self.text)


@dataclass(frozen=True, slots=True)
class PastDraw:
    """A draw with the text of its certificate as it came to be, and why it was drawn again ('' so far)."""

    draw: Draw
    certificate: str
    drawn_again: str


def newest_draw(inspection: Inspection) -> CertifiedDraw | None:
    """The newest draw; None before the first. Raises AlteredError where its certificate was altered."""
    draw = draws(inspection).first()
    if draw is None:
        return None
    return CertifiedDraw(draw, _checked_text(inspection, draw))


def draw_until(inspection: Inspection, entry: int) -> CertifiedDraw | None:
    """The newest draw as it was after an entry of the inspection's record; None where there was none yet.

    Which cases had left by then is drawn again from the list: the rule gives the same reserves for ever.
    """
    events = Event.objects.filter(
        chain_id=inspection_chain(inspection), kind__in=[SAMPLE_DRAWN.key, CASE_TAKEN_OUT.key], number__lte=entry
    ).order_by("number")
    number = 0
    gone: set[str] = set()
    for event in events:
        after = event.after or {}
        if event.kind == SAMPLE_DRAWN.key:
            # Another draw begins with its whole sample: who left the one before is no matter of this one.
            number, gone = int(after["number"]), set()
        else:
            gone.add(after["case"])
    row = draws(inspection).filter(number=number).first()
    if row is None:
        return None
    newest = CertifiedDraw(row, _checked_text(inspection, row))
    certificate = certificate_of(newest.certificate)
    # The certificate groups them by type, which is all that counts: types do not bear on each other.
    leaving = [case for case in certificate.leaving if case.reference in gone]
    if leaving == list(certificate.leaving):
        return newest
    before = certificate_without(certificate, cases_drawn_from(row, newest.certificate), leaving)
    return CertifiedDraw(row, certificate_text(shape_of(before)))


def cases_drawn_from(draw: Draw, certificate: CertificateShape) -> tuple[ListedCase, ...]:
    """The cases that a draw was made from. Raises AlteredError where the list was altered in the database."""
    # The hash is the certificate's and not the row's: who can change a list in the database can change the row with it.
    if frozen_sha256(draw.list_text) != certificate.list_sha256:
        raise AlteredError(f"The list of draw {draw.number}")
    return parsed_frozen(draw.list_text, certificate_of(certificate).settings.attributes)


def draw_history(inspection: Inspection) -> tuple[PastDraw, ...]:
    """Every draw, the first one first. Raises AlteredError where a certificate was altered."""
    rows = list(reversed(draws(inspection)))
    # The reason of a draw is why the one before it was not left at that, so each is told by the one after it.
    reasons = [*(row.reason for row in rows[1:]), ""] if rows else []
    return tuple(
        PastDraw(row, _checked_text(inspection, row), reason) for row, reason in zip(rows, reasons, strict=True)
    )


def earlier_seeds(inspection: Inspection, waiting_since: datetime, reason: str) -> tuple[EarlierSeed, ...]:
    """The seeds that were fixed before the waiting one; `reason` is why the sample is drawn again now."""
    return tuple(_earlier(inspection, waiting_since, reason))


def _earlier(inspection: Inspection, waiting_since: datetime, reason: str) -> Iterator[EarlierSeed]:
    past = {past_draw.draw.number: past_draw for past_draw in draw_history(inspection)}
    for seed in commitments(inspection).filter(at__lt=waiting_since).order_by("at"):
        if seed.draw_number is None:
            # Listed although it drew nothing: who fixes seeds until one suits shall be seen to.
            yield EarlierSeed(seed.commitment, seed.at, None, seed.withdrawn_why)
        else:
            past_draw = past[seed.draw_number]
            why = past_draw.drawn_again or reason
            yield EarlierSeed(seed.commitment, seed.at, past_draw.draw.certificate_sha256, why)


def certificate_without(
    certificate: Certificate, cases: tuple[ListedCase, ...], gone: Collection[Leaving]
) -> Certificate:
    """The certificate of the same draw with these cases taken out of the sample, in this order, and no others.

    Raises NotInSampleError for one that is not in the sample.
    """
    return certified(
        drawn_for=certificate.drawn_for,
        settings=certificate.settings,
        frozen=FrozenList(cases, certificate.list_sha256),
        seed=certificate.seed,
        exclusions=certificate.exclusions,
        earlier=certificate.earlier,
        taken_out=list(gone),
    )


def types_of_cases(certificate: Certificate) -> dict[str, str]:
    """Reference → case type of every case of the sample as it is now, in its order."""
    return {
        reference: type_sample.case_type for type_sample in certificate.sample.types for reference in type_sample.read
    }


def altered_draws(inspection: Inspection) -> tuple[str, ...]:
    """Say, in sentences, which certificates and lists of draws are not those that their hashes name."""
    # Collected and not raised: whoever verifies a record wants every fault of it, not the first.
    sentences = []
    for draw in draws(inspection):
        if _sha256(draw.certificate) != draw.certificate_sha256:
            sentences.append(f"The certificate of draw {draw.number} is not the one that its hash names.")
        if frozen_sha256(draw.list_text) != draw.list_sha256:
            sentences.append(f"The list of draw {draw.number} is not the one that its hash names.")
    return tuple(sentences)


def _checked_text(inspection: Inspection, draw: Draw) -> str:
    """The text of a draw's certificate, where the record's last word about the draw names its hash."""
    # The last entry that names the hash: a case that left the sample has changed it since the draw.
    about = Event.objects.filter(chain_id=inspection_chain(inspection), thing=f"draw:{draw.pk}").order_by("-number")
    told = next((event.after for event in about if "certificate_sha256" in (event.after or {})), None) or {}
    if not _sha256(draw.certificate) == draw.certificate_sha256 == told.get("certificate_sha256"):
        raise AlteredError(f"The certificate of draw {draw.number}")
    return draw.certificate


def _sha256(text: str) -> str:
    return sha256(text.encode()).hexdigest()
