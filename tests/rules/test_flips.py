"""What if one case had been judged the other way."""

from dataclasses import replace

import pytest

from tests.factories.loaded import HARBOUR, YOUTH
from tests.factories.recorded import alike, counts
from tests.factories.trafford import TRAFFORD
from trigpoint.rules.answers import Decision, Recorded, Tally
from trigpoint.rules.flips import Flip, flips
from trigpoint.rules.overall_rules import Total
from trigpoint.rules.rating import rate

OF_TRAFFORD = flips(rate(YOUTH, TRAFFORD))


def flip(question: str, way: str, of: tuple[Flip, ...] = OF_TRAFFORD) -> Flip:
    (found,) = (one for one in of if (one.question.id, one.way) == (question, way))
    return found


def points(score: int, rating: str) -> Total:
    return Total(score, 36, YOUTH.method.rating(rating))


def test_every_key_question_is_tried_both_ways_where_a_case_could_be_judged_so() -> None:
    # 23 key questions, both ways, but no yes more for 2.3.1 (8/8), 2.3.2 (7/7) and 2.4.2 (7/7): 46 - 3.
    assert len(OF_TRAFFORD) == 43
    tried = {(one.question.id, one.way) for one in OF_TRAFFORD}
    assert not tried & {("2.3.1", "up"), ("2.3.2", "up"), ("2.4.2", "up")}


@pytest.mark.parametrize(
    ("question", "way", "after", "percent", "band"),
    [
        # 2.2: 7/8 3/7 3/5
        ("2.2.1", "up", (8, 8), 100, "Outstanding"),
        ("2.2.1", "down", (6, 8), 75, "Good"),
        ("2.2.2", "up", (4, 7), 57, "Requires improvement"),  # 57.14
        ("2.2.2", "down", (2, 7), 29, "Inadequate"),  # 28.57
        ("2.2.3", "up", (4, 5), 80, "Outstanding"),
        ("2.2.3", "down", (2, 5), 40, "Inadequate"),
        # 3.2: 4/6 1/5 2/5
        ("3.2.1", "up", (5, 6), 83, "Outstanding"),  # 83.33
        ("3.2.1", "down", (3, 6), 50, "Requires improvement"),
        ("3.2.2", "up", (2, 5), 40, "Inadequate"),
        ("3.2.2", "down", (0, 5), 0, "Inadequate"),
        ("3.2.3", "up", (3, 5), 60, "Requires improvement"),
        ("3.2.3", "down", (1, 5), 20, "Inadequate"),
        # 3.4: 4/6 2/4
        ("3.4.1", "up", (5, 6), 83, "Outstanding"),
        ("3.4.1", "down", (3, 6), 50, "Requires improvement"),
        ("3.4.2", "up", (3, 4), 75, "Good"),
        ("3.4.2", "down", (1, 4), 25, "Inadequate"),
    ],
)
def test_one_case_more_or_less_gives_the_key_question_its_new_band(
    question: str, way: str, after: tuple[int, int], percent: int, band: str
) -> None:
    found = flip(question, way).after
    assert (found.tally, found.percent, found.band.rating.name) == (Tally(*after), percent, band)


INAD, RI, GOOD, OUT = "Inadequate", "Requires improvement", "Good", "Outstanding"

# As rated: 17 by the rules, Requires improvement; 20 final, Good.
CHANGES = [
    # question, way, the standard by the rules before and after, overall by the rules, overall final
    ("2.1.2", "up", INAD, RI, points(18, RI), points(20, GOOD)),
    ("2.2.2", "up", INAD, RI, points(18, RI), points(20, GOOD)),
    ("2.3.3", "down", OUT, RI, points(15, RI), points(18, RI)),
    ("2.4.1", "down", OUT, GOOD, points(16, RI), points(19, GOOD)),
    ("2.4.3", "down", OUT, RI, points(15, RI), points(18, RI)),
    ("3.1.2", "down", RI, INAD, points(16, RI), points(19, GOOD)),
    ("3.1.3", "down", RI, INAD, points(16, RI), points(19, GOOD)),
    ("3.3.2", "up", RI, OUT, points(19, GOOD), points(22, GOOD)),
    ("3.3.2", "down", RI, INAD, points(16, RI), points(19, GOOD)),
    # 3.4 ended Good by discretion. One yes more gives Good by the rules as well; one less Inadequate: 20 - 2.
    ("3.4.2", "up", RI, GOOD, points(18, RI), points(20, GOOD)),
    ("3.4.2", "down", RI, INAD, points(16, RI), points(18, RI)),
]


def test_eleven_of_the_43_flips_change_a_trafford_standard_and_no_other_does() -> None:
    changes = [(one.question.id, one.way) for one in OF_TRAFFORD if one.changes_standard]
    assert changes == [(question, way) for question, way, *_ in CHANGES]


@pytest.mark.parametrize(("question", "way", "before", "after", "rules", "final"), CHANGES)
def test_a_flip_that_changes_a_standard_changes_the_totals(
    question: str, way: str, before: str, after: str, rules: Total, final: Total
) -> None:
    found = flip(question, way)
    assert (found.standard_before.name, found.standard_after.name) == (before, after)
    assert (found.overall_rules, found.overall_final) == (rules, final)


# With 2 of 8 in 2.1, and 2 of 7 in 2.2, no single case would change the rating any more, nothing is within five points
# of 50 and there are more than five cases: the panel's step up would have had no ground. With 3 of 8 twice in 2.1 it
# keeps one: five of the eight cases are not yes in each of the two key questions, so two at least in both, and one of
# those judged differently makes both 4 of 8.
WITHOUT_GROUND = {("2.1.2", "down"), ("2.2.2", "down")}


def test_a_flip_that_changes_no_standard_leaves_the_total_by_the_rules() -> None:
    assert {one.overall_rules for one in OF_TRAFFORD if not one.changes_standard} == {
        points(17, "Requires improvement")
    }


def test_a_flip_that_takes_the_ground_from_a_decision_takes_its_step_from_the_final_total() -> None:
    unchanged = [one for one in OF_TRAFFORD if not one.changes_standard]
    without = {(one.question.id, one.way) for one in unchanged if one.overall_final == points(19, "Good")}
    assert without == WITHOUT_GROUND
    others = {one.overall_final for one in unchanged if (one.question.id, one.way) not in WITHOUT_GROUND}
    assert others == {points(20, "Good")}


def test_only_standards_rated_from_counts_are_flipped() -> None:
    rated = rate(YOUTH, Recorded(printed={"2.1": "Good"}, tallies=counts(YOUTH, "3.4", (4, 6), (2, 4))))
    assert {one.question.id for one in flips(rated)} == {"3.4.1", "3.4.2"}


def test_a_key_question_without_relevant_cases_has_no_flip() -> None:
    rated = rate(HARBOUR, Recorded(tallies=counts(HARBOUR, "3.3", (3, 4), (0, 0))))
    assert {one.question.id for one in flips(rated)} == {"3.3.1"}


def test_while_another_standard_is_missing_a_flip_has_no_totals() -> None:
    rated = rate(YOUTH, Recorded(tallies=counts(YOUTH, "3.4", (4, 6), (2, 4))))
    found = flip("3.4.2", "up", flips(rated))
    assert (found.standard_after.name, found.overall_rules, found.overall_final) == ("Good", None, None)


def test_a_flip_may_heal_a_decision_that_does_not_stand() -> None:
    # Seen as Inadequate, now Requires improvement (4/7): no final rating. One yes less is 3/7, Inadequate again, and the
    # panel's step to Requires improvement stands: eleven Good and one Requires improvement are 23.
    base = alike(YOUTH, 70, 100, "Good")
    recorded = replace(
        base,
        tallies={**base.tallies, **counts(YOUTH, "2.2", (7, 8), (4, 7), (3, 5))},
        decisions={"2.2": Decision("Inadequate", "Requires improvement", "one case")},
    )
    found = flips(rate(YOUTH, recorded))
    assert flip("2.2.2", "down", found).overall_final == points(23, "Good")
    assert flip("2.2.1", "down", found).overall_final is None


def test_harbour_flips_go_by_the_harbour_numbers() -> None:
    # All at 3 of 4, 75, Strong: 4 judged Sound and 8 Strong are 4·3 + 8·5 = 52. One less is 2 of 4, Sound: 50.
    of = flips(rate(HARBOUR, alike(HARBOUR, 3, 4, "Sound")))
    strong = HARBOUR.method.rating("Strong")
    assert flip("2.1.2", "up", of).overall_rules == Total(52, 60, strong)
    down = flip("2.1.2", "down", of)
    assert (down.after.percent, down.standard_after) == (50, HARBOUR.method.rating("Sound"))
    assert down.overall_rules == down.overall_final == Total(50, 60, strong)


def test_a_flip_in_a_standard_that_stands_apart_leaves_the_totals() -> None:
    found = flip("6.1.1", "down", flips(rate(HARBOUR, alike(HARBOUR, 3, 4, "Sound"))))
    assert found.changes_standard
    assert found.overall_rules == Total(52, 60, HARBOUR.method.rating("Strong"))
