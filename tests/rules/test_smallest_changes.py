"""A differing judgement in one case, in standards of many key questions: the same as by trying every group."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.loaded import YOUTH
from trigpoint.rules import differing
from trigpoint.rules.answers import AnswerWord, Case, Tally
from trigpoint.rules.bands import banded
from trigpoint.rules.differing import CaseExists, QuestionChange, Way, differing_judgements, question_changes
from trigpoint.rules.key_questions import KeyQuestionResult
from trigpoint.rules.method import Caps, Method, StandardCap, StandardRule
from trigpoint.rules.smallest_changes import smallest_changes
from trigpoint.rules.source import Source
from trigpoint.rules.standard_rules import rating_by_bands

QUESTION = replace(YOUTH.standard("2.1").key_questions[0], prompts=())
RULES = list(StandardRule)


def method(rule: StandardRule, capped: str = "") -> Method:
    """The youth framework's method with another rule, and a standard that one key question may hold down."""
    rating = YOUTH.method.rating
    cap = StandardCap("limit", "held down", capped, rating("Requires improvement"), rating("Good"))
    caps = Caps((cap,), (), Source("of this test", "inferred")) if capped else None
    return replace(YOUTH.method, standard_rule=rule, caps=caps)


def results_of(tallies: Sequence[Tally], by: Method) -> list[KeyQuestionResult]:
    return [
        KeyQuestionResult(replace(QUESTION, id=f"Q{number}"), tally, banded(tally, by), (), ())
        for number, tally in enumerate(tallies)
    ]


def every_group(results: Sequence[KeyQuestionResult], by: Method) -> Iterator[tuple[QuestionChange, ...]]:
    """Try every group of changes, fewest first, and yield those that change the rating though no part of them does."""
    bands = {result.question.id: result.banded.band.rating for result in results if result.banded}
    rating = rating_by_bands(bands, by)
    ways = [
        [change for change in question_changes(result, by) if change.after.band.rating != bands[result.question.id]]
        for result in results
    ]
    smallest: list[set[tuple[str, Way]]] = []
    for number in range(1, len(results) + 1):
        for questions in combinations([changes for changes in ways if changes], number):
            for group in product(*questions):
                names = {(change.question.id, change.way) for change in group}
                after = bands | {change.question.id: change.after.band.rating for change in group}
                if not any(fewer <= names for fewer in smallest) and rating_by_bands(after, by) != rating:
                    smallest.append(names)
                    yield group


def found(
    results: Sequence[KeyQuestionResult], by: Method, cases: Sequence[Case] | None
) -> list[tuple[QuestionChange, ...]]:
    bands = {result.question.id: result.banded.band.rating for result in results if result.banded}
    return [judgement.changes for judgement in differing_judgements(results, rating_by_bands(bands, by), by, cases)]


tallies = st.integers(1, 8).flatmap(lambda relevant: st.builds(Tally, st.integers(0, relevant), st.just(relevant)))


@settings(max_examples=80, deadline=None)
@given(st.lists(tallies, min_size=1, max_size=5), st.sampled_from(RULES), st.sampled_from(["", "Q0", "Q2"]))
def test_it_is_the_same_as_trying_every_group(counts: list[Tally], rule: StandardRule, capped: str) -> None:
    by = method(rule, capped)
    results = results_of(counts, by)
    assert found(results, by, None) == list(every_group(results, by))


answered = st.lists(
    st.lists(st.sampled_from([AnswerWord.YES, AnswerWord.NO]), min_size=6, max_size=6), min_size=2, max_size=8
)


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=40, deadline=None)
@given(answered)
def test_where_not_all_are_listed_the_ground_holds_all_the_same(
    rule: StandardRule, answered: list[list[AnswerWord]]
) -> None:
    by = method(rule)
    cases = [
        Case(f"C{number}", "court", {}, {f"Q{place}": answer for place, answer in enumerate(answers)})
        for number, answers in enumerate(answered)
    ]
    counts = [
        Tally(sum(case.answers[f"Q{place}"] is AnswerWord.YES for case in cases), len(cases)) for place in range(6)
    ]
    results = results_of(counts, by)
    there_is_one = any(
        all(
            case.answers[change.question.id] is (AnswerWord.NO if change.way == "up" else AnswerWord.YES)
            for change in group
        )
        for group in every_group(results, by)
        for case in cases
    )
    bands = {result.question.id: banded(result.tally, by).band.rating for result in results if result.tally}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(differing, "LISTED", 1)
        judgements = differing_judgements(results, rating_by_bands(bands, by), by, cases)
    assert any(judgement.exists is CaseExists.YES for judgement in judgements) is there_is_one


def test_sixteen_key_questions_are_rated_by_kind_and_not_one_by_one() -> None:
    # 3/5 is 60, Requires improvement; 2/5 is Inadequate and 4/5 Outstanding. Two thirds of 43 million groups would be
    # tried: the lowest of sixteen rises only with all, and falls with any.
    by = method(StandardRule.LOWEST_KEY_QUESTION)
    groups = found(results_of([Tally(3, 5)] * 16, by), by, None)
    assert sorted((len(group), {change.way for change in group}) for group in groups) == [
        *[(1, {"down"})] * 16,
        (16, {"up"}),
    ]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.sets(st.tuples(st.integers(0, 4), st.sampled_from("ud"))))
def test_a_group_is_found_within_what_can_be_whenever_there_is_one(
    up: int, down: int, possible: set[tuple[int, str]]
) -> None:
    # Five alike things of two ways each; a group that has an effect is of just so many up and so many down.
    things = [((number, "u"), (number, "d")) for number in range(5)]
    exact = [
        smallest
        for smallest in smallest_changes(
            things, ["alike"] * 5, lambda group: [way for _, way in group].count("u") >= up and len(group) >= up + down
        )
        if smallest.numbers == ((up, down),)
    ]
    for smallest in exact:
        groups = list(smallest.groups())
        assert len(set(groups)) == len(groups) == smallest.size
        assert (smallest.within(possible.__contains__) is not None) is any(set(group) <= possible for group in groups)
