"""Take a case out of the sample after the draw; the reserve that the rule names takes its place."""

from uuid import uuid4

from django.db import transaction

from trigpoint.bundle.certificate import certificate_of, certificate_text, shape_of
from trigpoint.case_lists.frozen import frozen_sha256
from trigpoint.inspectorate.parts.names import PartName
from trigpoint.inspectorate.parts.queries import parts_piece
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import lock_inspection
from trigpoint.inspectorate.sampling import kinds
from trigpoint.inspectorate.sampling.access import check_can_take_out, check_reason
from trigpoint.inspectorate.sampling.draws import (
    CertifiedDraw,
    cases_drawn_from,
    certificate_without,
    newest_draw,
    types_of_cases,
)
from trigpoint.inspectorate.sampling.limits import check_within
from trigpoint.inspectorate.sampling.models import Draw
from trigpoint.inspectorate.sampling.on_record import agreements
from trigpoint.inspectorate.sampling.queries import reasons
from trigpoint.inspectorate.sampling.recorded_answers import answers_by_case, check_leaves_with, write_recorded_cases
from trigpoint.people.access import Refusal
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.versioned import ChangedMeanwhileError, change
from trigpoint.record.writing import write
from trigpoint.rules.certificate import Certificate
from trigpoint.rules.sampling import Leaving, NotInSampleError
from trigpoint.rules.steering import Limited


def take_case_out(*, inspection: Inspection, seen: str, case: str, why: str, by: Standing, answers: int = 0) -> None:
    """Take a case out of the sample; the reserve that the rule names takes its place.

    `answers` is how many answers are to go with it, as whoever takes it out was told: they stay in the version before.
    `seen` is the hash of the certificate that was seen. Raises ChangedMeanwhileError where another case was taken out
    since: which reserve comes next would be another.
    """
    with transaction.atomic():
        lock_inspection(inspection)
        newest = newest_draw(inspection)
        check_can_take_out(by, inspection, newest.draw if newest else None)
        check_reason(why, reasons(inspection))
        if newest is None:
            raise Refusal("No sample has been drawn yet.")
        # The reserve that comes in depends on who left before, so what was seen must still be so.
        if seen != newest.draw.certificate_sha256:
            raise ChangedMeanwhileError(newest.draw)
        answered = answers_by_case(inspection).get(case, 0)
        # Counted again inside the lock: an answer may have come in since the page was opened.
        check_leaves_with(case, answered, answers)
        _check_limit(inspection, newest)
        certificate = _certificate_after(newest, Leaving(case, why, answered))
        taken_out = [gone for type_sample in certificate.sample.types for gone in type_sample.taken_out]
        replaced_by = next(gone.replaced_by for gone in taken_out if gone.reference == case) or "nobody"
        event = uuid4()
        after = {"case": case, "why": why, "replaced_by": replaced_by, "answers": answered, "change": event}
        thing = f"sampled:{inspection.reference}/{case}"
        chain = inspection_chain(inspection)
        # Two entries: that a case left is for people to read, that the certificate changed is what binds its text.
        write(chain=chain, by=by, kind=kinds.CASE_TAKEN_OUT, thing=thing, after=after, reason=why)
        _change_certificate(inspection, newest.draw, certificate, why, by)
        parts, types = parts_piece(inspection), types_of_cases(certificate)
        recorded = parts.values.get(PartName.CASES, [])
        staying = [row for row in recorded if types.get(row["reference"]) == row["case_type"]]
        left = f"The case {case} was taken out of the sample: {why}"
        write_recorded_cases(inspection, parts, staying, event, left, by)


def _check_limit(inspection: Inspection, newest: CertifiedDraw) -> None:
    """Refuse to take out more of the cases that were drawn than the lead may alone, or was agreed to."""
    types = newest.certificate.sample.types
    gone, chosen = sum(len(part.taken_out) for part in types), sum(len(part.chosen) for part in types)
    check_within(inspection, Limited.TAKEN_OUT, gone + 1, of=chosen)


def _certificate_after(newest: CertifiedDraw, leaving: Leaving) -> Certificate:
    """The certificate with one more case taken out. Raises Refusal for one that is not in the sample."""
    certificate = certificate_of(newest.certificate)
    cases = cases_drawn_from(newest.draw, newest.certificate)
    try:
        # Drawn again from the list: who comes in is worked out, never read from where it was stored.
        gone = [*certificate.leaving, leaving]
        return certificate_without(certificate, cases, gone, agreements(newest.draw.inspection, newest.draw.number))
    except NotInSampleError as error:
        raise Refusal(str(error)) from None


def _change_certificate(
    inspection: Inspection, draw: Draw, certificate: Certificate, reason: str, by: Standing
) -> None:
    text = certificate_text(shape_of(certificate))
    # Its hash binds the text: the record does not repeat the references of a whole sample.
    to = {"certificate_sha256": frozen_sha256(text), "certificate": text}
    chain = inspection_chain(inspection)
    change(draw, seen=draw.version, to=to, by=by, kind=kinds.CERTIFICATE_CHANGED, chain=chain, reason=reason)
