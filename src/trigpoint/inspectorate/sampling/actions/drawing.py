"""Draw the sample, and take cases out of it afterwards. The certificate goes into the inspection's contents."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from trigpoint.bundle.case_list.frozen import frozen_sha256, frozen_text
from trigpoint.bundle.certificate import CertificateShape, certificate_of, certificate_text, shaped
from trigpoint.inspectorate.contents.actions import fill_from_draw
from trigpoint.inspectorate.contents.queries import latest
from trigpoint.inspectorate.programme.actions.planning import inspection_chain
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling import kinds
from trigpoint.inspectorate.sampling.access import (
    check_can_draw,
    check_can_take_out,
    check_exclusions_fit,
    check_reason,
)
from trigpoint.inspectorate.sampling.actions.lists import drop_unsent_lists
from trigpoint.inspectorate.sampling.filling import with_sample
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
from trigpoint.people.access import Refusal, refuse_unless
from trigpoint.people.standing import Standing
from trigpoint.record.versioned import ChangedMeanwhileError, change
from trigpoint.record.writing import write
from trigpoint.rules.case_list import ListedCase
from trigpoint.rules.certificate import Certificate, DrawnFor, FrozenList, Seed, certified
from trigpoint.rules.sampling import NotInSampleError


def draw_sample(*, inspection: Inspection, reason: str, at: datetime, by: Standing) -> Draw:
    """Draw the sample from the lists that are in, with the seed that was fixed before. A second draw asks a reason."""
    with transaction.atomic():
        Inspection.objects.select_for_update().get(pk=inspection.pk)
        waiting, lists = waiting_seed(inspection), lists_for_draw(inspection)
        check_can_draw(by, inspection, waiting, lists, missing_lists(inspection, lists))
        check_exclusions_fit([one.exclusion.case for one in unsettled(inspection)])
        settings, last = settings_of(inspection), draws(inspection).first()
        refuse_unless(last is None or bool(reason.strip()), "Say why the sample is drawn again.")
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
            exclusions={one.case: one.why for one in exclusions(inspection)},
        )
        said = {
            "number": last.number + 1 if last else 1,
            "list_sha256": certificate.list_sha256,
            "certificate_sha256": certificate_sha256(shaped(certificate)),
        }
        draw = Draw.objects.create(inspection=inspection, at=at, list_text=text, **said)
        chain = inspection_chain(inspection)
        write(chain=chain, by=by, kind=kinds.SAMPLE_DRAWN, thing=draw, after=said, reason=reason)
        to = {"draw_number": draw.number}
        change(waiting, seen=waiting.version, to=to, by=by, kind=kinds.SEED_USED, chain=chain)
        _fill(inspection, certificate, cases, reason or "The sample was drawn.", by)
        drop_unsent_lists(inspection=inspection, by=by)
    return draw


def take_out(*, inspection: Inspection, seen: str, case: str, why: str, by: Standing) -> None:
    """Take a case out of the sample; the reserve that the rule names takes its place.

    `seen` is the hash of the certificate that was seen. Raises ChangedMeanwhileError where another case was taken out
    since: which reserve comes next would be another.
    """
    with transaction.atomic():
        Inspection.objects.select_for_update().get(pk=inspection.pk)
        found = drawn(inspection)
        check_can_take_out(by, inspection, found.draw if found else None)
        check_reason(why, reasons(inspection))
        if found is None:
            raise Refusal("No sample has been drawn yet.")
        if seen != certificate_sha256(found.certificate):
            raise ChangedMeanwhileError(found.draw)
        cases = cases_drawn_from(found.draw, found.certificate)
        certificate = _without(certificate_of(found.certificate), cases, case, why)
        gone = next(one for part in certificate.sample.types for one in part.taken_out if one.reference == case)
        after = {"case": case, "why": why, "replaced_by": gone.replaced_by or "nobody"}
        chain = inspection_chain(inspection)
        thing = f"sampled:{inspection.reference}/{case}"
        write(chain=chain, by=by, kind=kinds.CASE_TAKEN_OUT, thing=thing, after=after, reason=why)
        _fill(inspection, certificate, cases, f"The case {case} was taken out of the sample: {why}", by)


def _without(said: Certificate, cases: tuple[ListedCase, ...], case: str, why: str) -> Certificate:
    """The certificate with one more case taken out. Raises Refusal for one that is not in the sample."""
    before = [(one.reference, one.reason) for part in said.sample.types for one in part.taken_out]
    try:
        return certified(
            drawn_for=said.drawn_for,
            settings=said.settings,
            frozen=FrozenList(cases, said.list_sha256),
            seed=said.seed,
            exclusions=said.exclusions,
            taken_out=[*before, (case, why)],
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
