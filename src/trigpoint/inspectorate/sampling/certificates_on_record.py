"""Certificates checked against the record: each tells of all that people did, as it was told when they did it."""

from collections.abc import Iterator, Sequence

from trigpoint.bundle.certificate import CertificateShape
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.kinds import (
    CASE_TAKEN_OUT,
    CERTIFICATE_CHANGED,
    SAMPLE_DRAWN,
    SEED_COMMITTED,
    SEED_USED,
)
from trigpoint.inspectorate.sampling.models import Draw
from trigpoint.inspectorate.sampling.on_record import agreements, excluded, site_date, told
from trigpoint.record.chains import thing_of
from trigpoint.record.models import Event
from trigpoint.rules.case_list import ListedCase


def said_otherwise(draw: Draw, certificate: CertificateShape, cases: Sequence[ListedCase]) -> Iterator[str]:
    """Name what the certificate of a draw says otherwise than the record. `cases` are those of its list."""
    inspection = draw.inspection
    events = told(inspection, SAMPLE_DRAWN.key, CERTIFICATE_CHANGED.key, CASE_TAKEN_OUT.key)
    drawn = next((event.number for event in events if event.thing == thing_of(draw)), None)
    if drawn is None:
        yield "that it was drawn"
        return
    later = [event.number for event in events if event.kind == SAMPLE_DRAWN.key and event.number > drawn]
    end = later[0] if later else events[-1].number + 1
    own = [event for event in events if drawn <= event.number < end]
    if certificate.settings.fieldwork != site_date(inspection, until=drawn):
        yield "the site date"
    if certificate.exclusions != _exclusions(inspection, cases, drawn):
        yield "the cases excluded before the draw"
    if [seed.commitment for seed in certificate.earlier] != _earlier(inspection, draw):
        yield "the earlier seeds"
    if not _is_from_before(own) and sorted(_gone(certificate)) != sorted(_left(own)):
        yield "the cases taken out"
    if certificate.steering:
        # A case that leaves changes the certificate, and with it all that was agreed to by then.
        said, last = certificate.steering.facts.agreements, own[-1].number
        if said != agreements(inspection, draw.number, until=last):
            yield "what a second person agreed to"


def _exclusions(inspection: Inspection, cases: Sequence[ListedCase], drawn: int) -> dict[str, str]:
    listed = {case.reference for case in cases}
    standing = excluded(inspection, until=drawn).values()
    return {exclusion["case"]: exclusion["why"] for exclusion in standing if exclusion["case"] in listed}


def _earlier(inspection: Inspection, draw: Draw) -> list[str]:
    """The hashes of the seeds that were fixed before that of a draw, in the order of the record."""
    seeds = told(inspection, SEED_COMMITTED.key, SEED_USED.key)
    used = {event.thing for event in seeds if (event.after or {}).get("draw_number") == draw.number}
    before: list[str] = []
    for event in seeds:
        if event.kind == SEED_COMMITTED.key:
            if event.thing in used:
                break
            before.append((event.after or {})["commitment"])
    return before


def _gone(certificate: CertificateShape) -> Iterator[tuple[str, str]]:
    return ((gone.reference, gone.reason) for part in certificate.sample.types for gone in part.taken_out)


def _left(events: list[Event]) -> Iterator[tuple[str, str]]:
    entries = (event.after or {} for event in events if event.kind == CASE_TAKEN_OUT.key)
    return ((after["case"], after["why"]) for after in entries)


def _is_from_before(events: list[Event]) -> bool:
    """Whether cases were taken out by an older version, which left the certificate as it was drawn."""
    kinds = {event.kind for event in events}
    return CASE_TAKEN_OUT.key in kinds and CERTIFICATE_CHANGED.key not in kinds
