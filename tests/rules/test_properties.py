"""What holds for every inspection whatever, tried on random ones.

Each property is a function of a framework and hypothesis' data; `tests/proof/test_many_inspections.py` runs the same
list on many more.
"""

import math
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.inspections import asked, case_based, complete_inspections, decisions, unfinished_inspections
from tests.factories.loaded import BOTH, id_of
from tests.factories.narrowed import score_bands, total_of, yes_of
from trigpoint.rules.answers import AnswerWord, Case, Recorded, Tally
from trigpoint.rules.flips import flips
from trigpoint.rules.framework import Framework, Standard, StandardBasis
from trigpoint.rules.gaps import GapKind
from trigpoint.rules.method import Rating, Rounding
from trigpoint.rules.overall_rules import Total
from trigpoint.rules.rating import RatedInspection, rate


def draw_complete(framework: Framework, data: st.DataObject) -> Recorded:
    return data.draw(complete_inspections(framework), label="complete inspection")


def counts_of(rated: RatedInspection) -> dict[str, Tally]:
    """Every count that was made, by question id."""
    questions = [question for one in rated.standards for question in one.key_questions]
    counted = {question.question.id: yes_of(question.tally) for question in questions if question.tally}
    prompts = {one.prompt.id: yes_of(one.tally) for question in questions for one in question.prompts if one.tally}
    return counted | prompts


def ratings_of(rated: RatedInspection) -> tuple[object, ...]:
    """What an inspection comes to: both ratings of each standard and both totals."""
    return [(one.rules, one.final) for one in rated.standards], rated.rules, rated.final


def whatever_was_recorded_is_rated_or_listed_as_a_gap(framework: Framework, data: st.DataObject) -> None:
    rated = rate(framework, data.draw(unfinished_inspections(framework), label="unfinished inspection"))
    for one in rated.standards:
        assert one.final is not None or one.gaps or one.not_rated
    for total, gaps in ((rated.rules, rated.rules_gaps), (rated.final, rated.final_gaps)):
        assert (total is None) == bool(gaps)
    assert all(0 <= one.after.percent <= 100 for one in flips(rated))


def a_complete_inspection_lacks_nothing_but_relevant_cases(framework: Framework, data: st.DataObject) -> None:
    rated = rate(framework, draw_complete(framework, data))
    assert {gap.kind for gap in rated.gaps} <= {GapKind.NO_RELEVANT_CASES}


def yes_is_at_most_relevant_and_relevant_at_most_the_cases(framework: Framework, data: st.DataObject) -> None:
    recorded = draw_complete(framework, data)
    counted = counts_of(rate(framework, recorded))
    for standard in case_based(framework):
        cases = sum(case.case_type == standard.case_type for case in recorded.cases)
        for question, one in asked(standard):
            tally = counted[one.id]
            assert 0 <= tally.yes <= tally.relevant <= counted[question.id].relevant <= cases


def more_yes_never_lowers_a_rating(framework: Framework, data: st.DataObject) -> None:
    recorded = draw_complete(framework, data)
    lifted = data.draw(st.sets(st.integers(0, len(recorded.cases) - 1), min_size=1), label="cases answered yes instead")
    better = replace(
        recorded, cases=tuple(all_yes(case) if n in lifted else case for n, case in enumerate(recorded.cases))
    )
    before, after = rate(framework, recorded), rate(framework, better)
    for was, now in zip(before.standards, after.standards, strict=True):
        for low, high in zip(was.key_questions, now.key_questions, strict=True):
            if low.banded and high.banded:
                assert low.banded.percent <= high.banded.percent
                assert low.banded.band.rating.score <= high.banded.band.rating.score
        assert (was.rules is None) == (now.rules is None)
        assert was.rules is None or now.rules is None or was.rules.score <= now.rules.score
    assert (before.rules is None) == (after.rules is None)
    if before.rules and after.rules:
        assert total_of(before.rules).score <= total_of(after.rules).score
        assert before.rules.rating.score <= after.rules.rating.score


def all_yes(case: Case) -> Case:
    """Answer yes wherever the answer was no or not evidenced."""
    lifted = {one: a if a is AnswerWord.NOT_APPLICABLE else AnswerWord.YES for one, a in case.answers.items()}
    return replace(case, answers=lifted)


def the_order_of_cases_never_matters(framework: Framework, data: st.DataObject) -> None:
    recorded = replace(draw_complete(framework, data), decisions=data.draw(decisions(framework)))
    shuffled = replace(recorded, cases=tuple(data.draw(st.permutations(recorded.cases))))
    first, second = rate(framework, recorded), rate(framework, shuffled)
    assert first.standards == second.standards
    assert ratings_of(first) == ratings_of(second)


def counts_of_the_cases_rate_as_the_cases_do(framework: Framework, data: st.DataObject) -> None:
    recorded = replace(draw_complete(framework, data), decisions=data.draw(decisions(framework)))
    by_case = rate(framework, recorded)
    by_count = rate(framework, replace(recorded, cases=(), tallies=counts_of(by_case)))
    assert ratings_of(by_case) == ratings_of(by_count)
    assert flips(by_case) == flips(by_count)


def a_flip_rates_as_if_the_case_had_been_judged_so(framework: Framework, data: st.DataObject) -> None:
    recorded = draw_complete(framework, data)
    rated = rate(framework, recorded)
    flip = data.draw(st.sampled_from(flips(rated)), label="flip")
    counted = replace(recorded, cases=(), tallies=counts_of(rated) | {flip.question.id: yes_of(flip.after.tally)})
    again = rate(framework, counted)
    assert (flip.overall_rules, flip.overall_final) == (again.rules, again.final)


def ratings_equal_a_reference_in_exact_fractions(framework: Framework, data: st.DataObject) -> None:
    recorded = draw_complete(framework, data)
    rated = rate(framework, recorded)
    expected = {one.id: reference_rating(framework, one, recorded) for one in framework.standards}
    assert {one.standard.id: one.rules for one in rated.standards} == expected
    assert rated.rules == reference_total(framework, expected)


def reference_rating(framework: Framework, standard: Standard, recorded: Recorded) -> Rating | None:
    """The annexe once more, from the answers themselves and as plainly as can be."""
    by_name = {rating.name: rating for rating in framework.method.ratings}
    if standard.basis is StandardBasis.JUDGED:
        return by_name[recorded.judgements[standard.id].rating or ""]
    found: list[Rating] = []
    for question in standard.key_questions:
        answers = [case.answers[question.id] for case in recorded.cases if question.id in case.answers]
        if answers:
            share = 100 * Fraction(answers.count(AnswerWord.YES), len(answers))
            up = framework.method.rounding is Rounding.HALF_UP
            percent = math.floor(share + Fraction(1, 2)) if up else math.floor(share)
            found += [band.rating for band in framework.method.bands if percent in range(band.first, band.last + 1)]
    return min(found, key=framework.method.ratings.index, default=None)


def reference_total(framework: Framework, ratings: dict[str, Rating | None]) -> Total | None:
    """The sum over the counted standards, in the band that holds it."""
    scores = [rating.score if (rating := ratings[one.id]) else None for one in framework.standards if one.in_overall]
    if None in scores:
        return None
    score = sum(one for one in scores if one is not None)
    highest = len(scores) * framework.method.ratings[-1].score
    (band,) = (one for one in score_bands(framework) if score in range(one.first, one.last + 1))
    return Total(score, highest, band.rating)


Property = Callable[[Framework, st.DataObject], None]

PROPERTIES: tuple[Property, ...] = (
    whatever_was_recorded_is_rated_or_listed_as_a_gap,
    a_complete_inspection_lacks_nothing_but_relevant_cases,
    yes_is_at_most_relevant_and_relevant_at_most_the_cases,
    more_yes_never_lowers_a_rating,
    the_order_of_cases_never_matters,
    counts_of_the_cases_rate_as_the_cases_do,
    a_flip_rates_as_if_the_case_had_been_judged_so,
    ratings_equal_a_reference_in_exact_fractions,
)

EXAMPLES = 5


def name_of(rule: Property) -> str:
    """Name a property in the id of a test."""
    return rule.__name__


# Not at random here, so that a change is judged by the change alone; the proof goes looking.
@pytest.mark.parametrize("framework", BOTH, ids=id_of)
@pytest.mark.parametrize("rule", PROPERTIES, ids=name_of)
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(data=st.data())
def test_for_random_inspections(rule: Property, framework: Framework, data: st.DataObject) -> None:
    rule(framework, data)
