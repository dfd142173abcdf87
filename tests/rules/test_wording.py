"""Words beside a question are held against its counts.

In these texts `{7/8}` is a question that 7 of 8 relevant cases were answered yes to, `{1/4 not}` the same for the
cases that were not, `{0/0}` one that no case is relevant to and `{?}` one whose count is not known.
"""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.inspections import tallies
from tests.factories.loaded import BOTH, HARBOUR, YOUTH, id_of
from trigpoint.rules.answers import Tally
from trigpoint.rules.framework import Framework
from trigpoint.rules.method import Method, WordRange
from trigpoint.rules.wording import Claim, Mention, Piece, Verdict, claims, contradictions

METHOD = YOUTH.method
HOLDS, CONTRADICTED, NO_FIGURE = Verdict


def pieces(text: str) -> list[Piece]:
    """Return a text of these tests as its words and mentions."""
    return [_mention(one[1:-1]) if one.startswith("{") else one for one in re.split(r"(\{.*?\})", text)]


def _mention(name: str) -> Mention:
    counts = re.match("([0-9]+)/([0-9]+)", name)
    return Mention(name, Tally(int(counts[1]), int(counts[2])) if counts else None, negated=name.endswith(" not"))


def found(text: str, method: Method = METHOD) -> list[tuple[str, str, Verdict]]:
    """Return the words, the mention and the verdict of every claim of a text."""
    return [(one.words, one.mention.name, one.verdict) for one in claims(pieces(text), method)]


def verdicts(text: str, method: Method = METHOD) -> list[Verdict]:
    """Return the verdict of every claim of a text."""
    return [verdict for _, _, verdict in found(text, method)]


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


# Which mention


def test_a_quantity_is_held_against_the_next_mention_and_not_the_one_before() -> None:
    assert found("Beside {8/8}, half {4/8} and {1/8 not} were so.")[0] == ("half", "4/8", HOLDS)


def test_without_a_next_mention_the_nearest_before_counts() -> None:
    assert found("The first {8/8} and then the second {4/8} was good in half.") == [("half", "4/8", HOLDS)]


def test_each_quantity_takes_its_own_next_mention() -> None:
    assert found("All {8/8}, most {5/8}, half {4/8} and none {0/8}.") == [
        ("All", "8/8", HOLDS),
        ("most", "5/8", HOLDS),
        ("half", "4/8", HOLDS),
        ("none", "0/8", HOLDS),
    ]


@pytest.mark.parametrize("between", [" and ", " or ", ", ", ", and ", ") and (", " as well as ", "", " & ", ", ("])
def test_mentions_in_a_row_are_held_together(between: str) -> None:
    assert found(f"In half of the cases {{4/8}}{between}{{3/8}}.") == [
        ("half", "4/8", HOLDS),
        ("half", "3/8", CONTRADICTED),
    ]
    assert [name for _, name, _ in found(f"{{4/8}}{between}{{3/8}} was so in half")] == ["4/8", "3/8"]


def test_mentions_with_other_words_between_them_are_not_in_a_row() -> None:
    assert found("In half of the cases {4/8}, but risk {3/8} was weaker.") == [("half", "4/8", HOLDS)]


def test_a_question_mentioned_twice_in_a_row_is_held_once() -> None:
    assert verdicts("In most cases {3/8} ({3/8}).") == [CONTRADICTED]


# Sentences


@pytest.mark.parametrize(
    "text",
    [
        "All staff were seen. Planning was weak {3/8}.",
        "All staff were seen! Planning was weak {3/8}.",
        "Were all seen? Planning was weak {3/8}.",
        "'They saw all.' Planning was weak {3/8}.",
        "All staff were seen; planning was weak {3/8}.",
        "All staff were seen\n\nPlanning was weak {3/8}",
        "Planning was weak.{3/8} All staff were seen.",
    ],
)
def test_a_quantity_in_another_sentence_or_clause_is_not_about_the_mention(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "In most cases, e.g. those of girls, planning was weak {3/8}.",
        "In most cases, i.e. with most children, planning was weak {3/8}.",
        "In most cases (37.5 per cent) planning was weak {3/8}.",
        "In most cases: planning was weak {3/8}.",
        "In most cases planning was weak.{3/8} It was not so elsewhere.",
    ],
)
def test_an_abbreviation_a_decimal_point_and_a_colon_do_not_end_a_sentence(text: str) -> None:
    assert found(text)[0] == ("most", "3/8", CONTRADICTED)


# Numbers


@pytest.mark.parametrize(
    ("words", "mention", "verdict"),
    [
        ("4 of 8", "4/8", HOLDS),
        ("four out of eight", "4/8", HOLDS),
        ("4 of the eight", "4/8", HOLDS),
        ("4 of 8", "4/8 not", HOLDS),
        ("5 of 8", "3/8 not", HOLDS),
        ("3 of 8", "3/8 not", CONTRADICTED),
        ("1 of 2", "4/8", CONTRADICTED),  # the share is the same, the count is not
        ("nine of eight", "8/8", CONTRADICTED),
        ("twenty out of twenty", "20/20", HOLDS),
        ("1,204 of 2,000", "1204/2000", HOLDS),
        ("at least 3 of 8", "3/8", HOLDS),
        ("more than three of eight", "3/8", CONTRADICTED),
        ("56 per cent", "34/61", HOLDS),  # 55.74
        ("56%", "34/61", HOLDS),
        ("55 percent", "34/61", CONTRADICTED),
        ("55.7 per cent", "34/61", HOLDS),
        ("55.8 per cent", "34/61", CONTRADICTED),
        ("38 per cent", "3/8", HOLDS),  # 37.5: the half goes up
        ("63 per cent", "3/8 not", HOLDS),  # 62.5
        ("twenty per cent", "1/5", HOLDS),
        ("less than 50 per cent", "3/8", HOLDS),
        ("over 50 per cent", "3/8", CONTRADICTED),
        ("nearly 40 per cent", "3/8", HOLDS),
        ("up to 37 per cent", "3/8", CONTRADICTED),
        ("no more than 38 per cent", "3/8", HOLDS),
    ],
)
def test_a_count_is_exact_and_a_per_cent_as_exact_as_it_is_written(words: str, mention: str, verdict: Verdict) -> None:
    assert found(f"It was so in {words} {{{mention}}}.") == [(words, mention, verdict)]


def test_a_whole_per_cent_is_rounded_as_the_framework_rounds() -> None:
    # 199 of 200 is 99.5 per cent: 100 half up, 99 where fractions are dropped.
    assert verdicts("100 per cent {199/200}") == [HOLDS]
    assert verdicts("99 per cent {199/200}") == [CONTRADICTED]
    assert verdicts("99 per cent {199/200}", HARBOUR.method) == [HOLDS]


@pytest.mark.parametrize(
    "text",
    [
        "around 40 per cent {3/8}",  # what is only about right cannot be contradicted
        "in section 2.4 of 9 {3/8}",
        "aged 10 of 12-year-olds {3/8}",
        "50-64 per cent {3/8}",
        "five percentage points {3/8}",
        "99999999999 of 99999999999 {3/8}",
        "50 to 60 per cent {3/8}",  # perhaps a change
        "50 and 60 per cent {3/8}",  # of two questions
        "three in 12 months {3/8}",
        "three in 2019 {3/8}",
        "staff on call 24/7 {3/8}",
        "a 50/50 split {3/8}",
        "both the child and the parents {3/8}",
        "In one case, the plan was late {3/8}.",  # an example, not a count
        "We read eight cases {3/8}.",
        "in at least three cases {2/8}",
        "in three cases or more {2/8}",
        "all but the most complex {3/8}",
        "a third child {3/8}",
        "at most {3/8}",
        "the child had never been in care {3/8}",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert found(text) == []


# No figure


@pytest.mark.parametrize("mention", ["0/0", "0/0 not", "?", "? not"])
@pytest.mark.parametrize("words", ["none", "0 of 0", "50 per cent"])
def test_a_quantity_beside_a_question_without_a_count_has_no_figure(words: str, mention: str) -> None:
    assert found(f"{words} {{{mention}}}") == [(words, mention, NO_FIGURE)]


def test_a_claim_keeps_what_it_was_held_against() -> None:
    claim = contradictions(pieces("So {8/8}. In most\ncases {5/8 not}."), METHOD)[0]
    # 'S', 'o', ' ', the mention as one character, '.', ' ', 'I', 'n', ' ': the words start at 9.
    assert (claim.words, claim.position, claim.mention.name) == ("most", 9, "5/8 not")
    # 3 of 8 were not yes: 37.5, so 38 per cent.
    assert (claim.count, claim.percent) == (Tally(3, 8), 38)
    assert claim.meaning in METHOD.wording


# Any text

WORDS = [
    "most",
    "all",
    "over two-thirds",
    "4 of 8",
    "nine out of 3",
    "56.5 per cent",
    "1 of 0",
    "over 0 of 0",
    "not in",
    "almost",
    "between 9 and 3 per cent",
    "half or more of all",
    "3/0",
    "all but one",
    "both cases",
    ". ",
    ";",
]
mentions = st.builds(Mention, st.sampled_from("ab"), st.none() | tallies(), st.booleans())
words = st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join)


@pytest.mark.parametrize("framework", BOTH, ids=id_of)
@given(text=st.lists(words | mentions))
def test_any_text_can_be_held_against_its_mentions(framework: Framework, text: list[Piece]) -> None:
    made: tuple[Claim, ...] = claims(text, framework.method)
    assert {claim.mention for claim in made} <= {piece for piece in text if isinstance(piece, Mention)}
    assert [claim.position for claim in made] == sorted(claim.position for claim in made)
    for claim in made:
        assert (claim.verdict is NO_FIGURE) == (claim.count is None) == (claim.percent is None)


@pytest.mark.parametrize("framework", BOTH, ids=id_of)
@given(text=st.lists(words))
def test_a_text_without_mentions_claims_nothing(framework: Framework, text: list[str]) -> None:
    assert claims(text, framework.method) == ()
