"""Draw the sample, and take cases out of it afterwards. The certificate goes into the inspection's contents."""

from collections.abc import Collection, Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from trigpoint.bundle.certificate import CertificateShape, certificate_of, certificate_text, shaped
from trigpoint.case_lists.frozen import frozen_sha256, frozen_text
from trigpoint.inspectorate.contents.actions import fill_from_draw
from trigpoint.inspectorate.contents.queries import latest
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import lock_inspection
from trigpoint.inspectorate.sampling import kinds
from trigpoint.inspectorate.sampling.access import (
    check_can_draw,
    check_can_take_out,
    check_exclusions_fit,
    check_nobody_has_drawn,
    check_reason,
)
from trigpoint.inspectorate.sampling.actions.lists import drop_unsent_lists
from trigpoint.inspectorate.sampling.answered import answered, check_draw_may_leave_out, check_leaves_with
from trigpoint.inspectorate.sampling.filling import with_sample
from trigpoint.inspectorate.sampling.history import earlier_seeds
from trigpoint.inspectorate.sampling.models import Draw
from trigpoint.inspectorate.sampling.queries import (
    SOFTWARE,
    came_in,
    cases_drawn_from,
    drawn,
    draws,
    exclusions,
    listed_cases,
    lists_for_draw,
    missing_lists,
    reasons,
    settings_of,
    waiting_seed,
)
from trigpoint.inspectorate.sampling.settling import unsettled
from trigpoint.people.access import Refusal, check_reason_given
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.versioned import ChangedMeanwhileError, change
from trigpoint.record.writing import write
from trigpoint.rules.case_list import ListedCase
from trigpoint.rules.certificate import Certificate, DrawnFor, FrozenList, Seed, certified
from trigpoint.rules.sampling import Leaving, NotInSampleError


def draw_sample(
    *, inspection: Inspection, reason: str, at: datetime, by: Standing, may_leave: Collection[str] = ()
) -> Draw:
    """Draw the sample from the lists that are in, with the seed that was fixed before. A second draw asks a reason.

    `may_leave` are the cases with answers that may be left out: all of them, as nobody knows before which will be.
    """
    with transaction.atomic():
        lock_inspection(inspection)
        waiting, lists, last = waiting_seed(inspection), lists_for_draw(inspection), draws(inspection).first()
        check_nobody_has_drawn(by, inspection, waiting, last)
        check_can_draw(by, inspection, waiting, lists, missing_lists(inspection, lists))
        check_exclusions_fit([one.exclusion.case for one in unsettled(inspection)])
        check_draw_may_leave_out(inspection, may_leave)
        settings = settings_of(inspection)
        if last is not None:
            check_reason_given(reason, "Say why the sample is drawn again.")
        if waiting is None or settings is None:
            raise Refusal("The framework of this inspection draws no sample.")
        cases = listed_cases(inspection)
        text = frozen_text(cases, settings.attributes)
        list_in_at = min(came_in(one) for one in lists.values())
        certificate = certified(
            drawn_for=DrawnFor(inspection.reference, inspection.framework, inspection.framework_digest, SOFTWARE),
            settings=settings,
            frozen=FrozenList(cases, frozen_sha256(text)),
            seed=Seed(waiting.seed, waiting.commitment, waiting.at, list_in_at, at),
            exclusions=_exclusions_of_listed(inspection, cases),
            earlier=earlier_seeds(inspection, waiting.at, reason),
        )
        draw = _kept(inspection, certificate, text, reason, by)
        chain = inspection_chain(inspection)
        to = {"draw_number": draw.number}
        change(waiting, seen=waiting.version, to=to, by=by, kind=kinds.SEED_USED, chain=chain)
        _note_answered_left(inspection, draw, certificate, by)
        _fill(inspection, certificate, cases, reason or "The sample was drawn.", by)
        drop_unsent_lists(inspection=inspection, by=by)
    return draw


def _kept(inspection: Inspection, certificate: Certificate, list_text: str, reason: str, by: Standing) -> Draw:
    """Keep a draw with its list, and with the certificate that it replaces as it stands now."""
    before = drawn(inspection)
    replaced = certificate_text(before.certificate) if before else ""
    said = {
        "number": certificate.number,
        "list_sha256": certificate.list_sha256,
        "certificate_sha256": certificate_sha256(shaped(certificate)),
        "replaced_sha256": sha256(replaced.encode()).hexdigest() if before else "",
        "reason": reason,
    }
    kept = {"at": certificate.seed.drawn_at, "list_text": list_text, "replaced": replaced}
    draw = Draw.objects.create(inspection=inspection, **said, **kept)
    write(chain=inspection_chain(inspection), by=by, kind=kinds.SAMPLE_DRAWN, thing=draw, after=said, reason=reason)
    return draw


def _note_answered_left(inspection: Inspection, draw: Draw, certificate: Certificate, by: Standing) -> None:
    read = {reference for part in certificate.sample.types for reference in part.read}
    left = {case: number for case, number in answered(inspection).items() if case not in read}
    before = latest(inspection)
    if left and before:
        cases = ", ".join(f"{case} ({number})" for case, number in left.items())
        after = {"number": draw.number, "cases": cases, "kept_in": before.version}
        thing = f"left:{inspection.reference}/{draw.number}"
        write(chain=inspection_chain(inspection), by=by, kind=kinds.ANSWERED_LEFT, thing=thing, after=after)


def take_out(*, inspection: Inspection, seen: str, case: str, why: str, by: Standing, answers: int = 0) -> None:
    """Take a case out of the sample; the reserve that the rule names takes its place.

    `answers` is how many answers are to go with it, as whoever takes it out was told: they stay in the versions before.
    `seen` is the hash of the certificate that was seen. Raises ChangedMeanwhileError where another case was taken out
    since: which reserve comes next would be another.
    """
    with transaction.atomic():
        lock_inspection(inspection)
        found = drawn(inspection)
        check_can_take_out(by, inspection, found.draw if found else None)
        check_reason(why, reasons(inspection))
        if found is None:
            raise Refusal("No sample has been drawn yet.")
        if seen != certificate_sha256(found.certificate):
            raise ChangedMeanwhileError(found.draw)
        there = answered(inspection).get(case, 0)
        check_leaves_with(case, there, answers)
        cases = cases_drawn_from(found.draw, found.certificate)
        leaving = Leaving(case, why, there)
        certificate = _without(certificate_of(found.certificate), cases, leaving)
        gone = next(one for part in certificate.sample.types for one in part.taken_out if one.reference == case)
        after = {"case": case, "why": why, "replaced_by": gone.replaced_by or "nobody", "answers": there}
        chain = inspection_chain(inspection)
        thing = f"sampled:{inspection.reference}/{case}"
        write(chain=chain, by=by, kind=kinds.CASE_TAKEN_OUT, thing=thing, after=after, reason=why)
        _fill(inspection, certificate, cases, f"The case {case} was taken out of the sample: {why}", by)


def _exclusions_of_listed(inspection: Inspection, cases: Sequence[ListedCase]) -> dict[str, str]:
    """Reference → reason. An exclusion of a case that is on no list any more has nothing to exclude."""
    listed = {one.reference for one in cases}
    return {one.case: one.why for one in exclusions(inspection) if one.case in listed}


def _without(said: Certificate, cases: tuple[ListedCase, ...], leaving: Leaving) -> Certificate:
    """The certificate with one more case taken out. Raises Refusal for one that is not in the sample."""
    try:
        return certified(
            drawn_for=said.drawn_for,
            settings=said.settings,
            frozen=FrozenList(cases, said.list_sha256),
            seed=said.seed,
            exclusions=said.exclusions,
            earlier=said.earlier,
            taken_out=[*said.leaving, leaving],
        )
    except NotInSampleError as error:
        raise Refusal(str(error)) from None


def _fill(
    inspection: Inspection, certificate: Certificate, cases: Sequence[ListedCase], reason: str, by: Standing
) -> None:
    before = latest(inspection)
    bundle = with_sample(inspection, certificate, cases)
    seen = before.version if before else 0
    fill_from_draw(inspection=inspection, seen=seen, bundle=bundle, reason=reason, by=by)


def certificate_sha256(certificate: CertificateShape) -> str:
    """The hash by which the record names a certificate."""
    return sha256(certificate_text(certificate).encode()).hexdigest()
