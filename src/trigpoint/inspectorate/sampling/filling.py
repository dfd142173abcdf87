"""A sample that was drawn, put into the Bundle of its inspection: its numbers, its certificate and its cases."""

from collections.abc import Collection, Iterable, Sequence

from trigpoint.bundle.cases import CaseRecord
from trigpoint.bundle.certificate import certificate_of, shaped
from trigpoint.bundle.context import Eligible, SampleRecord
from trigpoint.bundle.model import Bundle, FrameworkPin, Service
from trigpoint.bundle.model import Inspection as InspectionPart
from trigpoint.inspectorate.contents.queries import held
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.register.queries import context_groups
from trigpoint.inspectorate.sampling.queries import layout_of
from trigpoint.people.access import refuse_unless
from trigpoint.rules.case_list import ListedCase
from trigpoint.rules.certificate import Certificate


def with_sample(inspection: Inspection, certificate: Certificate, cases: Sequence[ListedCase]) -> Bundle:
    """Return what an inspection holds with the sample in it. Answers about cases that stay in the sample are kept.

    Those about cases that leave it stay in the versions before. An inspection that holds no context yet takes over the
    figures that the register has of its service.

    Raises Refusal where cases hold answers that were never drawn: they came in another way, and somebody has to decide.
    """
    contents = held(inspection)
    before = contents.bundle if contents else _empty(inspection)
    listed = {one.reference: one for one in cases}
    there = {one.reference: one for one in before.cases}
    read = [reference for part in certificate.sample.types for reference in part.read]
    _check_nothing_is_lost(there.values(), {*read, *listed, *_drawn_before(before)})
    return before.model_copy(
        update={
            "sample": tuple(_numbers(before, certificate)),
            "certificate": shaped(certificate),
            "context": before.context or context_groups(inspection.service),
            "cases": tuple(there.get(one) or _case(inspection, listed[one]) for one in read),
        }
    )


def _empty(inspection: Inspection) -> Bundle:
    service = inspection.service
    return Bundle(
        bundle_version=1,
        inspection=InspectionPart(
            reference=inspection.reference,
            title=inspection.title,
            service=Service(name=service.name, short_name=service.short_name),
            inspectorate=inspection.inspectorate.name,
        ),
        framework=FrameworkPin(id=inspection.framework, digest=inspection.framework_digest),
    )


def _drawn_before(before: Bundle) -> Iterable[str]:
    """The cases of an earlier draw: a corrected list need not have them."""
    said = certificate_of(before.certificate) if before.certificate else None
    return (reference for part in said.sample.types for reference in part.read) if said else ()


def _check_nothing_is_lost(there: Iterable[CaseRecord], known: Collection[str]) -> None:
    strange = sorted(one.reference for one in there if one.answers and one.reference not in known)
    sentence = (
        f"The inspection holds answers about cases that are on no list: {', '.join(strange[:10])}. Put in a file "
        "without them first; what it holds now stays on record."
    )
    refuse_unless(not strange, sentence)


def _numbers(before: Bundle, certificate: Certificate) -> Iterable[SampleRecord]:
    """The numbers of each type; what the Bundle says of interviews stays."""
    interviews = {one.case_type: one.interviews for one in before.sample}
    for part in certificate.sample.types:
        read = len(part.read)
        held_interviews = interviews.get(part.case_type)
        yield SampleRecord(
            case_type=part.case_type,
            read=read,
            eligible=Eligible(
                number=part.eligible, basis="recorded", source="The number is that of the service's case lists."
            ),
            interviews=held_interviews,
        )


def _case(inspection: Inspection, one: ListedCase) -> CaseRecord:
    """A case with the facts that its list tells."""
    layout = layout_of(inspection)
    facts = {}
    for attribute, value in zip(layout.attribute_layouts if layout else (), one.profile, strict=True):
        if attribute.fact and value in attribute.fact_values:
            facts[attribute.fact] = attribute.fact_values[value]
    return CaseRecord(reference=one.reference, case_type=one.case_type, facts=facts)
