"""Draws with their certificates, each checked against the record and against its list. Nothing is changed here."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from trigpoint.bundle.certificate import CertificateShape, certificate_of, certificate_text, shape_of
from trigpoint.case_lists.frozen import frozen_sha256, parsed_frozen
from trigpoint.english import long_date
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.certificates_on_record import said_otherwise
from trigpoint.inspectorate.sampling.kinds import (
    CASE_TAKEN_OUT,
    CERTIFICATE_CHANGED,
    SAMPLE_DRAWN,
    SEED_COMMITTED,
    SEED_USED,
)
from trigpoint.inspectorate.sampling.models import Draw
from trigpoint.inspectorate.sampling.on_record import agreements
from trigpoint.inspectorate.sampling.queries import commitments, draws
from trigpoint.inspectorate.sampling.sealed_seeds import SealedSeedError, opened
from trigpoint.record.alterations import AlteredError
from trigpoint.record.chains import inspection_chain, thing_of
from trigpoint.record.models import Event
from trigpoint.rules.case_list import ListedCase
from trigpoint.rules.certificate import Certificate, EarlierSeed, FrozenList, certified, commitment_to, with_steering
from trigpoint.rules.sampling import Leaving
from trigpoint.rules.steering import Agreement


@dataclass(frozen=True, slots=True)
class SeedOnRecord:
    """What the record tells of the seed of a draw: its hash, when that was shown, and the hash of the drawn list."""

    commitment: str
    at: datetime
    list_sha256: str


@dataclass(frozen=True)
class CertifiedDraw:
    """A draw with its certificate, which names the cases that have left the sample since. `text` is its file's."""

    draw: Draw
    text: str
    seed_on_record: SeedOnRecord | None

    @cached_property
    def certificate(self) -> CertificateShape:
        """The certificate, as it is in a file. Raises AlteredError where it is not of the seed and list on record."""
        certificate, recorded = CertificateShape.model_validate_json(self.text), self.seed_on_record
        # The row and its entry name one text; that the text tells of the seed which the service was shown is more.
        if recorded is None or not (
            certificate.seed.commitment == recorded.commitment == commitment_to(certificate.seed.seed)
            and certificate.seed.committed_at == recorded.at
            and certificate.list_sha256 == recorded.list_sha256 == self.draw.list_sha256
        ):
            raise AlteredError(f"The certificate of draw {self.draw.number}")
        return certificate

    @property
    def checked_text(self) -> str:
        """The text of the certificate's file, once it was read and found to be what the record tells of."""
        _ = self.certificate
        return self.text

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
    """The newest draw; None before the first. Raises AlteredError where it is not the one that the record tells of."""
    draw, events = draws(inspection).first(), _about_draws(inspection)
    # Without the row of a draw an inspection would look as if nothing had been drawn, or as it was before that draw.
    told = next((event.thing for event in reversed(events) if event.kind == SAMPLE_DRAWN.key), None)
    if told != (thing_of(draw) if draw else None):
        raise AlteredError("The newest draw of the sample")
    return _certified_draw(draw, events) if draw else None


def draw_until(inspection: Inspection, entry: int) -> CertifiedDraw | None:
    """The newest draw as it was after an entry of the inspection's record; None where there was none yet.

    Which cases had left by then is drawn again from the list: the rule gives the same reserves for ever.
    """
    events = Event.objects.filter(
        chain_id=inspection_chain(inspection), kind__in=[SAMPLE_DRAWN.key, CASE_TAKEN_OUT.key], number__lte=entry
    ).order_by("number")
    number = last = 0
    gone: set[str] = set()
    for event in events:
        after, last = event.after or {}, event.number
        if event.kind == SAMPLE_DRAWN.key:
            # Another draw begins with its whole sample: who left the one before is no matter of this one.
            number, gone = int(after["number"]), set()
        else:
            gone.add(after["case"])
    row = draws(inspection).filter(number=number).first()
    if row is None:
        return None
    newest = _certified_draw(row, _about_draws(inspection))
    certificate = certificate_of(newest.certificate)
    # The certificate groups them by type, which is all that counts: types do not bear on each other.
    leaving = [case for case in certificate.leaving if case.reference in gone]
    if leaving == list(certificate.leaving):
        return newest
    agreed = agreements(inspection, number, until=last)
    before = certificate_without(certificate, cases_drawn_from(row, newest.certificate), leaving, agreed)
    return replace(newest, text=certificate_text(shape_of(before)))


def cases_drawn_from(draw: Draw, certificate: CertificateShape) -> tuple[ListedCase, ...]:
    """The cases that a draw was made from. Raises AlteredError where the list was altered in the database."""
    # The hash is the certificate's and not the row's: who can change a list in the database can change the row with it.
    if frozen_sha256(draw.list_text) != certificate.list_sha256:
        raise AlteredError(f"The list of draw {draw.number}")
    return parsed_frozen(draw.list_text, certificate_of(certificate).settings.attributes)


def draw_history(inspection: Inspection) -> tuple[PastDraw, ...]:
    """Every draw, the first one first. Raises AlteredError where a certificate was altered."""
    rows, events = list(reversed(draws(inspection))), _about_draws(inspection)
    # The reason of a draw is why the one before it was not left at that, so each is told by the one after it.
    reasons = [*(row.reason for row in rows[1:]), ""] if rows else []
    return tuple(
        PastDraw(row, _certified_draw(row, events).checked_text, reason)
        for row, reason in zip(rows, reasons, strict=True)
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
    certificate: Certificate,
    cases: tuple[ListedCase, ...],
    gone: Collection[Leaving],
    agreed: tuple[Agreement, ...],
) -> Certificate:
    """The certificate of the same draw with these cases taken out of the sample, in this order, and no others.

    `agreed` is what a second person had agreed to by then. A certificate from before that was counted says as little.
    Raises NotInSampleError for one that is not in the sample.
    """
    frozen = FrozenList(cases, certificate.list_sha256)
    without = certified(
        drawn_for=certificate.drawn_for,
        settings=certificate.settings,
        frozen=frozen,
        seed=certificate.seed,
        exclusions=certificate.exclusions,
        earlier=certificate.earlier,
        taken_out=list(gone),
    )
    if certificate.steering is None:
        return without
    return with_steering(without, frozen, replace(certificate.steering.facts, agreements=agreed))


def types_of_cases(certificate: Certificate) -> dict[str, str]:
    """Reference → case type of every case of the sample as it is now, in its order."""
    return {
        reference: type_sample.case_type for type_sample in certificate.sample.types for reference in type_sample.read
    }


def altered_draws(inspection: Inspection, keys: Path) -> tuple[str, ...]:
    """Say, in sentences, which certificates, lists and seeds of draws are not those that their hashes name.

    `keys` is the folder of the installation's keys, one of which opens the seeds.
    """
    # Collected and not raised: whoever verifies a record wants every fault of it, not the first.
    events = _about_draws(inspection)
    sentences = [sentence for draw in draws(inspection) for sentence in _faults_of(draw, events)]
    for seed in commitments(inspection):
        try:
            opened(seed.sealed, seed.commitment, keys)
        except SealedSeedError as error:
            sentences.append(f"Of the seed that was fixed on {long_date(seed.at)}: {error}")
    return tuple(sentences)


def _faults_of(draw: Draw, events: Sequence[Event]) -> Iterator[str]:
    if _sha256(draw.certificate) != draw.certificate_sha256:
        yield f"The certificate of draw {draw.number} is not the one that its hash names."
    if frozen_sha256(draw.list_text) != draw.list_sha256:
        yield f"The list of draw {draw.number} is not the one that its hash names."
    try:
        certificate = CertifiedDraw(draw, draw.certificate, _seed_on_record(draw, events)).certificate
        cases = cases_drawn_from(draw, certificate)
    except (AlteredError, ValueError):
        yield f"The certificate of draw {draw.number} is not of the seed and the list on record."
        return
    for what in said_otherwise(draw, certificate, cases):
        yield f"The certificate of draw {draw.number} does not say what the record tells of: {what}."


def _about_draws(inspection: Inspection) -> list[Event]:
    """What the record tells of draws, their certificates and their seeds, in its order."""
    kinds = [SAMPLE_DRAWN.key, CERTIFICATE_CHANGED.key, SEED_COMMITTED.key, SEED_USED.key]
    return list(Event.objects.filter(chain_id=inspection_chain(inspection), kind__in=kinds).order_by("number"))


def _certified_draw(draw: Draw, events: Sequence[Event]) -> CertifiedDraw:
    return CertifiedDraw(draw, _checked_text(draw, events), _seed_on_record(draw, events))


def _seed_on_record(draw: Draw, events: Sequence[Event]) -> SeedOnRecord | None:
    """The seed that the record says was used for a draw; None where it tells of none."""
    drawn = next((event.after or {} for event in events if event.thing == thing_of(draw)), {})
    used = {event.thing for event in events if (event.after or {}).get("draw_number") == draw.number}
    fixed = [event.after or {} for event in events if event.kind == SEED_COMMITTED.key and event.thing in used]
    if len(fixed) != 1:
        return None
    return SeedOnRecord(
        str(fixed[0]["commitment"]), datetime.fromisoformat(fixed[0]["at"]), str(drawn.get("list_sha256"))
    )


def _checked_text(draw: Draw, events: Sequence[Event]) -> str:
    """The text of a draw's certificate, where the record's last word about the draw names its number and hash."""
    told: dict[str, object] = {}
    # A case that left the sample has changed the hash since the draw, and nothing else.
    for event in events:
        if event.thing == thing_of(draw):
            told |= event.after or {}
    digest = told.get("certificate_sha256")
    if draw.number != told.get("number") or not digest == draw.certificate_sha256 == _sha256(draw.certificate):
        raise AlteredError(f"The certificate of draw {draw.number}")
    return draw.certificate


def _sha256(text: str) -> str:
    return sha256(text.encode()).hexdigest()
