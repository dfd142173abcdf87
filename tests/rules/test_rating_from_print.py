"""Standards of which only a rating was printed, or which were left unrated on purpose."""

import pytest

from tests.factories.loaded import HARBOUR, YOUTH
from trigpoint.rules.answers import Decision, Judgement, Recorded
from trigpoint.rules.gaps import Gap, GapKind
from trigpoint.rules.rating import Level, StandardResult, rate


def printed(rating: str, decision: Decision) -> StandardResult:
    """Return standard 3.4 of the youth framework, of which this rating and panel decision were printed."""
    return rate(YOUTH, Recorded(printed={"3.4": rating}, decisions={"3.4": decision})).standard("3.4")


def test_a_printed_panel_decision_tells_what_the_rules_gave() -> None:
    # As the Trafford report prints of 3.4: up from Requires improvement to Good.
    result = printed("Good", Decision("Requires improvement", "Good", "One case was looked at again."))
    assert (result.level, result.rules, result.final) == (
        Level.PRINTED,
        YOUTH.method.rating("Requires improvement"),
        YOUTH.method.rating("Good"),
    )
    assert result.gaps == ()


def test_a_printed_decision_not_to_use_discretion_leaves_the_rules_result_final() -> None:
    result = printed("Good", Decision("Good", None, "Weighed and left."))
    assert (result.rules, result.final) == (YOUTH.method.rating("Good"), YOUTH.method.rating("Good"))


def test_a_printed_decision_for_another_rating_than_was_printed_leaves_no_final_rating() -> None:
    result = printed("Outstanding", Decision("Requires improvement", "Good", "One case was looked at again."))
    assert (result.rules, result.final) == (None, None)
    assert result.gaps == (Gap(GapKind.DECISION_ON_ANOTHER_RATING, "3.4", detail="Requires improvement"),)


def test_a_case_based_standard_that_stands_apart_may_be_left_unrated_with_a_reason() -> None:
    recorded = Recorded(judgements={"6.1": Judgement(None, "There were no heavy tows.")})
    result = rate(HARBOUR, recorded).standard("6.1")
    assert (result.not_rated, result.final, result.gaps) == ("There were no heavy tows.", None, ())


def test_a_case_based_standard_that_counts_may_not_be_left_unrated() -> None:
    recorded = Recorded(judgements={"2.1": Judgement(None, "There was no time.")})
    result = rate(YOUTH, recorded).standard("2.1")
    assert (result.not_rated, result.final) == ("", None)
    assert result.gaps == (Gap(GapKind.MAY_NOT_BE_LEFT_UNRATED, "2.1"),)


@pytest.mark.parametrize("standard", ["1.1", "2.1"])
def test_a_standard_with_nothing_recorded_has_no_rating(standard: str) -> None:
    result = rate(YOUTH, Recorded()).standard(standard)
    assert (result.level, result.rules, result.final) == (Level.NOTHING, None, None)
