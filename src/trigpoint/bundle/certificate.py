"""The certificate of a draw as a file: JSON that an outsider keeps, reads and replays."""

import json
from dataclasses import asdict, fields
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import Field, model_validator
from pydantic.main import IncEx

from trigpoint.bundle.problems import UnusableFileError
from trigpoint.bundle.shape import Count, Shape, Words, validate
from trigpoint.bundle.source import Source, read_source, with_lines
from trigpoint.bundle.values import FromFile
from trigpoint.rules.balance import BalanceRow
from trigpoint.rules.certificate import Certificate, DrawnFor, EarlierSeed, Seed
from trigpoint.rules.eligibility import LeftOut
from trigpoint.rules.sample_settings import CaseWindow, SampleSettings, Sizing
from trigpoint.rules.sampling import Sample, SamplingSettings, TypeSample
from trigpoint.rules.steering import Agreement, LeftOffList, MovedDate, ReplacedList, Steering, SteeringFacts

LONGEST = 120
"""Months: ten years before the fieldwork no child of a case list had been dealt with."""

Digest = Annotated[Words, Field(pattern="^[0-9a-f]{64}$")]
_Cases = Annotated[Count, Field(ge=1)]
_Months = Annotated[Count, Field(le=LONGEST)]
_Pair = Annotated[tuple[Words, ...], Field(min_length=1, max_length=2)]

# Limits keep a file that somebody wrote by hand from filling urns for hours, or from naming a day before the field.
_PART: Final = FromFile(
    {
        DrawnFor: {"framework_digest": Digest},
        SamplingSettings: {"fieldwork": Annotated[date, Field(ge=date(2000, 1, 1), le=date(2099, 12, 31))]},
        SampleSettings: {
            "confidence_percent": Annotated[Count, Field(ge=1, le=99)],
            "margin_points": Annotated[Count, Field(ge=1, le=50)],
            "windows": Annotated[tuple[CaseWindow, ...], Field(min_length=1)],
        },
        CaseWindow: {
            "from_months": _Months,
            "to_months": _Months,
            "share_percent": Annotated[Count, Field(ge=1, le=100)] | None,
            "confidence_percent": Annotated[Count, Field(ge=1, le=99)] | None,
            "minimum": _Cases | None,
            "maximum": _Cases | None,
        },
        Seed: {"commitment": Digest},
        EarlierSeed: {"commitment": Digest, "certificate_sha256": Digest | None},
        Sample: {"types": Annotated[tuple[TypeSample, ...], Field(min_length=1)]},
        BalanceRow: {"attributes": _Pair, "values": _Pair},
        LeftOut: {"detail": str},
        SteeringFacts: {
            "lists_replaced": tuple[ReplacedList, ...],
            "agreements": tuple[Agreement, ...],
            "site_date_moves": tuple[MovedDate, ...],
            "left_off_lists": tuple[LeftOffList, ...],
        },
        MovedDate: {"reason": str},
        LeftOffList: {"cases": Annotated[Count, Field(ge=1)]},
        ReplacedList: {"sha256": Digest, "reason": str},
    }
)


class CertificateShape(Shape):
    """The certificate of one draw. With it and the case list anybody can draw the same sample again.

    It has the fields of the rules' Certificate in their order, after the version of the file.
    """

    certificate_version: Literal[1, 2, 3]
    rule: Words
    drawn_for: Annotated[DrawnFor, _PART]
    settings: Annotated[SamplingSettings, _PART]
    list_sha256: Digest
    seed: Annotated[Seed, _PART]
    earlier: Annotated[tuple[EarlierSeed, ...], _PART]
    exclusions: dict[str, Words]
    sample: Annotated[Sample, _PART]
    steering: Annotated[Steering | None, _PART] = None

    @model_validator(mode="after")
    def _tells_of_steering_from_version_2(self) -> "CertificateShape":
        if self.certificate_version < 3 and (self.steering is None) != (self.certificate_version == 1):
            raise ValueError("'steering' in a certificate of version 2, and none in one of version 1")
        return self

    @model_validator(mode="after")
    def _sizes_each_type_from_version_3(self) -> "CertificateShape":
        if sizes_each_type(self.settings.size) != (self.certificate_version == 3):
            raise ValueError("a type's own size, in 'settings', in a certificate of version 3 and in no other")
        return self


def sizes_each_type(size: SampleSettings) -> bool:
    """Whether a setting is used that certificates before version 3 do not have."""
    own = ((window.confidence_percent, window.minimum, window.maximum) for window in size.windows)
    return size.sizing is not Sizing.FIRST_TYPE or any(value is not None for values in own for value in values)


def shape_of(certificate: Certificate) -> CertificateShape:
    """Return a certificate as it is in a file."""
    older = 1 if certificate.steering is None else 2
    number = 3 if sizes_each_type(certificate.settings.size) else older
    return CertificateShape.model_validate({"certificate_version": number, **asdict(certificate)})


def certificate_text(certificate: CertificateShape) -> str:
    """Return a certificate as the text of its file: the same certificate, the same bytes."""
    # Keys in the order of the classes: an outsider compares certificates by their hash, so by their bytes.
    unsaid = _unsaid(certificate)
    return json.dumps(certificate.model_dump(mode="json", exclude=unsaid), ensure_ascii=False, indent=1) + "\n"


def _unsaid(certificate: CertificateShape) -> IncEx:
    """What a certificate does not say: older ones were written before it could be said, and keep their bytes."""
    unsaid: dict[str, Any] = {}
    if certificate.steering is None:
        unsaid["steering"] = True
    elif not certificate.steering.facts.left_off_lists:
        unsaid["steering"] = {"facts": {"left_off_lists"}}
    if certificate.certificate_version < 3:
        windows = {"__all__": {"confidence_percent", "minimum", "maximum"}}
        unsaid["settings"] = {"size": {"sizing": True, "windows": windows}}
    return unsaid


def certificate_sha256(certificate: CertificateShape) -> str:
    """The hash of a certificate's file: what both sides, the report and a replay name it by."""
    return sha256(certificate_text(certificate).encode()).hexdigest()


def read_certificate(path: Path) -> CertificateShape:
    """Read a certificate. Raises UnusableFileError with every problem at once."""
    source = read_source(path)
    _check_is_certificate(source)
    return validate(CertificateShape, source)


def certificate_of(shape: CertificateShape) -> Certificate:
    """Return what the rules replay."""
    return Certificate(**{field.name: getattr(shape, field.name) for field in fields(Certificate)})


def _check_is_certificate(source: Source) -> None:
    """Say first, and alone, that a file is no certificate: the rest would only confuse."""
    if not isinstance(source.value, dict) or "certificate_version" not in source.value:
        fix = "Is this the right file? The certificate comes first, then the list."
        problem = with_lines(source).problem(("certificate_version",), "no 'certificate_version'", "a certificate", fix)
        raise UnusableFileError([problem])
