"""Answers that are recorded of cases which may leave the sample: nobody lets them go without saying so."""

from collections.abc import Collection

from trigpoint.english import count_of
from trigpoint.inspectorate.contents.queries import held
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.people.access import refuse_unless

MOST_NAMED = 10


def answered(inspection: Inspection) -> dict[str, int]:
    """Case → how many answers are recorded of it, for every case that has any, in the order of the cases."""
    contents = held(inspection)
    return {one.reference: len(one.answers) for one in contents.bundle.cases if one.answers} if contents else {}


def check_draw_may_leave_out(inspection: Inspection, may_leave: Collection[str]) -> None:
    """Before the draw its maker names every case with answers: which of them leave is known only after it."""
    unnamed = [case for case in answered(inspection) if case not in may_leave]
    more = f" and {len(unnamed) - MOST_NAMED} more" if len(unnamed) > MOST_NAMED else ""
    refuse_unless(
        not unnamed,
        f"Answers are recorded of cases that the draw may leave out: {', '.join(unnamed[:MOST_NAMED])}{more}. Open the "
        "page of the draw again, and say that they may leave.",
    )


def check_leaves_with(case: str, there: int, confirmed: int) -> None:
    """Whoever takes a case out has been told how many answers it has."""
    refuse_unless(
        there in {0, confirmed},
        f"The case {case} has {count_of(there, 'answer')} by now. Say that you take it out all the same.",
    )
