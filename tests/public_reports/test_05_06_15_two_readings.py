"""Where a heading, a date or a word can be read in two ways, its sender is asked, and nothing is taken silently."""

from tests.public_reports.case_lists import answered, reported
from trigpoint.case_lists.questions import word_id
from trigpoint.tables.mapping import NONE_OF_THESE

HEADINGS = "05-two-headings-fit/d1-two-dates.csv"
DATES = "06-us-dates/c06-us.csv"
WORDS = "15-doubt-and-comparison-dropped/c10-semantic.csv"


def test_two_headings_that_fit_one_column_are_asked_about() -> None:
    """05: by 'Outcome date' all three cases are in the window, by 'Decision date' one."""
    before = reported(HEADINGS)
    asked = before.asked()
    assert asked["heading-disposed"].hint == "'Decision date' and 'Outcome date' both fit."
    assert asked["heading-age"].hint == "'Age' and 'Age at outcome' both fit."
    assert not before.can_be_sent
    assert [finding.rule for finding in before.to_correct()] == ["two_headings", "two_headings"]

    chosen = answered(heading_disposed="Outcome date", heading_age="Age at outcome", dates="day-first")
    after = reported(HEADINGS, chosen)
    assert (after.can_be_sent, len(after.cases), after.noted()) == (True, 3, [])
    assert [case.disposed.isoformat() for case in after.cases] == ["2026-03-05", "2026-03-06", "2026-01-09"]

    other = reported(HEADINGS, answered(heading_disposed="Decision date", heading_age="Age", dates="day-first"))
    (finding,) = other.noted()
    assert (finding.rule, [place.line for place in finding.places]) == ("out_of_window", [2, 4])


def test_dates_of_which_no_number_is_above_12_are_asked_about_and_shown_in_both_orders() -> None:
    """06: 5 March, 11 April, 2 January, 9 February 2026, written with the month first."""
    before = reported(DATES)
    question = before.asked()["dates"]
    assert [choice.label for choice in question.choices] == [
        "Day first: 1 February to 4 November 2026",
        "Month first: 2 January to 11 April 2026",
    ]
    assert not before.can_be_sent
    assert before.as_read.dates == "read as day/month: 1 February to 4 November 2026"
    assert before.noted() == []

    after = reported(DATES, answered(dates="month-first"))
    assert (after.can_be_sent, after.noted()) == (True, [])
    days = ["2026-03-05", "2026-04-11", "2026-01-02", "2026-02-09"]
    assert [case.disposed.isoformat() for case in after.cases] == days
    assert after.as_read.dates == "read as month/day: 2 January to 11 April 2026"

    day_first = reported(DATES, answered(dates="day-first"))
    (finding,) = day_first.noted()
    assert (finding.rule, [place.line for place in finding.places]) == ("out_of_window", [2, 3, 5])


def test_a_word_with_a_sign_of_doubt_or_comparison_has_no_meaning_until_somebody_gives_it_one() -> None:
    """15: of all these words only 'm-e-d' and 'R.O.' are spellings of one of ours."""
    before = reported(WORDS)
    asked = {question.text for question in before.asked().values() if question.id.startswith("word")}
    assert asked == {
        "What does 'M/' mean in 'Sex'?",
        "What does '>medium' mean in 'Risk of serious harm'?",
        "What does 'medium?' mean in 'Risk of serious harm'?",
        "What does 'Low*' mean in 'Risk of serious harm'?",
        "What does '<High' mean in 'Risk of serious harm'?",
        "What does 'not high' mean in 'Safety and wellbeing'?",
        "What does '(low)' mean in 'Safety and wellbeing'?",
        "What does 'Low!' mean in 'Safety and wellbeing'?",
    }
    assert not before.can_be_sent

    answers = answered(dates="day-first").with_answer(word_id("sex", "M/"), "male")
    for attribute, word, value in (
        ("risk_of_serious_harm", ">medium", "high"),
        ("risk_of_serious_harm", "medium?", NONE_OF_THESE),
        ("risk_of_serious_harm", "Low*", "low"),
        ("risk_of_serious_harm", "<High", "medium"),
        ("safety_and_wellbeing", "not high", "medium"),
        ("safety_and_wellbeing", "(low)", "low"),
        ("safety_and_wellbeing", "Low!", "low"),
    ):
        answers = answers.with_answer(word_id(attribute, word), value)
    after = reported(WORDS, answers)
    assert after.can_be_sent
    assert [(case.reference, case.profile) for case in after.cases] == [
        ("AB101", ("male", "referral_order", "high", "medium")),
        ("AB103", ("male", "referral_order", "low", "medium")),
        ("AB104", ("male", "referral_order", "medium", "low")),
    ]
    (left_out,) = after.as_read.left_out
    assert (left_out.column, left_out.word, left_out.cases) == ("Risk of serious harm", "medium?", 1)


def test_an_answer_that_is_no_choice_is_not_taken() -> None:
    answers = answered(dates="sideways", heading_disposed="Another heading")
    assert {"dates"} <= set(reported(DATES, answers).asked())
    assert reported(DATES, answers).read.plan.headings["disposed"] == "Date of disposal"
