"""What an inspection holds, as far as its course depends on it: a summary, cheap to ask for many inspections."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from threading import Lock
from typing import Final
from uuid import UUID

from django.db.models import OuterRef, Subquery

from trigpoint.bundle.missing import missing
from trigpoint.bundle.pinned import FrameworkGoneError
from trigpoint.bundle.rated import RatedBundle
from trigpoint.inspectorate.assessment.models import InterviewCount
from trigpoint.inspectorate.bundling.live import rated
from trigpoint.inspectorate.parts.models import Part
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.models import Draw
from trigpoint.record.alterations import AlteredError
from trigpoint.rules.framework import StandardBasis
from trigpoint.rules.gaps import GapKind

MOST_KEPT: Final = 500
# Of a case something is still to be answered where one of these gaps names it.
_OF_A_CASE: Final = {GapKind.FACT_MISSING, GapKind.ANSWER_MISSING}


@dataclass(frozen=True, slots=True)
class HeldContents:
    """What an inspection holds. `digest` names the exact contents.

    `open_cases` are those of `cases` of which an answer or fact is missing; `missing_in_cases` counts both, in words.
    `unrated` are the standards that cases have not rated, `unjudged` those without a judgement, `unwritten` those
    without a finding, and `undecided` those open to discretion of which the panel has said neither 'used' nor
    'considered and not used'.
    `drawn_for` is the site date of the draw's certificate; `fieldwork` is when it was, as printed.
    """

    digest: str
    has_sample: bool
    cases: tuple[str, ...]
    open_cases: frozenset[str]
    missing_in_cases: str
    has_tallies: bool
    drawn_for: date | None
    unrated: tuple[str, ...]
    unjudged: tuple[str, ...]
    undecided: tuple[str, ...]
    unwritten: tuple[str, ...]
    complete_by_the_rules: bool
    complete: bool
    findings: int
    has_introduction: bool
    recommendations: int
    fieldwork: str
    overall: str


def contents_of(live: RatedBundle | None) -> HeldContents | None:
    """The summary of what an inspection holds; None where it holds nothing."""
    if live is None:
        return None
    bundle, ratings = live.bundle, live.rated
    open_gaps = [gap for gap in ratings.gaps if gap.kind in _OF_A_CASE and gap.case]
    without_result = [
        result.standard for result in ratings.standards if not (result.rules or result.final or result.not_rated)
    ]
    written = {name for name, words in bundle.findings.standards.items() if words.summary or words.key_questions}
    return HeldContents(
        digest=live.digest,
        has_sample=bool(bundle.sample),
        cases=tuple(case.reference for case in bundle.cases),
        open_cases=frozenset(gap.case for gap in open_gaps),
        missing_in_cases=missing(open_gaps).in_cases,
        has_tallies=bool(bundle.tallies),
        drawn_for=bundle.certificate.settings.fieldwork if bundle.certificate else None,
        unrated=tuple(standard.id for standard in without_result if standard.basis is StandardBasis.CASE_BASED),
        unjudged=tuple(standard.id for standard in without_result if standard.basis is StandardBasis.JUDGED),
        undecided=tuple(
            result.standard.id for result in ratings.standards if result.open_to_discretion and result.decision is None
        ),
        unwritten=tuple(
            result.standard.id
            for result in ratings.standards
            if not result.not_rated and result.standard.id not in written
        ),
        complete_by_the_rules=ratings.is_complete_by_the_rules,
        complete=ratings.is_complete,
        findings=len(live.findings),
        has_introduction=bool(bundle.texts.introduction),
        recommendations=len(bundle.recommendations),
        fieldwork=bundle.inspection.fieldwork or "",
        overall=ratings.final.rating.name if ratings.final else "",
    )


Versions = tuple[object, ...]
_summaries: "OrderedDict[tuple[UUID, Versions], HeldContents | None]" = OrderedDict()
_lock = Lock()


class Unreadable(Enum):
    """In the place of a summary, where what an inspection holds is not what was recorded, or its framework is gone."""

    UNREADABLE = "unreadable"


def contents_of_many(inspections: Sequence[Inspection]) -> dict[UUID, HeldContents | Unreadable | None]:
    """Inspection → the summary of what it holds. Asks the database thrice, and for more only of what has changed.

    It is about many inspections, so that one cannot be read is said of that one, and rows that were altered in the
    database under their own digests are found on the inspection's own pages.
    """
    versions = _versions(inspections)
    return {row.pk: _summary_or_fault(row, versions[row.pk]) if row.pk in versions else None for row in inspections}


def _summary_or_fault(inspection: Inspection, versions: Versions) -> HeldContents | Unreadable | None:
    try:
        return _summary(inspection, versions)
    except (AlteredError, FrameworkGoneError):
        return Unreadable.UNREADABLE


def _summary(inspection: Inspection, versions: Versions) -> HeldContents | None:
    key = (inspection.pk, versions)
    with _lock:
        if key in _summaries:
            _summaries.move_to_end(key)
            return _summaries[key]
    summary = contents_of(rated(inspection))
    with _lock:
        _summaries[key] = summary
        while len(_summaries) > MOST_KEPT:
            _summaries.popitem(last=False)
    return summary


def _versions(inspections: Sequence[Inspection]) -> Mapping[UUID, Versions]:
    """Inspection → the versions of all that its Bundle depends on; nothing for one that holds nothing."""
    ids = [row.pk for row in inspections]
    versions: dict[UUID, list[object]] = {}
    of_same_part = Part.objects.filter(inspection=OuterRef("inspection"), name=OuterRef("name")).order_by("-version")
    newest = Part.objects.filter(inspection__in=ids, pk=Subquery(of_same_part.values("pk")[:1]))
    parts = newest.values_list("inspection_id", "name", "digest")
    counts = InterviewCount.objects.filter(inspection__in=ids).values_list("inspection_id", "case_type", "number")
    draws = Draw.objects.filter(inspection__in=ids).values_list("inspection_id", "number", "certificate_sha256")
    for rows in (parts.order_by("name"), draws.order_by("number"), counts.order_by("case_type")):
        for inspection, *rest in rows:
            versions.setdefault(inspection, []).append(tuple(rest))
    heads = {
        row.pk: (row.title, row.service.name, row.service.short_name, row.inspectorate.name) for row in inspections
    }
    return {pk: (*of_parts, heads[pk]) for pk, of_parts in versions.items()}
