"""From key questions to a standard."""

import pytest

from tests.factories.loaded import HARBOUR, YOUTH
from tests.factories.narrowed import yes_of
from tests.factories.recorded import counts
from tests.factories.trafford import printed_tallies
from trigpoint.rules.answers import Tally
from trigpoint.rules.framework import Framework
from trigpoint.rules.key_questions import KeyQuestionResult, key_question_results, lowest_key_questions, rating_of
from trigpoint.rules.tally import tally_printed


def results(framework: Framework, standard_id: str, printed: dict[str, Tally]) -> tuple[KeyQuestionResult, ...]:
    standard = framework.standard(standard_id)
    return key_question_results(standard, tally_printed(standard, printed), framework.method)


def rating(of: tuple[KeyQuestionResult, ...]) -> str | None:
    standard = rating_of(of, YOUTH.method)
    return standard.rating.name if standard else None


@pytest.mark.parametrize(
    ("standard", "shown", "rules"),
    [
        ("2.1", "5/8 3/8 4/8", "Inadequate"),
        ("2.2", "7/8 3/7 3/5", "Inadequate"),
        ("2.3", "8/8 7/7 4/5", "Outstanding"),
        ("2.4", "7/8 7/7 4/5", "Outstanding"),
        ("3.1", "4/6 3/6 3/6", "Requires improvement"),
        ("3.2", "4/6 1/5 2/5", "Inadequate"),
        ("3.3", "5/6 3/5 4/5", "Requires improvement"),
        ("3.4", "4/6 2/4", "Requires improvement"),
    ],
)
def test_each_trafford_standard_has_the_band_of_its_lowest_key_question(standard: str, shown: str, rules: str) -> None:
    of = results(YOUTH, standard, printed_tallies())
    assert " ".join(f"{yes_of(one.tally).yes}/{one.tally.relevant}" for one in of if one.tally) == shown
    assert rating(of) == rules


@pytest.mark.parametrize(
    ("first", "second", "rules"),
    [
        ((4, 4), (3, 4), "Strong"),
        ((4, 4), (2, 4), "Sound"),
        ((1, 4), (4, 4), "Weak"),
        ((41, 55), (4, 4), "Sound"),  # 74.55, rounded down
    ],
)
def test_a_harbour_standard_has_the_band_of_its_lowest_key_question(
    first: tuple[int, int], second: tuple[int, int], rules: str
) -> None:
    assert rating(results(HARBOUR, "2.1", counts(HARBOUR, "2.1", first, second))) == rules


@pytest.mark.parametrize(
    ("pairs", "lowest"),
    [
        (((5, 8), (3, 8), (4, 8)), ["2.1.2"]),
        (((4, 8), (4, 8), (6, 8)), ["2.1.1", "2.1.2"]),
        (((4, 8), (2, 4), (3, 6)), ["2.1.1", "2.1.2", "2.1.3"]),  # one half each, of different samples
        (((5, 8), (20, 31), (8, 8)), ["2.1.1"]),  # 62.5 and 64.5
        (((11, 17), (13, 20), (8, 8)), ["2.1.1"]),  # both 65 when rounded: by the exact share 64.7 is lower than 65
    ],
)
def test_the_lowest_key_question_goes_by_the_exact_share_and_all_that_are_level_count(
    pairs: tuple[tuple[int, int], ...], lowest: list[str]
) -> None:
    of = results(YOUTH, "2.1", counts(YOUTH, "2.1", *pairs))
    assert [one.question.id for one in lowest_key_questions(of)] == lowest


def test_a_key_question_without_relevant_cases_does_not_count() -> None:
    of = results(HARBOUR, "3.3", counts(HARBOUR, "3.3", (3, 4), (0, 0)))
    assert [one.no_relevant_cases for one in of] == [False, True]
    assert [one.question.id for one in lowest_key_questions(of)] == ["3.3.1"]
    assert rating(of) == "Strong"


def test_a_standard_without_any_relevant_case_has_no_rating_and_no_lowest_question() -> None:
    of = results(HARBOUR, "6.1", counts(HARBOUR, "6.1", (0, 0)))
    assert rating(of) is None
    assert lowest_key_questions(of) == ()


def test_a_key_question_whose_count_is_missing_has_no_band() -> None:
    of = results(HARBOUR, "2.1", {"2.1.1": Tally(3, 4)})
    assert [(one.banded is None, len(one.gaps)) for one in of] == [(False, 0), (True, 1)]
    assert not of[1].no_relevant_cases


def test_a_prompt_has_its_own_percentage_and_none_where_nothing_was_counted() -> None:
    # Trafford 2.1.1, prompt 4: 4 of 6 is 66.7, so 67. Harbour 2.1.1: one prompt not relevant, one not printed.
    assert results(YOUTH, "2.1", printed_tallies())[0].prompts[3].percent == 67
    of = results(HARBOUR, "2.1", {"2.1.1": Tally(3, 4), "2.1.2": Tally(4, 4), "2.1.1.1": Tally(0, 0)})
    assert [(one.tally, one.percent) for one in of[0].prompts] == [(Tally(0, 0), None), (None, None)]
