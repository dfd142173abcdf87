"""Their headings and words are found, asked for where unknown, and remembered."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_lists.lists import GOOD, HEADINGS, LAYOUT, row, table
from trigpoint.case_lists.remarks import REMARKS
from trigpoint.tables.mapping import (
    ColumnPlan,
    GivenWord,
    from_json,
    given_words,
    suggest_plan,
    unknown_words,
    unmapped_columns,
    without_other_columns,
)

OWN = ("Fall", "Child ID", "Disposal Date", "Age", "Gender", "Outcome", "ROSH", "SAWB")
REMEMBERED = ColumnPlan({"reference": "fall ", "sex": "Gone"}, {"disposal": {"Ref Ord": "referral_order"}})


def test_usual_headings_and_words_are_known_whatever_their_capitals_and_spaces() -> None:
    plan = suggest_plan(table(row(sex=" m", disposal="y r o")), LAYOUT)
    assert list(plan.headings.values()) == list(HEADINGS)
    assert plan.values == {
        "sex": {"m": "male"},
        "disposal": {"y r o": "youth_rehabilitation_order"},
        "risk_of_serious_harm": {"Low": "low"},
        "safety_and_wellbeing": {"High": "high"},
    }
    assert unmapped_columns(plan, LAYOUT) == ()


def test_the_templates_own_headings_are_known() -> None:
    labels = [column.label for column in LAYOUT.columns]
    assert list(suggest_plan(table(GOOD, headings=labels), LAYOUT).headings.values()) == labels


def test_what_is_not_known_is_asked_for() -> None:
    sent = table(row(disposal="Ref Ord"), row(reference="C2", disposal="ref ord"), row(sex=""), headings=OWN)
    plan = suggest_plan(sent, LAYOUT)
    assert [column.id for column in unmapped_columns(plan, LAYOUT)] == ["reference"]
    assert unknown_words(sent, plan, LAYOUT) == (GivenWord("disposal", "Ref Ord", 2, ""),)


def test_what_was_remembered_comes_first_and_is_kept() -> None:
    sent = table(row(disposal="REF ORD"), headings=OWN)
    plan = suggest_plan(sent, LAYOUT, REMEMBERED)
    assert plan.headings["reference"] == "Fall"
    assert plan.headings["sex"] == "Gender"
    assert plan.values["disposal"] == {"Ref Ord": "referral_order"}
    assert unknown_words(sent, plan, LAYOUT) == ()
    # The next list does not have the word, and it is still remembered.
    assert suggest_plan(table(GOOD), LAYOUT, plan).values["disposal"] == {
        "Ref Ord": "referral_order",
        "YRO": "youth_rehabilitation_order",
    }


def test_our_own_heading_wins_over_what_was_remembered() -> None:
    sent = table((*GOOD, "2026-09-01"), headings=(*HEADINGS[:2], "Date of disposal", *HEADINGS[3:], "Review date"))
    plan = suggest_plan(sent, LAYOUT, ColumnPlan({"disposed": "Review date"}))
    assert plan.headings["disposed"] == "Date of disposal"


def test_what_was_remembered_wins_over_our_other_words_for_a_heading() -> None:
    sent = table((*GOOD, "16"), headings=(*HEADINGS, "Years"))
    assert suggest_plan(sent, LAYOUT, ColumnPlan({"age": "Years"})).headings["age"] == "Years"


def test_one_heading_is_suggested_for_one_column() -> None:
    remembered = ColumnPlan({"risk_of_serious_harm": "SAWB", "safety_and_wellbeing": "SAWB", "sex": "Outcome"})
    headings = suggest_plan(table(GOOD), LAYOUT, remembered).headings
    assert headings["risk_of_serious_harm"] == "SAWB"
    assert "safety_and_wellbeing" not in headings
    assert (headings["sex"], headings.get("disposal")) == ("Outcome", None)


def test_words_that_are_not_ours_are_given_with_what_they_mean_those_without_a_meaning_first() -> None:
    sent = table(row(disposal="Ref Ord"), row(reference="C2", disposal="ref ord"), row(sex="?"))
    plan = suggest_plan(sent, LAYOUT, REMEMBERED)
    assert given_words(sent, plan, LAYOUT) == (
        GivenWord("sex", "?", 1, ""),
        GivenWord("disposal", "Ref Ord", 2, "referral_order"),
    )


def test_a_word_of_ours_that_was_given_another_meaning_is_among_them() -> None:
    plan = suggest_plan(table(GOOD), LAYOUT, ColumnPlan({}, {"sex": {"M": "female"}}))
    assert given_words(table(GOOD), plan, LAYOUT) == (GivenWord("sex", "M", 1, "female"),)


def test_columns_that_are_not_asked_for_are_left_out_and_named() -> None:
    sent = table((*GOOD, "Ann", "x"), headings=(*HEADINGS, "Name of child", "Name of child"))
    plan = suggest_plan(sent, LAYOUT)
    narrowed = without_other_columns(sent, plan, LAYOUT)
    assert (narrowed.headings, narrowed.rows[0].cells, narrowed.left_out) == (HEADINGS, GOOD, ("Name of child",))
    assert without_other_columns(narrowed, plan, LAYOUT) == narrowed


def test_remarks_of_an_annotated_copy_are_left_out_without_a_word() -> None:
    sent = table(("", "", *GOOD), headings=("To correct", "Notes", *HEADINGS))
    narrowed = without_other_columns(sent, suggest_plan(sent, LAYOUT), LAYOUT, REMARKS)
    assert (narrowed.headings, narrowed.left_out) == (HEADINGS, ())


def test_a_heading_that_stands_twice_is_kept_twice() -> None:
    sent = table((*GOOD, "16"), headings=(*HEADINGS, "AGE "))
    assert without_other_columns(sent, suggest_plan(sent, LAYOUT), LAYOUT).headings == (*HEADINGS, "AGE ")


def test_a_remembered_word_overrules_ours_and_goes_when_its_value_is_gone() -> None:
    remembered = ColumnPlan({}, {"sex": {"M": "female", "W": "woman"}})
    assert suggest_plan(table(GOOD), LAYOUT, remembered).values["sex"] == {"M": "female"}


def test_a_plan_goes_through_json_and_back() -> None:
    plan = suggest_plan(table(GOOD), LAYOUT, REMEMBERED)
    assert from_json(json.loads(json.dumps(plan.to_json()))) == plan


@pytest.mark.parametrize(
    ("stored", "plan"),
    [
        (None, ColumnPlan()),
        ([1], ColumnPlan()),
        ({"headings": {"age": 3, "sex": "Gender", "child": ""}, "values": [1]}, ColumnPlan({"sex": "Gender"})),
        ({"values": {"sex": {"M": "male", "F": None}, "disposal": "x"}}, ColumnPlan({}, {"sex": {"M": "male"}, "disposal": {}})),
        ({"headings": {"sex": "x" * 501}}, ColumnPlan()),
    ],
)  # fmt: skip
def test_rubbish_is_left_out_of_a_plan(stored: Any, plan: ColumnPlan) -> None:
    assert from_json(stored) == plan


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["headings", "values", "sex"]), inner),
    max_leaves=10,
)


@given(JSON)
def test_any_json_is_some_plan(stored: Any) -> None:
    plan = from_json(stored)
    assert from_json(plan.to_json()) == plan
