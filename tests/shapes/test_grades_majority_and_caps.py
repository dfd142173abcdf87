"""Ness Light, worked by hand: grades, the majority of key questions, bands of its own, caps, and a judged whole.

Standard 1.1 is graded 1 to 4; the four watches W1 to W4 have

    1.1.1 lamp        1, 1, 2, 1              5 of 16 points   31.25   31   Failing
    1.1.2 lens        3, 4, not evidenced, 4  12 of 16 points  75      75   Bright    (not evidenced is worth 1)
    1.1.3 fog signal  3, –, 3, –              6 of 8 points    75      75   Bright    (two watches in fog)

Two of three are Bright, so the majority is Bright; the lamp is Failing, so the cap 'A dark lamp' leaves Fair.

Standard 1.2 is answered yes or no: the boat 3 of 4 (75), the rail 4 of 4 (100). By its own bands 75 is Fair and not
Bright, and 100 Brilliant; one of each is level, so the worse counts: Fair.
"""

from dataclasses import replace

import pytest

from tests.factories.loaded import LANTERN
from tests.shapes.ness import NESS_RECORDED, rated_ness, with_answers
from trigpoint.rules.answers import AnswerWord, Decision, GradeTally, Judgement, Tally
from trigpoint.rules.caps import Capped
from trigpoint.rules.flips import flips
from trigpoint.rules.gaps import Gap, GapKind
from trigpoint.rules.method import OverallJudge, TriggerRule
from trigpoint.rules.overall_rules import JudgedWhole
from trigpoint.rules.stability import Spread, stability
from trigpoint.rules.standard_rules import MajorityOfQuestions

FAILING, FAIR, BRIGHT, BRILLIANT = LANTERN.method.ratings
NO, YES = AnswerWord.NO, AnswerWord.YES

# The boat was ready on two watches of four: 50, which is Failing by the bands of 1.2; level with the rail, so 1.2 fails.
UNSAFE = with_answers(NESS_RECORDED, W3={"1.2.1": NO})


def test_grades_are_counted_and_what_is_not_evidenced_is_worth_the_lowest() -> None:
    lamp, lens, fog = rated_ness().standard("1.1").key_questions
    assert lamp.tally == GradeTally((1, 2, 3, 4), (3, 1, 0, 0))
    assert lens.tally == GradeTally((1, 2, 3, 4), (0, 0, 1, 2), not_evidenced=1)
    assert fog.tally == GradeTally((1, 2, 3, 4), (0, 0, 2, 0))
    assert [(q.tally.points, q.tally.out_of) for q in (lamp, lens, fog) if q.tally] == [(5, 16), (12, 16), (6, 8)]
    assert [q.banded.percent for q in (lamp, lens, fog) if q.banded] == [31, 75, 75]
    assert [q.banded.band.rating for q in (lamp, lens, fog) if q.banded] == [FAILING, BRIGHT, BRIGHT]


def test_prompts_may_be_graded_beside_others_that_are_not() -> None:
    # Wick: no, no, yes, not evidenced. Flame: 2 + 1 + 1 (not evidenced) + 3 = 7 of 16, 43.75.
    wick, flame = rated_ness().standard("1.1").key_questions[0].prompts
    assert (wick.tally, wick.percent) == (Tally(1, 4, 1), 25)
    assert (flame.tally, flame.percent) == (GradeTally((1, 2, 3, 4), (1, 1, 1, 0), 1), 44)


def test_the_majority_is_taken_with_its_working_and_the_cap_keeps_both_results() -> None:
    standard = rated_ness().standard("1.1")
    assert standard.working is not None
    assert standard.working.working == MajorityOfQuestions(
        BRIGHT, ("1.1.2", "1.1.3"), ((FAILING, 1), (BRIGHT, 2)), level=False
    )
    assert LANTERN.method.caps is not None
    assert standard.working.capped == Capped(BRIGHT, LANTERN.method.caps.standards)
    assert (standard.rules, standard.final) == (FAIR, FAIR)


def test_a_standard_with_bands_of_its_own_is_placed_in_them_and_level_ratings_take_the_worse() -> None:
    standard = rated_ness().standard("1.2")
    assert [q.banded.band.rating for q in standard.key_questions if q.banded] == [FAIR, BRILLIANT]
    assert standard.working is not None
    assert standard.working.working == MajorityOfQuestions(FAIR, ("1.2.1",), ((FAIR, 1), (BRILLIANT, 1)), level=True)
    assert (standard.rules, standard.working.capped) == (FAIR, None)


def test_no_question_is_the_lowest_where_the_majority_decides() -> None:
    assert [result.lowest for result in rated_ness().standards] == [(), (), ()]


def test_the_whole_is_as_the_panel_judged_it() -> None:
    rated = rated_ness()
    reason = "The lens makes up for much, {1.1.2 share}."
    assert rated.rules == rated.final == JudgedWhole(OverallJudge.RATINGS_PANEL, reason, BRIGHT)
    assert rated.is_complete


def test_a_cap_on_the_whole_limits_the_judgement_and_keeps_it() -> None:
    rated = rated_ness(UNSAFE)
    assert rated.standard("1.2").rules == FAILING
    assert rated.final is not None
    assert rated.final.rating == FAIR
    assert LANTERN.method.caps is not None
    assert rated.final.capped == Capped(BRIGHT, LANTERN.method.caps.overall)


def test_a_cap_never_lifts_and_says_nothing_where_it_changes_nothing() -> None:
    low = replace(UNSAFE, judgements={**UNSAFE.judgements, "overall": Judgement("Failing", "Dark.")})
    rated = rated_ness(low)
    assert rated.final is not None
    assert (rated.final.rating, rated.final.capped) == (FAILING, None)


def test_without_a_judgement_on_the_whole_there_is_none_and_it_is_listed() -> None:
    judgements = {"2.1": NESS_RECORDED.judgements["2.1"]}
    rated = rated_ness(replace(NESS_RECORDED, judgements=judgements))
    assert (rated.rules, rated.final) == (None, None)
    assert rated.gaps == (Gap(GapKind.JUDGEMENT_MISSING, "overall"),)
    assert not rated.is_complete


def test_a_cap_that_cannot_be_tested_leaves_the_whole_open() -> None:
    """Without safety nobody knows whether the cap applies, so the judgement is not final."""
    unfinished = replace(
        NESS_RECORDED,
        cases=tuple(
            replace(case, answers={question: a for question, a in case.answers.items() if question != "1.2.2"})
            for case in NESS_RECORDED.cases
        ),
    )
    rated = rated_ness(unfinished)
    assert rated.final is None
    assert rated.final_gaps == (Gap(GapKind.STANDARD_NOT_RATED, "1.2"),)


def test_a_panel_that_lifts_safety_lifts_the_cap_on_the_whole_and_both_wholes_are_kept() -> None:
    # The boat at 2 of 4: one watch more gives 75, Fair, so the panel may move 1.2 from Failing to Fair.
    decided = replace(UNSAFE, decisions={"1.2": Decision("Failing", "Fair", "The boat was in the dock for a day.")})
    rated = rated_ness(decided)
    assert rated.rules is not None
    assert rated.final is not None
    assert (rated.rules.rating, rated.final.rating) == (FAIR, BRIGHT)


@pytest.mark.parametrize(
    ("question", "way", "points", "after"),
    [
        ("1.1.1", "up", 6, FAIR),  # 37.5: still Failing, so still capped
        ("1.1.1", "down", 4, FAIR),
        ("1.1.2", "up", 13, FAILING),  # 81.25 is Brilliant: three ratings, once each, and the worst counts
        ("1.1.2", "down", 11, FAIR),  # 68.75, still Bright
        ("1.1.3", "up", 7, FAILING),  # 87.5 is Brilliant
        ("1.1.3", "down", 5, FAIR),  # 62.5, still Bright
    ],
)
def test_what_if_one_case_had_another_grade(question: str, way: str, points: int, after: object) -> None:
    (flip,) = (flip for flip in flips(rated_ness()) if (flip.question.id, flip.way) == (question, way))
    assert (flip.after.tally.points, flip.standard_after) == (points, after)
    assert flip.overall_final == rated_ness().final


def test_what_if_the_boat_had_not_been_ready_brings_the_cap_on_the_whole() -> None:
    (flip,) = (flip for flip in flips(rated_ness()) if (flip.question.id, flip.way) == ("1.2.1", "down"))
    assert flip.standard_after == FAILING
    assert flip.overall_final is not None
    assert flip.overall_final.rating == FAIR


def test_grounds_for_discretion_are_tested_on_every_key_question() -> None:
    tested = rated_ness().standard("1.1").grounds
    questions = {rule: [g.questions[0].id for g in tested if g.trigger.rule is rule] for rule in TriggerRule}
    assert questions == {
        TriggerRule.NEAR_BOUNDARY: ["1.1.1", "1.1.2", "1.1.3"],
        TriggerRule.ONE_CASE: ["1.1.2", "1.1.3"],
        TriggerRule.SMALL_SAMPLE: ["1.1.1", "1.1.2", "1.1.3"],
    }
    # One case better would make lens or fog signal Brilliant; the fog signal rests on two watches.
    assert [(g.trigger.rule, g.questions[0].id) for g in tested if g.holds] == [
        (TriggerRule.ONE_CASE, "1.1.2"),
        (TriggerRule.ONE_CASE, "1.1.3"),
        (TriggerRule.SMALL_SAMPLE, "1.1.3"),
    ]


def test_where_every_watch_was_read_the_rating_is_certain() -> None:
    certain = stability(rated_ness(), {"watch": 4})
    assert certain.standards["1.1"] == Spread(FAIR, {FAILING: 0, FAIR: 400, BRIGHT: 0, BRILLIANT: 0})
    assert certain.overall == Spread(BRIGHT, {FAILING: 0, FAIR: 0, BRIGHT: 400, BRILLIANT: 0})


def test_a_full_read_may_bring_the_cap_on_a_judged_whole() -> None:
    """The whole is capped in just those draws in which safety fails."""
    spread = stability(rated_ness(), {"watch": 6})
    safety, overall = spread.standards["1.2"], spread.overall
    assert isinstance(safety, Spread)
    assert isinstance(overall, Spread)
    assert 0 < safety.draws_with[FAILING] < 400
    assert overall.draws_with == {
        FAILING: 0,
        FAIR: safety.draws_with[FAILING],
        BRIGHT: 400 - safety.draws_with[FAILING],
        BRILLIANT: 0,
    }


@pytest.mark.parametrize("wrong", [YES, 0, 5])
def test_an_answer_that_is_not_on_the_scale_is_an_error(wrong: AnswerWord | int) -> None:
    with pytest.raises(ValueError, match="graded 1, 2, 3, 4"):
        rated_ness(with_answers(NESS_RECORDED, W1={"1.1.1": wrong}))


def test_a_grade_for_a_question_that_is_answered_yes_or_no_is_an_error() -> None:
    with pytest.raises(TypeError, match="grade 3"):
        rated_ness(with_answers(NESS_RECORDED, W1={"1.2.1": 3}))


@pytest.mark.parametrize(
    ("grades", "cases", "not_evidenced"),
    [((1, 2), (1,), 0), ((2, 1), (1, 1), 0), ((1, 2), (1, -1), 0), ((1, 2), (1, 1), -1), ((), (), 0)],
)
def test_a_tally_of_grades_that_cannot_be_is_refused(
    grades: tuple[int, ...], cases: tuple[int, ...], not_evidenced: int
) -> None:
    with pytest.raises(ValueError, match=r"cannot be|do not rise"):
        GradeTally(grades, cases, not_evidenced)
