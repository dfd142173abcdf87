"""References that the lists of two case types write with and without noughts: one child may have a case on each.

The list that comes in second is asked about it, and answers for both; nothing is drawn before it has.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from trigpoint.case_lists.answers import Answers
from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.case_lists.noughts import (
    between_lists_id,
    between_lists_question,
    differ_only_by_noughts,
    written_as_there,
)
from trigpoint.case_lists.questions import Noughts, Question
from trigpoint.case_lists.references import is_reference
from trigpoint.english import list_of, quoted
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.models import CaseList
from trigpoint.inspectorate.sampling.queries import came_in, cases_of, layout_of, lists_for_draw
from trigpoint.inspectorate.sampling.upload_answers import answers_of
from trigpoint.rules.case_list import ListedCase
from trigpoint.sameness import read
from trigpoint.tables.columns import Column
from trigpoint.tables.mapping import ColumnPlan, cells_of
from trigpoint.tables.table import Table


@dataclass(frozen=True, slots=True)
class BesideOthers:
    """A list beside those of other case types that are in: what it is asked about them, and its rows by the answers."""

    questions: tuple[Question, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class AlikeOnTwoLists:
    """A child, or a case, of one list that may be one of another: `here` and `there` are the references.

    `lists` are the case types of the two. `is_settled` once the service has said that they are different; those that it
    said are the same are written alike, and are not here.
    """

    what: str
    here: str
    there: str
    lists: tuple[str, str]
    is_settled: bool

    @property
    def in_words(self) -> str:
        """The two references."""
        return f"{quoted(self.there, 42)} and {quoted(self.here, 42)}"


def beside_others(
    case_list: CaseList, layout: CaseListLayout, table: Table, plan: ColumnPlan, answers: Answers
) -> BesideOthers:
    """Ask about the references of a list that the lists for the same draw write with other noughts at the front."""
    lists = [row for row in lists_for_draw(case_list.inspection).values() if row.case_type != case_list.case_type]
    cases = cases_of(case_list.inspection, lists) if lists else ()
    others = list_of([f"the list of {layout.case_type_name(row.case_type)}" for row in lists])
    questions = []
    for column, what in _columns(layout):
        heading = plan.headings.get(column.id)
        words = (read(cell).text for cell in cells_of(table, heading))
        pairs = differ_only_by_noughts(_references(cases, what), filter(is_reference, words))
        if pairs:
            questions.append(between_lists_question(column, what, pairs, others, answers))
            if answers.of(between_lists_id(column.id)) == (Noughts.SAME,):
                table = written_as_there(table, heading, pairs)
    return BesideOthers(tuple(questions), table)


def alike_on_two_lists(inspection: Inspection) -> tuple[AlikeOnTwoLists, ...]:
    """The references on the lists for the draw to come that may be one, each with what the service has said of them."""
    layout, lists = layout_of(inspection), sorted(lists_for_draw(inspection).values(), key=came_in)
    if layout is None:
        return ()
    cases = {row.case_type: cases_of(inspection, [row]) for row in lists} if len(lists) > 1 else {}
    return tuple(
        alike for first, second in combinations(lists, 2) if cases for alike in _alike(first, second, cases, layout)
    )


def unsettled_on_two_lists(inspection: Inspection) -> tuple[str, ...]:
    """The references of which the service has still to say whether they are the same, in words."""
    return tuple(alike.in_words for alike in alike_on_two_lists(inspection) if not alike.is_settled)


def _alike(
    first: CaseList, second: CaseList, cases: Mapping[str, Sequence[ListedCase]], layout: CaseListLayout
) -> Iterator[AlikeOnTwoLists]:
    for column, what in _columns(layout):
        there, here = (_references(cases[row.case_type], what) for row in (first, second))
        # Whichever came in later was asked about both.
        is_settled = any(
            answers_of(row).given.of(between_lists_id(column.id)) == (Noughts.DIFFERENT,) for row in (first, second)
        )
        for its, own in differ_only_by_noughts(there, here):
            yield AlikeOnTwoLists(what, own, its, (second.case_type, first.case_type), is_settled)


def _columns(layout: CaseListLayout) -> tuple[tuple[Column, str], ...]:
    return (layout.reference, "case"), (layout.child, "child")


def _references(cases: Iterable[ListedCase], what: str) -> tuple[str, ...]:
    return tuple(case.child if what == "child" else case.reference for case in cases)
