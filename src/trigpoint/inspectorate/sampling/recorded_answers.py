"""Answers about cases that may leave the sample: nobody lets them go without saying so, and none is lost."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from trigpoint.english import count_of
from trigpoint.inspectorate.parts.actions import Provenance, write_parts
from trigpoint.inspectorate.parts.models import Part
from trigpoint.inspectorate.parts.names import PartName
from trigpoint.inspectorate.parts.queries import PartsPiece, parts_piece
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.piece import CaseDocument, case_references
from trigpoint.people.access import refuse_unless
from trigpoint.people.standing import Standing

MOST_NAMED = 10


def answers_by_case(inspection: Inspection) -> dict[str, int]:
    """Case → how many answers are recorded of it, for every case that has any, in the order of the cases."""
    cases = parts_piece(inspection).values.get(PartName.CASES, [])
    answers = {case["reference"]: len(case.get("answers", {})) for case in cases}
    return {case: answers[case] for case in case_references(inspection) if answers.get(case)}


def check_draw_may_leave_out(answers: Mapping[str, int], may_leave: Collection[str]) -> None:
    """Before the draw its maker names every case with answers: which of them leave is known only after it."""
    # All of them are named beforehand, or else a draw could be repeated until the right answers leave.
    unnamed = [case for case in answers if case not in may_leave]
    more = f" and {len(unnamed) - MOST_NAMED} more" if len(unnamed) > MOST_NAMED else ""
    refuse_unless(
        not unnamed,
        f"Answers are recorded of cases that the draw may leave out: {', '.join(unnamed[:MOST_NAMED])}{more}. Open the "
        "page of the draw again, and say that they may leave.",
    )


def check_leaves_with(case: str, answers: int, confirmed: int) -> None:
    """Whoever takes a case out has been told how many answers it has."""
    refuse_unless(
        # The number and not a tick: whoever saw three answers has not agreed to let thirty go.
        answers in {0, confirmed},
        f"The case {case} has {count_of(answers, 'answer')} now. Say that you take it out all the same.",
    )


def write_recorded_cases(
    inspection: Inspection, parts: PartsPiece, cases: Sequence[CaseDocument], change: UUID, reason: str, by: Standing
) -> None:
    """Leave what is recorded of all other cases in the version before, as part of a draw or of a case's leaving.

    Answers never come back by themselves: a later list may have another child under the same reference.
    """
    if list(cases) != parts.values.get(PartName.CASES, []):
        write_parts(
            inspection=inspection,
            values={PartName.CASES: list(cases)},
            seen=parts.numbers,
            provenance=Provenance(Part.Origin.DRAW, change, reason),
            by=by,
        )
