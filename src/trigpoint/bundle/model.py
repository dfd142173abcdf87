"""A Bundle: one inspection as a plain, validated, versioned document.

It is the only thing that the rules, the report and the open data read. It may start at any of three levels, standard
by standard: cases with their answers, tallies as a published report prints them, or no more than a printed rating.
Texts name figures by reference (see `references`), so that no number in them is typed.

This module says what a Bundle looks like; whether its ids, facts and ratings are those of its framework is asked in
`conformance`.
"""

from typing import Annotated, Literal

from pydantic import Field

from trigpoint.bundle.cases import CaseRecord, TallyRecord
from trigpoint.bundle.certificate import CertificateShape
from trigpoint.bundle.context import ContextGroup, EvidenceGathered, SampleRecord
from trigpoint.bundle.findings import Findings, Recommendation, Texts
from trigpoint.bundle.imprint import Imprint
from trigpoint.bundle.provenance import PartFromFile
from trigpoint.bundle.shape import Count, Shape, Words


class Service(Shape):
    """The inspected service."""

    name: Words
    short_name: Words


class Inspection(Shape):
    """Which inspection this is. `fieldwork` and `published` are as printed, for example 'February 2021'."""

    reference: Annotated[Words, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: Words
    service: Service
    inspectorate: Words
    fieldwork: Words | None = None
    published: Words | None = None
    source: Words | None = Field(default=None, description="Where a published inspection was taken from.")
    licence: Words | None = None


class FrameworkPin(Shape):
    """The framework that the inspection is pinned to for life. Another digest is another framework."""

    id: Words
    digest: Annotated[Words, Field(pattern="^[0-9a-f]{64}$")]


class JudgementRecord(Shape):
    """The judgement on a judged standard; without a rating, the reason says why it was not rated."""

    rating: Words | None = None
    reason: Words


class PanelDecision(Shape):
    """What the ratings panel decided: discretion used, or considered and not used, with the reason."""

    outcome: Literal["used", "considered and not used"]
    from_rating: Words = Field(alias="from", description="The rules' result that the panel saw.")
    to_rating: Words | None = Field(default=None, alias="to", description="Only where discretion was used.")
    reason: Words


class Printed(Shape):
    """What a publication itself prints: checked against our result, and taken where nothing more is known."""

    ratings: dict[str, Words] = Field(default_factory=dict)
    score: Count | None = None
    overall: Words | None = None


class Bundle(Shape):
    """One inspection. Mappings are by the framework's ids: standard, key question or prompt."""

    bundle_version: Literal[1]
    notice: Words | None = Field(default=None, description="Shown first in everything made from this Bundle.")
    inspection: Inspection
    framework: FrameworkPin
    context: tuple[ContextGroup, ...] = ()
    sample: tuple[SampleRecord, ...] = ()
    certificate: CertificateShape | None = Field(
        default=None, description="The certificate of the draw, with which anybody can draw the sample again."
    )
    evidence: tuple[EvidenceGathered, ...] = ()
    cases: tuple[CaseRecord, ...] = ()
    tallies: dict[str, TallyRecord] = Field(default_factory=dict)
    judgements: dict[str, JudgementRecord] = Field(default_factory=dict)
    panel_decisions: dict[str, PanelDecision] = Field(default_factory=dict)
    printed: Printed = Printed()
    texts: Texts = Texts()
    findings: Findings = Findings()
    recommendations: tuple[Recommendation, ...] = ()
    imprint: Imprint = Imprint()
    brought_by_file: tuple[PartFromFile, ...] = Field(
        default=(), description="Written by Trigpoint: parts of a live inspection that came in by file. Never read in."
    )
