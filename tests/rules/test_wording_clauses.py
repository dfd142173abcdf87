"""What the clause around a quantity makes of it: what was denied, what others said, what is compared.

In each, 3 of 8 are yes and so 5 of 8 are not, unless the figures stand in the test. All values are worked by hand.
"""

import pytest

from tests.factories.loaded import YOUTH
from trigpoint.bundle.messages import contradicted
from trigpoint.bundle.usage import with_usage
from trigpoint.rules.answers import Tally
from trigpoint.rules.passages import Mention, Piece
from trigpoint.rules.wording import claims, contradictions

METHOD = with_usage(YOUTH.method)


def beside(words: str, *counts: tuple[int, int]) -> list[Piece]:
    """The words, each @ in them a question of its own with the next of the counts; @! is of the cases not yes."""
    pieces: list[Piece] = []
    for number, part in enumerate(words.split("@")):
        if number:
            mention = Mention(f"2.1.{number}", Tally(*counts[number - 1]), negated=part.startswith("!"))
            pieces.append(mention)
        pieces.append(part.removeprefix("!"))
    return pieces


def is_right(words: str, *counts: tuple[int, int]) -> bool:
    """Whether the words are checked, and nothing is found."""
    text = beside(words, *counts)
    assert claims(text, METHOD), words
    return not contradictions(text, METHOD)


@pytest.mark.parametrize(
    "words",
    [
        "Most assessments @ failed to look at risk.",
        "In five cases @ there was no sound assessment.",
        "Risk was overlooked in five of the eight cases @.",
        "More than half of the assessments @ were inadequate.",
        "Assessors did not ask the family in five of the eight cases @.",
        "Five assessments @! had left risk out.",
    ],
)
def test_where_a_clause_says_what_was_not_done_its_quantity_is_of_the_cases_not_answered_yes(words: str) -> None:
    assert is_right(words, (3, 8))
    assert not is_right(words, (5, 8))


def test_not_before_a_quantity_may_turn_the_quantity_and_not_the_cases() -> None:
    # 4 of 8 are no majority, and so are the four others: 'not in most' is all that it can mean.
    assert is_right("Assessment was not sufficient in most cases @.", (4, 8))
    assert not is_right("Assessment was absent in most cases @.", (4, 8))


def test_what_is_denied_twice_is_no_denial() -> None:
    assert is_right("In three cases @ risks were not overlooked.", (3, 8))


def test_a_finding_says_that_its_clause_denies() -> None:
    (claim,) = contradictions(beside("Most assessments @ failed to look at risk.", (7, 8)), METHOD)
    assert contradicted(claim).startswith(
        '"Most" beside 2.1.1: 7 of 8 (88 per cent); the clause says what was not done, which is 1 of 8'
    )


@pytest.mark.parametrize(
    "words",
    [
        "Managers told us that nearly all assessments @ were sound.",
        "According to the deputy manager, all assessments @ are checked.",
        "At our last inspection, none of the assessments @ was sound.",
        "Work has risen by 20 per cent and assessment @ shows it.",
        "The 'Always There' project helps with assessment @.",
        "See page 7 of 8 on assessment @.",
        "Workers hold between 10 and 12 cases each, which affects assessment @.",
        "Three posts were filled, and only two were offered, which affects assessment @.",
    ],
)
def test_what_others_said_other_times_changes_names_and_labels_are_no_counts(words: str) -> None:
    assert claims(beside(words, (3, 8)), METHOD) == ()


def test_what_inspectors_found_is_a_count() -> None:
    assert not is_right("Inspectors felt that most assessments @ were sound.", (3, 8))


@pytest.mark.parametrize(
    ("words", "so", "not_so"),
    [
        ("Assessment @ was sound more often than planning @.", ((4, 8), (3, 8)), ((4, 8), (4, 8))),
        # Level is not better; it is left to the author.
        ("Assessment @ was better than planning @.", ((4, 8), (4, 8)), ((3, 8), (4, 8))),
        ("Assessment @ was weaker than planning @.", ((3, 8), (4, 8)), ((5, 8), (4, 8))),
        # By number, not by share: 4 of 8 are more than 3 of 5.
        ("More assessments @ were sound than plans @.", ((4, 8), (3, 5)), ((3, 8), (3, 5))),
        ("Fewer assessments @ were sound than plans @.", ((2, 8), (3, 5)), ((3, 8), (3, 5))),
        ("Twice as many assessments were sound @ as plans @.", ((6, 8), (3, 5)), ((5, 8), (3, 5))),
        ("The same share of assessments were sound @ as of plans @.", ((4, 8), (3, 6)), ((4, 8), (4, 6))),
    ],
)
def test_two_questions_that_are_compared_stand_so(
    words: str, so: tuple[tuple[int, int], ...], not_so: tuple[tuple[int, int], ...]
) -> None:
    assert is_right(words, *so)
    assert not is_right(words, *not_so)


def test_a_comparison_that_is_denied_is_not_read() -> None:
    assert claims(beside("Assessment @ was no better than planning @.", (3, 8), (4, 8)), METHOD) == ()


@pytest.mark.parametrize(
    ("words", "so", "not_so"),
    [
        ("With the exception of one case @, all was well.", (7, 8), (6, 8)),
        ("All was well, with two exceptions @.", (6, 8), (7, 8)),
        ("Every one of the eight assessments @ was sound.", (8, 8), (7, 8)),
        ("Not one of the eight assessments @ was sound.", (0, 8), (1, 8)),
        ("In a couple of cases @ it was sound.", (3, 8), (4, 8)),
        ("In a single case @ it was sound.", (1, 8), (2, 8)),
        ("One assessment in four @ was sound.", (2, 8), (4, 8)),
        ("It was sound five times out of eight @.", (5, 8), (4, 8)),
        ("Only three were sound @.", (3, 8), (4, 8)),
        ("Of the eight, three were sound @.", (3, 8), (4, 8)),
    ],
)
def test_counts_are_read_in_many_forms(words: str, so: tuple[int, int], not_so: tuple[int, int]) -> None:
    assert is_right(words, so)
    assert not is_right(words, not_so)


def test_none_but_one_is_left_to_the_author() -> None:
    assert claims(beside("Apart from one case @, none was sound.", (1, 8)), METHOD) == ()
