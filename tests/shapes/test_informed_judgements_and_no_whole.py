"""The Sound Ferry, worked by hand: no overall rating, a judgement informed by cases, a scale of one standard's own.

Three crossings, C1 and C3 at night:

    1.1.1 muster       yes, yes, no               2 of 3
    1.1.2 night watch  yes, –, not evidenced      1 of 2
    1.2.1 boats        yes, yes, yes              3 of 3   100   Fine
    1.2.2 lowering     yes, no, yes               2 of 3   66.7, rounded down 66   Middling, and the lowest

Standard 1.1 is judged Fine, whatever its counts; 1.3 is Met on a scale of its own.
"""

from dataclasses import replace

from tests.factories.loaded import FERRY
from tests.shapes.ness import FERRY_RECORDED, rated_ferry, with_answers
from trigpoint.rules.answers import AnswerWord, Judgement, Tally
from trigpoint.rules.flips import flips
from trigpoint.rules.gaps import Gap, GapKind
from trigpoint.rules.rating import Level
from trigpoint.rules.stability import NotShown, Spread, stability
from trigpoint.rules.standard_rules import LowestQuestion

POOR, MIDDLING, FINE = FERRY.method.ratings


def test_there_is_no_overall_rating_and_nothing_waits_for_one() -> None:
    rated = rated_ferry()
    assert (rated.rules, rated.final, rated.rules_gaps, rated.final_gaps) == (None, None, (), ())
    assert rated.is_complete
    assert rated.is_complete_by_the_rules


def test_an_inspection_without_an_overall_rating_is_complete_only_when_every_standard_is() -> None:
    unjudged = replace(FERRY_RECORDED, judgements={"1.3": FERRY_RECORDED.judgements["1.3"]})
    assert not rated_ferry(unjudged).is_complete
    assert not rated_ferry(unjudged).is_complete_by_the_rules


def test_cases_inform_a_judgement_and_band_nothing() -> None:
    crew = rated_ferry().standard("1.1")
    assert (crew.level, crew.rules, crew.final) == (Level.JUDGED, FINE, FINE)
    assert [(q.question.id, q.tally, q.banded) for q in crew.evidence] == [
        ("1.1.1", Tally(2, 3, 0), None),
        ("1.1.2", Tally(1, 2, 1), None),
    ]
    (roll_call,) = crew.evidence[0].prompts
    assert roll_call.tally == Tally(1, 2, 0)
    assert (crew.key_questions, crew.grounds, crew.working) == ((), (), None)


def test_counts_do_not_move_a_judgement() -> None:
    no = dict.fromkeys(("1.1.1", "1.1.1.1"), AnswerWord.NO)
    all_no = with_answers(FERRY_RECORDED, C1={**no}, C2={"1.1.1": AnswerWord.NO}, C3={**no})
    crew = rated_ferry(all_no).standard("1.1")
    assert (crew.rules, crew.evidence[0].tally) == (FINE, Tally(0, 3, 0))


def test_an_answer_that_is_missing_is_listed_and_keeps_the_judgement() -> None:
    cases = tuple(
        replace(case, answers={q: a for q, a in case.answers.items() if (case.reference, q) != ("C2", "1.1.1")})
        for case in FERRY_RECORDED.cases
    )
    crew = rated_ferry(replace(FERRY_RECORDED, cases=cases)).standard("1.1")
    assert (crew.final, crew.gaps) == (FINE, (Gap(GapKind.ANSWER_MISSING, "1.1", "1.1.1", "C2"),))


def test_printed_counts_inform_a_judgement_too() -> None:
    printed = replace(FERRY_RECORDED, cases=(), tallies={"1.1.1": Tally(4, 9), "1.1.2": Tally(2, 5)})
    assert [q.tally for q in rated_ferry(printed).standard("1.1").evidence] == [Tally(4, 9), Tally(2, 5)]


def test_a_judgement_without_any_case_is_a_judgement() -> None:
    crew = rated_ferry(replace(FERRY_RECORDED, cases=())).standard("1.1")
    assert (crew.final, crew.evidence, crew.gaps) == (FINE, (), ())


def test_a_standard_may_have_a_scale_of_its_own() -> None:
    papers = rated_ferry().standard("1.3")
    assert papers.final is not None
    assert (papers.final.name, papers.final in FERRY.method.ratings) == ("Met", False)
    assert [rating.name for rating in FERRY.method.of("1.3").ratings] == ["Not met", "Met"]


def test_papers_may_be_left_unrated() -> None:
    judgements = {**FERRY_RECORDED.judgements, "1.3": Judgement(None, "The office was shut.")}
    rated = rated_ferry(replace(FERRY_RECORDED, judgements=judgements))
    assert rated.standard("1.3").not_rated == "The office was shut."
    assert rated.is_complete


def test_the_lowest_key_question_still_decides_where_that_is_the_rule() -> None:
    boats = rated_ferry().standard("1.2")
    assert boats.working is not None
    assert boats.working.working == LowestQuestion(MIDDLING, ("1.2.2",))
    assert [question.question.id for question in boats.lowest] == ["1.2.2"]


def test_what_ifs_are_of_counted_standards_and_of_no_whole() -> None:
    # 3 of 3 can only fall: 2 of 3 is 66, Middling. 2 of 3 may rise to 100 or fall to 33, Middling.
    assert [
        (f.question.id, f.way, f.standard_after, f.overall_rules, f.overall_final) for f in flips(rated_ferry())
    ] == [
        ("1.2.1", "down", MIDDLING, None, None),
        ("1.2.2", "up", FINE, None, None),
        ("1.2.2", "down", MIDDLING, None, None),
    ]


def test_how_sure_says_of_each_part_why_there_is_no_figure() -> None:
    certain = stability(rated_ferry(), {"crossing": 3})
    assert certain.overall is NotShown.NO_OVERALL
    assert (certain.standards["1.1"], certain.standards["1.3"]) == (NotShown.JUDGED, NotShown.JUDGED)
    assert certain.standards["1.2"] == Spread(MIDDLING, {POOR: 0, MIDDLING: 300, FINE: 0})
