"""What a list that was uploaded holds, and what its columns and words mean, by what the service has answered so far."""

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID

from trigpoint.case_lists.answers import NO_ANSWERS
from trigpoint.case_lists.as_read import ListAsRead, as_read
from trigpoint.case_lists.checking import check_list
from trigpoint.case_lists.frozen import frozen_sha256, frozen_text
from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.case_lists.questions import DATES, Question
from trigpoint.case_lists.reading import ListRead, read_list
from trigpoint.case_lists.remarks import CheckedList
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.between_lists import beside_others
from trigpoint.inspectorate.sampling.models import CaseList
from trigpoint.inspectorate.sampling.queries import windows_of
from trigpoint.inspectorate.sampling.upload_answers import UploadAnswers, answers_of
from trigpoint.record.alterations import AlteredError
from trigpoint.record.chain import canonical
from trigpoint.tables.lines import Visibility
from trigpoint.tables.mapping import NONE_OF_THESE, ColumnPlan, from_json, index_of
from trigpoint.tables.sheets_read import SheetRead, SheetsRead
from trigpoint.tables.stored import sheets_from_json, table_from_json
from trigpoint.tables.table import Table

State = CaseList.State


def table_of(case_list: CaseList) -> Table:
    """The rows that were taken of a list when it was sent. Raises ValueError for one that was not."""
    if "sheets" in case_list.table:
        raise ValueError(f"The list {case_list.pk} was not sent: ask how it is read.")
    return table_from_json(case_list.table)


def sheets_of(case_list: CaseList) -> SheetsRead:
    """The sheets in which a list was found. Lists of before sheets were kept have one, which is read as it was."""
    if "sheets" in case_list.table:
        return sheets_from_json(case_list.table)
    table = table_of(case_list)
    sheet = SheetRead(table.sheet, Visibility.VISIBLE, is_list=True, number_of_rows=len(table.rows), table=table)
    return SheetsRead(table.kind, (sheet,))


@dataclass(frozen=True, slots=True)
class UploadRead:
    """A list that is being checked: how it is read, what was found in it, and what is to be confirmed."""

    read: ListRead
    questions: tuple[Question, ...]
    checked: CheckedList
    as_read: ListAsRead
    file_sha256: str
    cases_sha256: str

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """The questions without which the list cannot be sent."""
        return tuple(question for question in self.questions if question.is_open)

    @property
    def asked(self) -> frozenset[str]:
        """The ids of the open questions."""
        return frozenset(question.id for question in self.open_questions)

    @property
    def can_be_sent(self) -> bool:
        """Whether nothing is asked and nothing has to be corrected."""
        return self.checked.is_good and not self.open_questions

    @property
    def to_confirm(self) -> dict[str, object]:
        """What the service confirms when it sends the list: the file, what was read of it, and what was answered."""
        return {
            "file_sha256": self.file_sha256,
            "read": self.as_read.to_json(),
            "answers": [[question.text, answer_in_words(question)] for question in self.questions if question.arose],
            "cases_sha256": self.cases_sha256,
        }

    @property
    def sha256(self) -> str:
        """The hash of what is to be confirmed: of any other reading it is another."""
        return sha256(canonical(self.to_confirm)).hexdigest()


def answer_in_words(question: Question) -> str:
    """What was answered to a question, '' while it is open."""
    return ", ".join(choice.label for choice in question.choices if choice.value in question.answer)


def read_upload(case_list: CaseList, layout: CaseListLayout, answers: UploadAnswers | None = None) -> UploadRead:
    """Return how a list is read, by its answers or by others."""
    answers = answers or answers_of(case_list)
    read = read_list(sheets_of(case_list), layout, case_list.case_type, answers.given, answers.starts_from)
    table = answers.with_noughts_again(read.table, _reference_indices(read.table, read.plan, layout))
    beside = beside_others(case_list, layout, table, read.plan, answers.given)
    read = replace(read, table=beside.table)
    checked = _checked(case_list, layout, read.table, read.plan, answers)
    return UploadRead(
        read,
        (*answers.noughts_question, *beside.questions, *read.questions),
        checked,
        as_read(case_list.file_name, read, checked),
        case_list.file_sha256,
        frozen_sha256(frozen_text(checked.cases, layout.attributes)),
    )


def checked_list(case_list: CaseList, layout: CaseListLayout) -> CheckedList:
    """A list that was sent, checked against its layout row by row. Raises ValueError for one that was not."""
    return _checked(case_list, layout, table_of(case_list), plan_of(case_list), answers_of(case_list))


def _checked(
    case_list: CaseList, layout: CaseListLayout, table: Table, plan: ColumnPlan, answers: UploadAnswers
) -> CheckedList:
    return check_list(
        table,
        plan,
        layout,
        case_type=case_list.case_type,
        drawn_up=case_list.drawn_up,
        window=windows_of(case_list.inspection).get(case_list.case_type),
        answers=answers.given,
    )


def references_of(case_list: CaseList, layout: CaseListLayout) -> tuple[str, ...]:
    """The references of cases and children on a list, as far as its columns are known."""
    if case_list.state == State.CHECKING:
        read = read_upload(case_list, layout).read
        return references_in(read.table, read.plan, layout)
    return references_in(table_of(case_list), plan_of(case_list), layout)


def references_in(table: Table, plan: ColumnPlan, layout: CaseListLayout) -> tuple[str, ...]:
    """The references of cases and children in the rows of a table, row by row."""
    indices = [index for index in _reference_indices(table, plan, layout) if index is not None]
    cells = (row.cells[index].strip() for row in table.rows for index in indices)
    return tuple(cell for cell in cells if cell)


def _reference_indices(table: Table, plan: ColumnPlan, layout: CaseListLayout) -> list[int | None]:
    return [index_of(table, plan.headings.get(column.id)) for column in (layout.reference, layout.child)]


def plan_of(case_list: CaseList) -> ColumnPlan:
    """What the columns and words of a list were said to mean. Raises AlteredError where that was altered."""
    plan = from_json(case_list.plan)
    # Lists of the first days have no such hash: there is nothing to check them against.
    if case_list.plan_sha256 and case_list.plan_sha256 != plan_sha256(plan):
        raise AlteredError("What the columns and words of a case list mean")
    return plan


def plan_sha256(plan: ColumnPlan) -> str:
    """The hash by which the record names what columns and words mean."""
    return sha256(json.dumps(plan.to_json(), sort_keys=True).encode()).hexdigest()


def remembered_plan(layout: CaseListLayout, *, service: UUID, supplier: str, case_type: str) -> ColumnPlan:
    """What columns and words of a supplier's lists meant in the last list that the service sent from there.

    Headings are those of a product, so those of another service serve where this one has sent no list yet. What words
    mean is each service's own: 'amber' need not be the same risk in the next one.
    """
    sent = CaseList.objects.filter(
        supplier__iexact=supplier, case_type=case_type, state__in=[State.SENT, State.SUPERSEDED]
    ).order_by("-sent_at")
    # Sent lists only: what was typed while a list was being checked has been agreed by nobody.
    own = sent.filter(inspection__service=service).first()
    last = own or sent.first()
    headings = plan_of(last).headings if last else {}
    return ColumnPlan(headings, _meanings(plan_of(own), layout, case_type) if own else {})


def starting_answers(
    inspection: Inspection, layout: CaseListLayout, *, supplier: str, case_type: str, mends: CaseList | None
) -> UploadAnswers:
    """What is known of a new list before anything is asked: what was said of the upload that it mends, before all else.

    That is what columns and words mean, and whether day or month comes first. Sheets and rows are those of one file.
    """
    remembered = remembered_plan(layout, service=inspection.service_id, supplier=supplier, case_type=case_type)
    if mends is None or mends.supplier.casefold() != supplier.casefold():
        return UploadAnswers(remembered)
    before = plan_of(mends)
    words = {
        attribute: {**remembered.values.get(attribute, {}), **before.values.get(attribute, {})}
        for attribute in {*remembered.values, *before.values}
    }
    dates = answers_of(mends).given.of(DATES)
    return UploadAnswers(
        ColumnPlan({**remembered.headings, **before.headings}, words), NO_ANSWERS.with_answer(DATES, *dates)
    )


def _meanings(plan: ColumnPlan, layout: CaseListLayout, case_type: str) -> dict[str, dict[str, str]]:
    """What words were said to mean, as far as cases of a type may have the values."""
    meanings = {}
    for attribute in layout.attribute_layouts:
        allowed = {NONE_OF_THESE, *(value.id for value in layout.values_of(attribute.id, case_type))}
        words = plan.values.get(attribute.id, {})
        # The list before may have been of another framework, whose values this one does not know.
        meanings[attribute.id] = {word: value for word, value in words.items() if value in allowed}
    return meanings
