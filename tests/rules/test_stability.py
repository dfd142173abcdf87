"""How sure a rating is when a sample was read: hand-worked urns, every urn there is, and a replay case by case.

The small frameworks rate Weak to 49 per cent, Fair to 79, Strong from 80; the overall rating is the mean, rounded down.
"""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.frameworks import a_framework, case_based, judged, question
from tests.factories.loaded import YOUTH
from tests.rules.polya import rated, raw_ways, shares
from tests.rules.urns import ANSWERS, ONE, assert_near, cases, counts, of
from tests.some_quickly import some_quickly
from trigpoint.rules.answers import AnswerWord, Case, Judgement, Recorded
from trigpoint.rules.framework import Condition
from trigpoint.rules.rating import rate
from trigpoint.rules.stability import Spread, stability


def test_with_one_yes_one_no_and_one_unseen_case_either_answer_is_as_likely() -> None:
    # One copy is added to two cases: 1 or 2 yes of 3, 33 or 67 per cent.
    found = of(ONE, *cases(safety="yn"), court=3).standards["2.1"]
    assert_near(found, {"Weak": Fraction(1, 2), "Fair": Fraction(1, 2)})


def test_an_answer_that_was_drawn_becomes_more_likely() -> None:
    # Two copies: yes-yes is 1/2 x 2/3 = 1/3, no-no the same, one of each 1/3: 25, 50 or 75 per cent. Without
    # putting back a copy it would be 1/4, 1/2, 1/4.
    found = of(ONE, *cases(safety="yn"), court=4).standards["2.1"]
    assert_near(found, {"Weak": Fraction(1, 3), "Fair": Fraction(2, 3)})


def test_an_answer_that_was_never_seen_never_occurs() -> None:
    found = of(ONE, *cases(safety="yyyyy"), court=100).standards["2.1"]
    assert counts(found) == {"Weak": 0, "Fair": 0, "Strong": 10_000}


@pytest.mark.parametrize(
    ("answers", "eligible"),
    some_quickly(
        [
            ({"safety": "ynn", "plan": "nyy"}, 7),
            ({"safety": "yyn", "plan": "yyy"}, 8),
            ({"safety": "yyne", "plan": "--yn"}, 8),
            ({"safety": "ye", "plan": "yy"}, 8),
        ],
        each=4,
    ),
)
def test_the_shares_are_those_of_every_urn_that_could_be_filled(answers: dict[str, str], eligible: int) -> None:
    plan = question("plan", Condition("planned", ("yes",)))
    framework = a_framework(
        case_based("2.1", "safety", plan),
        case_based("2.2", plan),
        facts=["planned"],
    )
    read = tuple(
        replace(case, facts={"planned": "no" if case.answers["plan"] is AnswerWord.NOT_APPLICABLE else "yes"})
        for case in cases(**answers)
    )
    expected = shares(framework, read, eligible)
    found = of(framework, *read, court=eligible)
    assert_near(found.standards["2.1"], expected["2.1"])
    assert_near(found.standards["2.2"], expected["2.2"])
    assert_near(found.overall, expected["overall"])


def test_the_answers_of_one_case_stay_together_within_a_standard() -> None:
    # The two cases are opposed, so the lower share is at most a half, and is a half only at 6 of 12. By the Pólya urn
    # 1 to 11 are equally likely: 1 in 11. Were the questions drawn apart, Strong would occur.
    framework = a_framework(case_based("2.1", "safety", "plan"))
    found = of(framework, *cases(safety="yn", plan="ny"), court=12).standards["2.1"]
    assert_near(found, {"Weak": Fraction(10, 11), "Fair": Fraction(1, 11)})


def test_the_answers_of_one_case_stay_together_across_standards() -> None:
    # 1 of 3 in one standard is always 2 of 3 in the other: Weak and Fair, 1 point of 4, Weak. Drawn apart, Fair and
    # Fair would be one in four.
    framework = a_framework(case_based("2.1", "safety"), case_based("2.2", "plan"))
    found = of(framework, *cases(safety="yn", plan="ny"), court=3)
    assert counts(found.overall) == {"Weak": 10_000, "Fair": 0, "Strong": 0}


def test_case_types_are_drawn_apart() -> None:
    # Each standard is Weak or Fair with one half: both Fair, 2 points, in one of four.
    framework = a_framework(case_based("2.1", "safety"), case_based("3.1", "plan", case_type="out_of_court"))
    read = (*cases(safety="yn"), *cases("out_of_court", plan="ny"))
    found = stability(rate(framework, Recorded(cases=read)), {"court": 3, "out_of_court": 3})
    assert_near(found.overall, {"Weak": Fraction(3, 4), "Fair": Fraction(1, 4)})


def test_a_case_more_of_one_type_changes_no_draw_of_another() -> None:
    framework = a_framework(case_based("2.1", "safety"), case_based("3.1", "plan", case_type="out_of_court"))
    court, others = cases(safety="yynnyn"), cases("out_of_court", plan="ynyny")
    fewer = stability(rate(framework, Recorded(cases=(*court[:5], *others))), {"court": 20, "out_of_court": 30})
    more = stability(rate(framework, Recorded(cases=(*court, *others))), {"court": 21, "out_of_court": 30})
    assert fewer.standards["3.1"] == more.standards["3.1"]
    assert fewer.standards["2.1"] != more.standards["2.1"]


def test_a_case_type_can_be_read_in_full_while_another_is_sampled() -> None:
    framework = a_framework(case_based("2.1", "safety"), case_based("3.1", "plan", case_type="out_of_court"))
    read = (*cases(safety="yn"), *cases("out_of_court", plan="ny"))
    found = stability(rate(framework, Recorded(cases=read)), {"court": 2, "out_of_court": 3})
    assert [one.read == one.eligible for one in found.populations] == [True, False]
    assert counts(found.standards["2.1"]) == {"Weak": 0, "Fair": 10_000, "Strong": 0}
    assert_near(found.overall, {"Weak": Fraction(1, 2), "Fair": Fraction(1, 2)})


def test_when_every_eligible_case_was_read_every_rating_is_certain() -> None:
    found = of(ONE, *cases(safety="yyn"), court=3)
    standard, overall = found.standards["2.1"], found.overall
    assert isinstance(standard, Spread)
    assert isinstance(overall, Spread)
    assert (standard.stands, overall.stands) == (10_000, 10_000)
    assert [one.read == one.eligible for one in found.populations] == [True]


def test_the_result_says_what_was_assumed() -> None:
    found = of(ONE, *cases(safety="yyn"), court=9)
    assert (found.draws, found.seed) == (10_000, 2021)
    assert [(one.case_type.id, one.read, one.eligible, one.read == one.eligible) for one in found.populations] == [
        ("court", 3, 9, False)
    ]


def test_the_whole_scale_is_counted_from_worst_to_best_and_probabilities_are_exact() -> None:
    framework = a_framework(case_based("2.1", "safety"), draws=7)
    spread = of(framework, *cases(safety="yn"), court=3).standards["2.1"]
    assert isinstance(spread, Spread)
    assert list(counts(spread)) == ["Weak", "Fair", "Strong"]
    assert sum(spread.draws_with.values()) == 7
    assert spread.rating.name == "Fair"  # 1 of 2
    assert spread.probability(spread.rating) == Fraction(spread.stands, 7)


def test_the_same_seed_gives_the_same_counts_and_another_seed_others() -> None:
    read = cases(safety="yynyn")
    other = a_framework(case_based("2.1", "safety"), seed=2022)
    assert of(ONE, *read, court=40) == of(ONE, *read, court=40)
    assert of(ONE, *read, court=40).standards != of(other, *read, court=40).standards


def test_how_many_draws_are_filled_together_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = of(ONE, *cases(safety="yynyn"), court=40)
    monkeypatch.setattr("trigpoint.rules.urns.BLOCK", 999)
    assert of(ONE, *cases(safety="yynyn"), court=40) == whole


def test_the_order_of_the_cases_does_not_matter() -> None:
    read = cases(safety="yynyn")
    assert of(ONE, *read, court=40) == of(ONE, *reversed(read), court=40)


@given(
    court=st.lists(st.tuples(*[st.sampled_from("yne")] * 2, st.booleans()), min_size=1, max_size=6),
    others=st.lists(st.sampled_from("yne"), min_size=1, max_size=4),
    unseen=st.tuples(st.integers(0, 9), st.integers(0, 9)),
    seed=st.integers(0, 2**40),
)
@settings(max_examples=40, deadline=None)
def test_every_draw_is_rated_as_its_cases_would_be(
    court: list[tuple[str, str, bool]], others: list[str], unseen: tuple[int, int], seed: int
) -> None:
    plan_question = question("plan", Condition("planned", ("yes",)))
    framework = a_framework(
        case_based("2.1", "safety", plan_question),
        case_based("2.2", plan_question, in_overall=False),
        case_based("3.1", "review", case_type="out_of_court"),
        judged("1.1"),
        facts=["planned"],
        draws=12,
        seed=seed,
    )
    read = tuple(
        Case(f"{at}", "court", {"planned": "yes" if planned else "no"}, _answers(safety, plan, planned=planned))
        for at, (safety, plan, planned) in enumerate(court)
    )
    beside = cases("out_of_court", review="".join(others))
    everything = {"court": len(read) + unseen[0], "out_of_court": len(beside) + unseen[1]}
    recorded = Recorded(cases=(*read, *beside), judgements={"1.1": Judgement("Strong", "")})
    found = stability(rate(framework, recorded), everything)

    expected: dict[str, Counter[str]] = {}
    for some, rest in zip(
        raw_ways(read, everything["court"], 12, [seed, 0]),
        raw_ways(beside, everything["out_of_court"], 12, [seed, 1]),
        strict=True,
    ):
        for one, name in rated(framework, replace(recorded, cases=(*some, *rest))).items():
            expected.setdefault(one, Counter())[name] += 1
    assert Counter(counts(found.overall)) == expected.pop("overall")
    expected.pop("1.1")
    for one, ratings in expected.items():
        assert Counter(counts(found.standards[one])) == ratings
    assert {"2.1", "3.1"} <= set(expected)


def _answers(safety: str, plan: str, *, planned: bool) -> dict[str, AnswerWord]:
    return {"safety": ANSWERS[safety]} | ({"plan": ANSWERS[plan]} if planned else {})


def spread_of(*draws: int) -> Spread:
    """How often each youth rating came out, worst first."""
    ratings = YOUTH.method.ratings
    return Spread(ratings[0], dict(zip(ratings, draws, strict=True)))


@pytest.mark.parametrize(
    ("draws", "error"),
    [
        # The root of p(1 - p)/n: of a half and 10,000 it is 0.005, of 0.1 the root of 0.000009, 0.003.
        ((5_000, 5_000, 0, 0), Fraction(1, 200)),
        ((1_000, 9_000, 0, 0), Fraction(3, 1_000)),
        # Of 100 draws ten times as much; of 0.2 and 2,500 the root of 0.000064, 0.008.
        ((50, 50, 0, 0), Fraction(1, 20)),
        ((500, 2_000, 0, 0), Fraction(8, 1_000)),
        ((10_000, 0, 0, 0), Fraction(0)),
    ],
)
def test_a_share_of_the_draws_has_the_standard_error_of_a_share(draws: tuple[int, ...], error: Fraction) -> None:
    assert spread_of(*draws).standard_error(YOUTH.method.ratings[0]) == error


@pytest.mark.parametrize(
    ("draws", "near"),
    [
        # 10.00 per cent, 0.3 points: 9.7 to 10.3 is always 10. 10.30: 10.0 to 10.6 may be 11. 9.60: 9.3 may be 9.
        (1_000, False),
        (1_030, True),
        (960, True),
        (1_010, False),  # 0.30: 9.80 to 10.40
        (10_000, False),
        (0, False),
    ],
)
def test_a_probability_within_its_error_of_another_per_cent_is_near_it(draws: int, *, near: bool) -> None:
    spread = spread_of(draws, 10_000 - draws, 0, 0)
    assert spread.is_near_another_percent(YOUTH.method.ratings[0]) is near
