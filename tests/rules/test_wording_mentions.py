"""Which mention a quantity is checked against, which numbers are read, and any text at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.inspections import tallies
from tests.factories.loaded import BOTH, HARBOUR, id_of
from tests.rules.claimed import CONTRADICTED, HOLDS, METHOD, NO_FIGURE, found, pieces, verdicts
from trigpoint.bundle.usage import with_usage
from trigpoint.rules.answers import Tally
from trigpoint.rules.framework import Framework
from trigpoint.rules.passages import Mention, Piece
from trigpoint.rules.wording import Claim, Verdict, claims, contradictions


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
        "In most cases, e.g. those of girls, planning was right {3/8}.",
        "In most cases, i.e. with most children, planning was right {3/8}.",
        "In most cases (37.5 per cent) planning was right {3/8}.",
        "In most cases: planning was right {3/8}.",
        "In most cases planning was right.{3/8} It was not so elsewhere.",
    ],
)
def test_an_abbreviation_a_decimal_point_and_a_colon_do_not_end_a_sentence(text: str) -> None:
    assert found(text)[0] == ("most", "3/8", CONTRADICTED)


# What is denied, demanded or told


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # 2 of 8 were answered yes, so 6 of 8 were not.
        ("Planning was not sufficient in most cases {2/8}.", HOLDS),
        ("In most cases planning was weak {2/8}.", HOLDS),
        ("Planning was sufficient in most cases {2/8}.", CONTRADICTED),
        ("In most cases {2/8 not} planning was not sufficient.", HOLDS),
        ("Planning was not shared in all cases {7/8}.", HOLDS),
        ("Planning was not shared in all cases {8/8}.", CONTRADICTED),
        ("Plans were not shared consistently {8/8}.", CONTRADICTED),
    ],
)
def test_words_of_what_was_not_so_may_be_of_the_cases_not_answered_yes(text: str, verdict: Verdict) -> None:
    assert verdicts(text, with_usage(METHOD)) == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "Every child deserves a plan {3/8}.",
        "Plans should always be shared {3/8}.",
        "Children told us that they always felt heard {3/8}.",
        "The most serious risks were known {3/8}.",
        "Most importantly, the child was heard {3/8}.",
        "A single case decided it {3/8}.",
        "It was two cases short of the boundary {3/8}.",
        "Most of the paperwork was done {3/8}.",
        "Most staff agreed {3/8}.",
    ],
)
def test_what_ought_to_be_is_told_or_is_of_other_things_is_no_quantity_of_the_cases(text: str) -> None:
    assert found(text, with_usage(METHOD)) == []


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
        "in about three cases {2/8}",
        "We inspected the three cases {2/8}.",
        "Each worker has three cases a month {2/8}.",
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
