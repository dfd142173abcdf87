"""What may be recorded."""

import pytest

from tests.factories.loaded import HARBOUR
from trigpoint.rules.answers import Case, Tally


@pytest.mark.parametrize(
    ("yes", "relevant", "not_evidenced"),
    [(6, 5, None), (-1, 5, None), (0, -1, None), (3, 5, 3), (3, 5, -1)],
)
def test_a_count_that_cannot_be_is_refused(yes: int, relevant: int, not_evidenced: int | None) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        Tally(yes, relevant, not_evidenced)


def test_all_that_are_not_yes_may_be_not_evidenced() -> None:
    assert Tally(3, 5, 2).not_yes == 2


@pytest.mark.parametrize(("tugs", "relevant"), [("none", False), ("one", True), ("several", True)])
def test_a_case_is_relevant_where_its_fact_has_one_of_the_named_values(tugs: str, *, relevant: bool) -> None:
    case = Case("A", "passage", {"tugs": tugs}, {})
    assert case.relevant_to(HARBOUR.key_question("3.3.2")) is relevant


def test_a_case_is_relevant_to_a_question_without_conditions_whatever_its_facts() -> None:
    assert Case("A", "passage", {}, {}).relevant_to(HARBOUR.key_question("3.3.1"))


def test_relevance_without_the_fact_is_an_error_and_no_guess() -> None:
    with pytest.raises(KeyError, match="tugs"):
        Case("A", "passage", {}, {}).relevant_to(HARBOUR.key_question("3.3.2"))
