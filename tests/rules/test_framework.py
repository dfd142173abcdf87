"""A framework as values: what is found in it, and in which order."""

import pytest

from tests.factories.loaded import HARBOUR, YOUTH


def test_the_highest_score_is_the_best_rating_for_each_standard_that_counts() -> None:
    # Youth: 12 standards, 3 at most each. Harbour: 13 standards, of which 12 count, 5 at most each.
    assert (YOUTH.highest_score, HARBOUR.highest_score) == (12 * 3, 12 * 5)


def test_standards_come_in_printed_order() -> None:
    ids = "1.1 1.2 2.1 2.2 2.3 3.1 3.2 3.3 4.1 4.3 5.1 5.2 6.1"
    assert [one.id for one in HARBOUR.standards] == ids.split()


def test_questions_about_cases_come_in_printed_order_each_before_its_prompts() -> None:
    ids = (
        "2.1.1 2.1.1.1 2.1.1.2 2.1.2 2.2.1 2.2.1.1 2.3.1 3.1.1 3.1.1.1 3.1.2 3.2.1 3.3.1 3.3.2 3.3.2.1 "
        "4.1.1 4.3.1 4.3.2 6.1.1 6.1.1.1"
    )
    assert [one.id for one in HARBOUR.questions()] == ids.split()


def test_everything_is_found_by_its_id() -> None:
    assert YOUTH.standard("3.4").name == "Joint working"
    assert YOUTH.key_question("2.1.2").label == "safety of the child"
    assert HARBOUR.case_type("passage").name == "piloted passages"
    assert HARBOUR.method.rating("Sound").score == 3


def test_what_is_not_there_is_an_error() -> None:
    for look_up in (YOUTH.standard, YOUTH.key_question, YOUTH.case_type, YOUTH.method.rating):
        with pytest.raises(KeyError, match="nothing such"):
            look_up("nothing such")


def test_a_fact_is_asked_of_every_case_or_of_one_type_only() -> None:
    facts = {fact.id: fact for fact in YOUTH.facts}
    asked = {
        one: [case_type.id for case_type in YOUTH.case_types if facts[one].asked_of(case_type.id)]
        for one in ("disposal", "changes_desistance")
    }
    assert asked == {"disposal": ["court", "out_of_court"], "changes_desistance": ["court"]}
