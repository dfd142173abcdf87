"""What a list that was uploaded holds, and what its columns and words mean."""

import json
from hashlib import sha256
from uuid import UUID

from trigpoint.case_lists.checking import check_list
from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.case_lists.remarks import CheckedList
from trigpoint.inspectorate.sampling.models import CaseList
from trigpoint.inspectorate.sampling.queries import windows_of
from trigpoint.record.alterations import AlteredError
from trigpoint.tables.mapping import ColumnPlan, from_json, suggest_plan
from trigpoint.tables.table import FileKind, Row, Table

State = CaseList.State


def table_of(case_list: CaseList) -> Table:
    """The list as it was uploaded."""
    stored = case_list.table
    rows = tuple(Row(line, tuple(cells)) for line, cells in stored["rows"])
    where = stored.get("line", 1), stored.get("sheet", "")
    return Table(tuple(stored["headings"]), rows, FileKind(stored["kind"]), *where, tuple(stored.get("left_out", ())))


def table_json(table: Table) -> dict[str, object]:
    """Return a table as it is stored."""
    rows = [[row.line, list(row.cells)] for row in table.rows]
    return {
        "headings": list(table.headings),
        "rows": rows,
        "kind": table.kind.value,
        "line": table.line,
        "sheet": table.sheet,
        "left_out": list(table.left_out),
    }


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


def first_plan(table: Table, layout: CaseListLayout, *, service: UUID, supplier: str, case_type: str) -> ColumnPlan:
    """What a new list's columns and words probably mean: as in the last list of the service from the same supplier.

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
    return suggest_plan(table, layout, ColumnPlan(headings, _meanings(plan_of(own), layout, case_type) if own else {}))


def _meanings(plan: ColumnPlan, layout: CaseListLayout, case_type: str) -> dict[str, dict[str, str]]:
    """What words were said to mean, as far as cases of a type may have the values."""
    meanings = {}
    for attribute in layout.attribute_layouts:
        allowed = {value.id for value in layout.values_of(attribute.id, case_type)}
        words = plan.values.get(attribute.id, {})
        # The list before may have been of another framework, whose values this one does not know.
        meanings[attribute.id] = {word: value for word, value in words.items() if value in allowed}
    return meanings


def checked_list(case_list: CaseList, layout: CaseListLayout) -> CheckedList:
    """A list checked against its layout, row by row."""
    window = windows_of(case_list.inspection).get(case_list.case_type)
    return check_list(
        table_of(case_list),
        plan_of(case_list),
        layout,
        case_type=case_list.case_type,
        drawn_up=case_list.drawn_up,
        window=window,
    )
