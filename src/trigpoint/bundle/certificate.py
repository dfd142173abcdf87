"""The certificate of a draw as a file: JSON that an outsider keeps, reads and replays."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from trigpoint.bundle.problems import UnusableFileError
from trigpoint.bundle.shape import Count, Shape, Words, checked
from trigpoint.bundle.source import Source, read_source, with_lines
from trigpoint.rules import case_list, method
from trigpoint.rules.balance import BalanceRow
from trigpoint.rules.certificate import Certificate, DrawnFor, EarlierSeed, Seed
from trigpoint.rules.eligibility import Ineligibility, LeftOut
from trigpoint.rules.method import SourceBasis
from trigpoint.rules.sampling import Sample, SamplingSettings, TakenOut, TypeSample

LONGEST = 120
"""Months: ten years before the fieldwork no child of a case list had been dealt with."""

Digest = Annotated[Words, Field(pattern="^[0-9a-f]{64}$")]


class DrawnForShape(Shape):
    """Which inspection the sample is for, under which framework, drawn by which software."""

    inspection: Words
    framework: Words
    framework_digest: Digest
    software: Words


class WindowShape(Shape):
    """The window of one case type, in months before the fieldwork, and its share of the sample."""

    case_type: Words
    from_months: Annotated[Count, Field(le=LONGEST)]
    to_months: Annotated[Count, Field(le=LONGEST)]
    share_percent: Annotated[Count, Field(ge=1, le=100)]


class SourceShape(Shape):
    """Where the settings come from."""

    text: Words
    basis: SourceBasis


class SizeShape(Shape):
    """Confidence and margin of error that the size was set for, and the windows."""

    confidence_percent: Annotated[Count, Field(ge=1, le=99)]
    margin_points: Annotated[Count, Field(ge=1, le=50)]
    windows: tuple[WindowShape, ...] = Field(min_length=1)
    matched: tuple[Words, ...]
    source: SourceShape


class AttributeValueShape(Shape):
    """A value that an attribute may have."""

    id: Words
    label: Words
    case_type: Words | None = None


class AttributeShape(Shape):
    """Something that the sample was matched on, in the order in which it counts."""

    id: Words
    label: Words
    values: tuple[AttributeValueShape, ...]


class SettingsShape(Shape):
    """All that the draw depended on beside list, exclusions and seed."""

    fieldwork: Annotated[date, Field(ge=date(2000, 1, 1), le=date(2099, 12, 31))]
    size: SizeShape
    attributes: tuple[AttributeShape, ...]


class SeedShape(Shape):
    """The seed, the SHA-256 of it that was shown before the list was in, and when each thing happened."""

    seed: Words
    commitment: Digest
    committed_at: AwareDatetime
    list_in_at: AwareDatetime
    drawn_at: AwareDatetime


class EarlierSeedShape(Shape):
    """A seed that was fixed before this one, the SHA-256 of the certificate that came of it, and why not the last."""

    commitment: Digest
    committed_at: AwareDatetime
    certificate_sha256: Digest | None
    reason: Words


class LeftOutShape(Shape):
    """A case that could not be drawn, and why."""

    reference: Words
    ground: Ineligibility
    detail: str = ""


class TakenOutShape(Shape):
    """A case that left the sample after the draw, why, with how many answers, and the reserve that took its place."""

    reference: Words
    reason: Words
    answers: Count
    replaced_by: Words | None


class BalanceRowShape(Shape):
    """One value, or a pair of values: eligible cases and cases read. The margin is in tenths of a point."""

    attributes: tuple[Words, ...] = Field(min_length=1, max_length=2)
    values: tuple[Words, ...] = Field(min_length=1, max_length=2)
    eligible: Count
    sample: Count
    margin_tenths: Count | None


class TypeSampleShape(Shape):
    """The sample of one case type, chosen cases and reserves in the order in which they were drawn."""

    case_type: Words
    eligible: Count
    chosen: tuple[Words, ...]
    reserves: tuple[Words, ...]
    taken_out: tuple[TakenOutShape, ...]
    balance: tuple[BalanceRowShape, ...]
    margin_tenths: Count | None


class SampleShape(Shape):
    """The whole sample."""

    types: tuple[TypeSampleShape, ...] = Field(min_length=1)
    left_out: tuple[LeftOutShape, ...]


class CertificateShape(Shape):
    """The certificate of one draw. With it and the case list anybody can draw the same sample again."""

    certificate_version: Literal[1]
    rule: Words
    drawn_for: DrawnForShape
    settings: SettingsShape
    list_sha256: Digest
    seed: SeedShape
    earlier: tuple[EarlierSeedShape, ...]
    exclusions: dict[str, Words]
    sample: SampleShape


def shaped(certificate: Certificate) -> CertificateShape:
    """Return a certificate as it stands in a file."""
    return CertificateShape.model_validate({"certificate_version": 1, **asdict(certificate)})


def certificate_text(certificate: CertificateShape) -> str:
    """Return a certificate as the text of its file: the same certificate, the same bytes."""
    return json.dumps(certificate.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def read_certificate(path: Path) -> CertificateShape:
    """Read a certificate. Raises UnusableFileError with every problem at once."""
    source = read_source(path)
    _check_is_certificate(source)
    return checked(CertificateShape, source)


def certificate_of(shape: CertificateShape) -> Certificate:
    """Return what the rules replay."""
    settings = shape.settings
    return Certificate(
        rule=shape.rule,
        drawn_for=DrawnFor(**dict(shape.drawn_for)),
        settings=SamplingSettings(
            settings.fieldwork, _size(settings.size), tuple(map(_attribute, settings.attributes))
        ),
        list_sha256=shape.list_sha256,
        seed=Seed(**dict(shape.seed)),
        earlier=tuple(EarlierSeed(**dict(one)) for one in shape.earlier),
        exclusions=dict(shape.exclusions),
        sample=Sample(
            tuple(_type_sample(one) for one in shape.sample.types),
            tuple(LeftOut(**dict(one)) for one in shape.sample.left_out),
        ),
    )


def _size(shape: SizeShape) -> method.SampleSettings:
    return method.SampleSettings(
        shape.confidence_percent,
        shape.margin_points,
        tuple(method.CaseWindow(**dict(one)) for one in shape.windows),
        shape.matched,
        method.Source(shape.source.text, shape.source.basis),
    )


def _attribute(shape: AttributeShape) -> case_list.Attribute:
    return case_list.Attribute(
        shape.id, shape.label, tuple(case_list.AttributeValue(**dict(one)) for one in shape.values)
    )


def _type_sample(shape: TypeSampleShape) -> TypeSample:
    return TypeSample(
        case_type=shape.case_type,
        eligible=shape.eligible,
        chosen=shape.chosen,
        reserves=shape.reserves,
        taken_out=tuple(TakenOut(**dict(one)) for one in shape.taken_out),
        balance=tuple(BalanceRow(**dict(one)) for one in shape.balance),
        margin_tenths=shape.margin_tenths,
    )


def _check_is_certificate(source: Source) -> None:
    """Say first, and alone, that a file is no certificate: the rest would only confuse."""
    if not isinstance(source.value, dict) or "certificate_version" not in source.value:
        mend = "Is this the right file? The certificate comes first, then the list."
        problem = with_lines(source).problem(
            ("certificate_version",), "no 'certificate_version'", "a certificate", mend
        )
        raise UnusableFileError([problem])
