"""What sampling knows of an inspection: the numbers of its sample, the certificate, and the cases that are read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from trigpoint.bundle.cases import CaseRecord
from trigpoint.bundle.certificate import CertificateShape, certificate_of
from trigpoint.bundle.context import Eligible, SampleRecord
from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.inspectorate.parts.names import PartName
from trigpoint.inspectorate.parts.queries import parts_piece
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.draws import CertifiedDraw, cases_drawn_from, newest_draw
from trigpoint.inspectorate.sampling.queries import layout_of
from trigpoint.rules.case_list import ListedCase
from trigpoint.rules.sampling import TypeSample

CaseDocument: TypeAlias = Mapping[str, Any]
"""A case as a Bundle's JSON has it."""


@dataclass(frozen=True)
class SamplePiece:
    """A sample that was drawn here. `cases` have the facts that their list tells, and no answers."""

    sample: tuple[SampleRecord, ...]
    certificate: CertificateShape
    cases: tuple[CaseRecord, ...]

    @cached_property
    def documents(self) -> Mapping[str, CaseDocument]:
        """Reference → the case as a Bundle's JSON has it, in the order of the sample."""
        return {case.reference: case.model_dump(mode="json", exclude_defaults=True) for case in self.cases}


@dataclass(frozen=True, slots=True)
class CaseToRead:
    """A case of the sample, by its reference."""

    reference: str
    case_type: str


def sample_piece(inspection: Inspection, draw: CertifiedDraw) -> SamplePiece:
    """What a draw gives to a Bundle. Raises AlteredError where its list was altered in the database."""
    certificate = certificate_of(draw.certificate)
    listed = {case.reference: case for case in cases_drawn_from(draw.draw, draw.certificate)}
    layout = layout_of(inspection)
    return SamplePiece(
        sample=tuple(_numbers(type_sample) for type_sample in certificate.sample.types),
        certificate=draw.certificate,
        cases=tuple(
            _case(layout, listed[reference])
            for type_sample in certificate.sample.types
            for reference in type_sample.read
        ),
    )


def cases_to_read(inspection: Inspection) -> tuple[CaseToRead, ...]:
    """The cases of the sample in their order: those that were drawn here, else those of the inspection's file."""
    draw = newest_draw(inspection)
    if draw is None:
        cases = parts_piece(inspection).values.get(PartName.CASES, [])
        return tuple(CaseToRead(case["reference"], case["case_type"]) for case in cases)
    return tuple(
        CaseToRead(reference, type_sample.case_type)
        for type_sample in certificate_of(draw.certificate).sample.types
        for reference in type_sample.read
    )


def case_references(inspection: Inspection) -> tuple[str, ...]:
    """The references of the cases to read, in their order."""
    return tuple(case.reference for case in cases_to_read(inspection))


def _numbers(type_sample: TypeSample) -> SampleRecord:
    return SampleRecord(
        case_type=type_sample.case_type,
        read=len(type_sample.read),
        eligible=Eligible(
            # Not what anybody typed: a margin of error is worth what the number of eligible cases is worth.
            number=type_sample.eligible,
            basis="recorded",
            source="The number is that of the service's case lists.",
        ),
    )


def _case(layout: CaseListLayout | None, listed: ListedCase) -> CaseRecord:
    return CaseRecord(reference=listed.reference, case_type=listed.case_type, facts=dict(_facts(layout, listed)))


def _facts(layout: CaseListLayout | None, listed: ListedCase) -> Iterator[tuple[str, str]]:
    """The facts of a case that its list tells."""
    attributes = layout.attribute_layouts if layout else ()
    for attribute, value in zip(attributes, listed.profile, strict=True):
        # A value that decides no fact, such as "not known", leaves the fact open: the inspector records it.
        if attribute.fact and value in attribute.fact_values:
            yield attribute.fact, attribute.fact_values[value]
