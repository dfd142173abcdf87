"""Of which case type a list is, as its own words tell."""

from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.sameness import code_key
from trigpoint.tables.mapping import ColumnPlan, cells_of
from trigpoint.tables.table import Table


def case_types_of(table: Table, plan: ColumnPlan, layout: CaseListLayout) -> frozenset[str]:
    """Return the case types of all values in the list that belong to one type: one of them tells what list it is."""
    case_types: set[str] = set()
    for attribute in layout.attribute_layouts:
        types = {value.id: value.case_type for value in attribute.values}
        meanings = plan.meanings(attribute.id)
        words = {code_key(cell) for cell in set(cells_of(table, plan.headings.get(attribute.id)))}
        case_types |= {case_type for word in words if (case_type := types.get(meanings.get(word, "")))}
    return frozenset(case_types)
