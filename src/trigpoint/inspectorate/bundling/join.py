"""Pieces → a Bundle: a pure join. Nothing is read from the database here, and nothing is decided twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from trigpoint.bundle.model import Bundle
from trigpoint.bundle.provenance import PartFromFile
from trigpoint.inspectorate.assessment.piece import AssessmentPiece
from trigpoint.inspectorate.parts.names import Document, PartName, Values, join_document
from trigpoint.inspectorate.programme.piece import ProgrammePiece
from trigpoint.inspectorate.sampling.piece import SamplePiece


def joined_bundle(
    programme: ProgrammePiece,
    values: Values,
    sample: SamplePiece | None,
    assessment: AssessmentPiece,
    brought: Iterable[PartFromFile] = (),
) -> Bundle:
    """Return the Bundle that the pieces come to. A sample that was drawn here goes before one from a file.

    Of a live inspection only a draw that was made here gives a certificate, whatever its parts hold. `brought` is what
    came in by file.
    """
    # JSON is joined and validated once, so that a Bundle from rows passes the same door as one from a file.
    document = join_document(_head(programme), values)
    # Whatever a file said of the sample before is not lost: it stays in its part, and the draw goes before it.
    if sample is not None:
        document["sample"] = [record.model_dump(mode="json", exclude_defaults=True) for record in sample.sample]
        document["certificate"] = sample.certificate.model_dump(mode="json")
        document["cases"] = list(_cases(sample, values.get(PartName.CASES, [])))
    elif not programme.loaded_as_published:
        # Older installations let one in by file: a draw that was made at home must not be shown as ours.
        document.pop("certificate", None)
    # After the draw, as interviews are counted by case type whichever way the sample came in.
    if "sample" in document:
        document["sample"] = list(_with_interviews(document["sample"], assessment.interviews))
    by_file = [part.model_dump(mode="json") for part in brought]
    if by_file:
        document["brought_by_file"] = by_file
    return Bundle.model_validate(document)


def _head(programme: ProgrammePiece) -> Document:
    """The names of the register now; a copy among the parts goes before them."""
    published = {"published": programme.published} if programme.published else {}
    return {
        "bundle_version": 1,
        "inspection": {
            "reference": programme.reference,
            "title": programme.title,
            "service": {"name": programme.service, "short_name": programme.service_short_name},
            "inspectorate": programme.inspectorate,
            **published,
        },
        "framework": {"id": programme.framework, "digest": programme.framework_digest},
    }


def _cases(sample: SamplePiece, recorded: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The cases of the sample in its order: as recorded, or as the list tells of them while nothing is recorded."""
    by_case = {(case["reference"], case["case_type"]): case for case in recorded}
    for case in sample.cases:
        yield by_case.get((case.reference, case.case_type), sample.documents[case.reference])


def _with_interviews(
    records: Sequence[Mapping[str, Any]], interviews: Mapping[str, int]
) -> Iterator[Mapping[str, Any]]:
    for record in records:
        number = interviews.get(record["case_type"])
        yield dict(record) if number is None else {**record, "interviews": number}
