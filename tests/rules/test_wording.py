"""Words beside a question are checked against its counts.

In these texts `{7/8}` is a question that 7 of 8 relevant cases were answered yes to, `{1/4 not}` the same for the
cases that were not, `{0/0}` one that no case is relevant to and `{?}` one whose count is not known.
"""

from dataclasses import replace

import pytest

from tests.factories.loaded import HARBOUR
from tests.rules.claimed import CONTRADICTED, HOLDS, METHOD, found, verdicts
from trigpoint.rules.method import WordRange
from trigpoint.rules.wording import Verdict


# The Trafford report's own sentences, with the counts of its tables. In the longer ones each reference stands where
# an author would put it: after the words that it bears out.
@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In most cases, the case manager had included the views of parents or carers {7/8}.", [HOLDS]),
        # 4 of 6 is two-thirds exactly, so not over two-thirds: a slip of the printed report.
        (
            (
                "In over two-thirds of the cases, the assessment appropriately analysed the child's desistance "
                "{4/6}, but assessing the child's safety and wellbeing, and risk of harm to others {3/6} and {3/6} "
                "was only good enough in half of the cases."
            ),
            [CONTRADICTED, HOLDS],
        ),
        # The same slip again; 1 of 5 and 2 of 5 are 20 and 40 per cent.
        (
            (
                "In over two-thirds of the cases, the planning appropriately promoted the child's desistance {4/6},"
                " but planning to support the child's safety and wellbeing, and risk of harm to others was adequate"
                " in less than half of the cases {1/5}, {2/5}."
            ),
            [CONTRADICTED, HOLDS, HOLDS],
        ),
        (
            (
                "In all cases, the delivery of services effectively supported the desistance, and safety and "
                "wellbeing of the child ({8/8}, {7/7}), and in most cases, they supported the safety of other "
                "people ({4/5})."
            ),
            [HOLDS, HOLDS, HOLDS],
        ),
        (
            (
                "In all cases, reviewing appropriately supported a child's safety and wellbeing {7/7}, and in most "
                "cases, it promoted the child's desistance and the safety of other people {7/8} and {4/5}."
            ),
            [HOLDS, HOLDS, HOLDS],
        ),
        ("Attention was paid to compliance and enforcement in all cases {4/4}.", [HOLDS]),
        # 1 of 4 was answered yes, so 3 of 4 were not.
        ("In most cases TYJ did not provide the police with information {1/4 not}.", [HOLDS]),
    ],
)
def test_the_sentences_of_the_published_report_are_held_against_its_tables(
    sentence: str, expected: list[Verdict]
) -> None:
    assert verdicts(sentence) == expected


# One count at the edge of what the words may mean, and one just beyond it.
@pytest.mark.parametrize(
    ("words", "true", "false"),
    [
        ("all", "8/8", "7/8"),
        ("every", "8/8", "7/8"),
        ("each of the", "8/8", "7/8"),
        ("almost all", "4/5", "5/5"),  # 80 per cent, but not 100
        ("nearly all", "9/10", "7/10"),
        ("a large majority", "4/5", "79/100"),
        ("a reasonable majority", "65/100", "64/100"),
        ("a reasonable majority", "79/100", "80/100"),
        ("most", "5/8", "4/8"),  # more than half
        ("most", "7/8", "8/8"),  # but not all
        ("the majority", "51/100", "50/100"),
        ("over three-quarters", "4/5", "3/4"),
        ("three-quarters", "3/4", "69/100"),
        ("more than two-thirds", "5/7", "2/3"),
        ("two-thirds", "2/3", "3/4"),
        ("over half", "5/8", "4/8"),
        ("half", "4/8", "5/8"),
        ("fewer than half", "3/8", "4/8"),
        ("a minority", "49/100", "50/100"),
        ("a third", "1/3", "1/4"),
        ("a quarter", "1/4", "1/3"),
        ("few", "1/8", "0/8"),
        ("a few", "3/8", "4/8"),
        ("some", "1/8", "0/8"),
        ("a number of", "7/8", "8/8"),
        ("none", "0/8", "1/8"),
        ("in no cases", "0/8", "1/8"),
    ],
)
def test_words_mean_what_the_method_says(words: str, true: str, false: str) -> None:
    assert found(f"So it was in {words}: {{{true}}}") == [(words, true, HOLDS)]
    assert found(f"So it was in {words}: {{{false}}}") == [(words, false, CONTRADICTED)]


# Of eight cases 2 are 25 per cent, 3 are 37.5, 5 are 62.5. Fractions: 1/3 is 33.3 per cent, 2/3 is 66.7.
@pytest.mark.parametrize(
    ("words", "true", "false"),
    [
        ("no more than a third", "2/8", "3/8"),
        ("up to a third", "1/3", "3/8"),
        ("at most a third", "0/8", "3/8"),
        ("a third or fewer", "1/3", "3/8"),
        ("at least a third", "1/3", "2/8"),
        ("a third or more", "1/3", "2/8"),
        ("fewer than a third", "3/10", "1/3"),
        ("less than half", "3/8", "4/8"),
        ("over two-thirds", "7/10", "2/3"),  # more than the fraction itself, not than 'about two-thirds'
        ("under three-quarters", "5/8", "3/4"),
        ("more than one-quarter", "3/8", "2/8"),
        # Half is near from 40 to 60 per cent in this method.
        ("almost half", "2/5", "3/8"),
        ("nearly half", "49/100", "4/8"),
        ("just under half", "3/7", "4/8"),  # 3/7 is 42.9 per cent
        ("about half", "3/5", "5/8"),
        ("around half", "2/5", "3/8"),
        ("just over half", "4/7", "5/8"),  # 4/7 is 57.1 per cent
        ("one-half", "4/8", "3/8"),
        ("between half and two-thirds", "5/8", "3/8"),
        ("between 50 and 60 per cent", "3/5", "5/8"),
        ("between 60% and 70%", "5/8", "3/4"),
        ("50 per cent or more", "4/8", "3/8"),
        ("almost every", "7/8", "8/8"),
        ("virtually all", "7/8", "6/8"),
        ("never", "0/8", "1/8"),
    ],
)
def test_words_before_or_after_a_share_make_it_a_range(words: str, true: str, false: str) -> None:
    assert found(f"It was so in {words} {{{true}}}.") == [(words, true, HOLDS)]
    assert found(f"It was so in {words} {{{false}}}.") == [(words, false, CONTRADICTED)]


@pytest.mark.parametrize(
    ("words", "true", "false"),
    [
        ("Not in all", "7/8", "8/8"),
        ("not every", "0/8", "8/8"),
        ("not in most", "1/8", "5/8"),
        ("not in most", "4/8", "8/8"),  # 'not in most' does not say 'or in all'
        ("not in the majority", "4/8", "5/8"),
        ("not in more than half", "4/8", "5/8"),
        ("not more than 3 of 8", "3/8", "4/8"),
        ("not in less than two-thirds", "2/3", "5/8"),
        ("by no means all", "7/8", "8/8"),
        ("wasn't in all", "7/8", "8/8"),
        ("far from all", "3/8", "8/8"),
    ],
)
def test_not_directly_before_a_range_turns_it(words: str, true: str, false: str) -> None:
    assert found(f"{words} cases {{{true}}}.") == [(words, true, HOLDS)]
    assert found(f"{words} cases {{{false}}}.") == [(words, false, CONTRADICTED)]


@pytest.mark.parametrize("words", ["not in half of the", "not in a few", "not in some", "not in 4 of 8", "if not all"])
def test_not_that_may_mean_more_than_one_thing_is_not_read(words: str) -> None:
    assert found(f"{words} cases {{8/8}}") == []


@pytest.mark.parametrize(
    ("words", "true", "false"),
    [
        ("all but one", "7/8", "5/8"),
        ("all but two", "3/5", "4/5"),
        ("all cases but one", "4/5", "5/5"),
        ("every case except two", "6/8", "7/8"),
        ("both cases", "2/2", "1/2"),
        ("both of the cases", "2/2", "2/3"),  # 'both' is all of two
        ("in three cases", "3/8", "4/8"),
        ("in 3 cases", "3/5", "2/5"),
        ("one in four", "2/8", "3/8"),  # as 'a quarter': 20 to 30 per cent
        ("one in four", "26/100", "31/100"),
        ("nine in ten", "18/20", "17/20"),  # a fraction that this method has no words for is exact
        ("at least one in four", "3/8", "1/8"),
        ("3/8", "3/8", "4/8"),
        ("no cases", "0/8", "1/8"),
    ],
)
def test_a_number_of_cases_and_a_share_of_them_are_read(words: str, true: str, false: str) -> None:
    assert found(f"It was so, {words}, {{{true}}}.") == [(words, true, HOLDS)]
    assert found(f"It was so, {words}, {{{false}}}.") == [(words, false, CONTRADICTED)]


def test_a_number_of_cases_after_the_mention_is_held_against_it_too() -> None:
    assert found("Planning {3/8} was good in three cases.") == [("in three cases", "3/8", HOLDS)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("in less than half of all cases {3/8}", "less than half"),
        ("in half of all the cases {4/8}", "half"),
        ("in two-thirds of the cases {2/3}", "two-thirds"),
        ("in 50 per cent of all cases {4/8}", "50 per cent"),
        ("in three of eight of all cases {3/8}", "three of eight"),
    ],
)
def test_of_all_cases_after_a_quantity_is_no_quantity_of_its_own(text: str, words: str) -> None:
    assert found(text) == [(words, text[text.index("{") + 1 : -1], HOLDS)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("in almost all cases {9/10}", "almost all"),
        ("in less than half of the cases {1/5}", "less than half"),
        ("a large majority {9/10}", "a large majority"),
        ("over two-thirds {5/6}", "over two-thirds"),
    ],
)
def test_the_longest_words_win(text: str, words: str) -> None:
    assert found(text) == [(words, text[text.index("{") + 1 : -1], HOLDS)]


@pytest.mark.parametrize("words", ["Two-thirds", "two thirds", "TWO-THIRDS", "two\n  thirds", "two‑thirds"])
def test_case_hyphen_space_and_line_break_make_no_difference(words: str) -> None:
    assert verdicts(f"{words} {{1/3}}") == [CONTRADICTED]


@pytest.mark.parametrize(
    "text",
    [
        "Overall, planning was weak {3/8}.",
        "The foremost concern was safety {3/8}.",
        "The half-time coordinator and the all-round worker agreed {3/8}.",
        "A cross-majority vote and someone fewest {3/8}.",
    ],
)
def test_only_whole_words_count(text: str) -> None:
    assert found(text) == []


def test_words_that_the_method_lists_without_a_range_mean_no_count() -> None:
    method = replace(METHOD, wording=(*METHOD.wording, WordRange(("most likely", "at all"))))
    assert found("The services most likely to help were not there at all {3/8}.", method) == []
    assert found("Most cases had the services most likely to help {3/8}.", method) == [("Most", "3/8", CONTRADICTED)]


def test_each_framework_has_its_own_words() -> None:
    # Harbour: 'most passages' is more than 3 in 5 and fewer than all; 'most' alone says nothing there.
    assert found("On most passages {3/5}, and most {1/9}.", HARBOUR.method) == [("most passages", "3/5", CONTRADICTED)]
