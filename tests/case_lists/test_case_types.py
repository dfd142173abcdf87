"""A list tells by its own words of which case type it is."""

from tests.case_lists.lists import LAYOUT, row, table
from trigpoint.case_lists.case_types import case_types_of
from trigpoint.tables.mapping import suggest_plan


def test_the_disposals_tell_of_which_type_a_list_is() -> None:
    def types(*disposals: str) -> frozenset[str]:
        sent = table(*(row(disposal=disposal) for disposal in disposals))
        return case_types_of(sent, suggest_plan(sent, LAYOUT), LAYOUT)

    assert types("YRO", "DTO", "?") == {"court"}
    assert types("YCC", "CR") == {"out_of_court"}
    assert types("YRO", "CR") == {"court", "out_of_court"}
    assert types("?") == frozenset()
