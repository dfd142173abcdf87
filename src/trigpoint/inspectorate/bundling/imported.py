"""A file's Bundle taken apart into what each activity keeps: the way back from `join`.

Which inspection a file belongs to is said by its reference and framework. Names are the register's and the programme's
own; a file that spells them otherwise changes nothing there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from trigpoint.bundle.files import document_of
from trigpoint.bundle.model import Bundle
from trigpoint.inspectorate.parts.names import PartName, split_document
from trigpoint.inspectorate.sampling.piece import SamplePiece


@dataclass(frozen=True, slots=True)
class ImportedPieces:
    """What a file brings: a value for each part (None for nothing), and interviews by case type."""

    parts: Mapping[PartName, Any]
    interviews: Mapping[str, int]


def imported(bundle: Bundle, sample: SamplePiece | None) -> ImportedPieces:
    """Take a Bundle apart. `sample` is the one that was drawn here: what it says is not taken from a file."""
    values: dict[PartName, Any] = {**dict.fromkeys(PartName), **split_document(document_of(bundle))}
    records = (values[PartName.SAMPLE] or {}).get("sample", [])
    interviews = {record["case_type"]: record["interviews"] for record in records if "interviews" in record}
    if sample is not None:
        # The draw has it, and the check before has found the file's to be the same.
        del values[PartName.SAMPLE]
        values[PartName.CASES] = list(recorded_cases(values[PartName.CASES] or [], sample))
    elif records:
        # Interviews are counted by case assessment from here on: in two rows they could come to differ.
        bare = [{key: value for key, value in record.items() if key != "interviews"} for record in records]
        values[PartName.SAMPLE] = {**values[PartName.SAMPLE], "sample": bare}
    return ImportedPieces(values, interviews)


def recorded_cases(cases: list[Mapping[str, Any]], sample: SamplePiece) -> Iterator[Mapping[str, Any]]:
    """The cases of which a file says more than their list does: of the others a corrected list may say otherwise."""
    return (case for case in cases if case != sample.documents.get(case["reference"]))
