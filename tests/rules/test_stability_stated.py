"""What the certainty of a rating takes into account, when it is refused, and when none is shown. See test_stability.py."""

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.factories.frameworks import a_framework, case_based, judged, question
from tests.rules.urns import ONE, assert_near, cases, counts, of
from trigpoint.rules.answers import Decision, Recorded, Tally
from trigpoint.rules.framework import Condition
from trigpoint.rules.rating import rate
from trigpoint.rules.stability import FewerEligibleThanReadError, NotShown, Spread, stability


def test_a_question_that_applies_to_no_case_read_does_not_count() -> None:
    framework = a_framework(
        case_based("2.1", "safety", question("plan", Condition("planned", ("yes",)))), facts=["planned"]
    )
    read = tuple(replace(case, facts={"planned": "no"}) for case in cases(safety="yn"))
    found = of(framework, *read, court=3).standards["2.1"]
    assert_near(found, {"Weak": Fraction(1, 2), "Fair": Fraction(1, 2)})


def test_a_judged_standard_keeps_its_rating_in_the_total() -> None:
    # Strong is 2 points; with 0 or 1 point of the sampled standard the mean is 1 or 1.5: always Fair.
    framework = a_framework(judged("1.1"), case_based("2.1", "safety"))
    found = of(framework, *cases(safety="yn"), court=3, **{"1.1": "Strong"})
    assert counts(found.overall) == {"Weak": 0, "Fair": 10_000, "Strong": 0}


def test_a_standard_outside_the_total_does_not_move_it() -> None:
    framework = a_framework(case_based("2.1", "safety"), case_based("2.2", "plan", in_overall=False))
    found = of(framework, *cases(safety="yy", plan="yn"), court=9)
    assert counts(found.overall) == {"Weak": 0, "Fair": 0, "Strong": 10_000}
    assert counts(found.standards["2.2"])["Strong"] < 10_000


def test_discretion_is_not_modelled_it_is_about_what_the_rules_give() -> None:
    decision = Decision("Fair", "Strong", "The sample is small.")
    result = rate(ONE, Recorded(cases=cases(safety="yn"), decisions={"2.1": decision}))
    assert result.final is not None
    assert result.final.rating.name == "Strong"
    found = stability(result, {"court": 3})
    assert isinstance(found.overall, Spread)
    assert found.overall.rating.name == "Fair"
    assert counts(found.overall)["Strong"] == 0


def test_fewer_eligible_cases_than_were_read_is_refused() -> None:
    with pytest.raises(FewerEligibleThanReadError, match="3 court disposals were read, so 2 cannot be all"):
        of(ONE, *cases(safety="yyn"), court=2)


def test_an_unknown_case_type_is_refused() -> None:
    with pytest.raises(KeyError, match="cuort"):
        stability(rate(ONE, Recorded(cases=cases(safety="yn"))), {"cuort": 3})


@pytest.mark.parametrize(
    ("recorded", "eligible", "reason"),
    [
        (Recorded(tallies={"safety": Tally(3, 4)}), {"court": 9}, NotShown.ONLY_TALLIES),
        (Recorded(printed={"2.1": "Fair"}), {"court": 9}, NotShown.ONLY_PRINTED),
        (Recorded(cases=cases(safety="yn")), {}, NotShown.ELIGIBLE_NOT_KNOWN),
        (Recorded(cases=cases(plan="yn")), {"court": 9}, NotShown.NOT_RATED),
        (Recorded(), {"court": 9}, NotShown.NOT_RATED),
    ],
)
def test_where_it_cannot_be_said_the_reason_is_given(
    recorded: Recorded, eligible: dict[str, int], reason: NotShown
) -> None:
    found = stability(rate(ONE, recorded), eligible)
    assert found.standards == {"2.1": reason}
    assert found.overall == reason


def test_one_sampled_standard_without_stability_leaves_none_overall() -> None:
    framework = a_framework(case_based("2.1", "safety"), case_based("3.1", "plan", case_type="out_of_court"))
    recorded = Recorded(cases=cases(safety="yn"), tallies={"plan": Tally(3, 4)})
    found = stability(rate(framework, recorded), {"court": 3})
    assert sum(counts(found.standards["2.1"]).values()) == 10_000
    assert found.overall is NotShown.ONLY_TALLIES


def test_a_judgement_that_is_missing_leaves_none_overall() -> None:
    framework = a_framework(judged("1.1"), case_based("2.1", "safety"))
    found = of(framework, *cases(safety="yn"), court=3)
    assert found.standards["1.1"] is NotShown.NOT_RATED
    assert found.overall is NotShown.NOT_RATED


def test_what_is_judged_from_all_the_evidence_was_not_sampled() -> None:
    framework = a_framework(judged("1.1"))
    found = stability(rate(framework, Recorded(printed={"1.1": "Fair"})), {})
    assert found.standards["1.1"] is NotShown.JUDGED
    assert found.overall is NotShown.JUDGED
