"""What stays recorded of cases when the sample is drawn, and which of their facts follow the new list."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.draws import CertifiedDraw, cases_drawn_from
from trigpoint.inspectorate.sampling.piece import CaseDocument, sample_piece
from trigpoint.sameness import reference_key


@dataclass(frozen=True, slots=True)
class ListedCases:
    """What the list of a draw tells: reference → child of every case, and → the case for those of the sample."""

    children: Mapping[str, str]
    cases: Mapping[str, CaseDocument]


def listed_by(inspection: Inspection, draw: CertifiedDraw | None) -> ListedCases:
    """Return what the list of a draw tells; nothing before the first. Raises AlteredError for an altered list."""
    if draw is None:
        return ListedCases({}, {})
    # A supplier's system may write a reference in capitals today and in small letters tomorrow.
    drawn = cases_drawn_from(draw.draw, draw.certificate)
    children = {reference_key(case.reference): reference_key(case.child) for case in drawn}
    documents = sample_piece(inspection, draw).documents
    return ListedCases(children, {reference_key(reference): case for reference, case in documents.items()})


def still_recorded(recorded: Iterable[CaseDocument], before: ListedCases, now: ListedCases) -> Iterator[CaseDocument]:
    """The cases of the new sample of which more is recorded than the list tells.

    A case of another type, or of another child, that has the reference now is another case: nothing passes to it.
    """
    for case in recorded:
        reference = reference_key(case["reference"])
        listed = now.cases.get(reference)
        if listed is None or listed["case_type"] != case["case_type"]:
            continue
        if before.children.get(reference, now.children[reference]) == now.children[reference]:
            followed = _following(case, before.cases.get(reference, {}), listed)
            if followed != listed:
                yield followed


def _following(case: CaseDocument, before: CaseDocument, listed: CaseDocument) -> CaseDocument:
    """The case with the facts of the new list, but for those of which somebody has recorded otherwise than the list."""
    told = before.get("facts", {})
    own = {fact: value for fact, value in case.get("facts", {}).items() if told.get(fact) != value}
    facts = {**listed.get("facts", {}), **own}
    rest = {key: value for key, value in case.items() if key != "facts"} | {"reference": listed["reference"]}
    return {**rest, "facts": facts} if facts else rest
