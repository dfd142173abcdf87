"""Invented sentences, true and false: nearly every finding is right, and nearly every false sentence is found.

The figures are printed in docs/BENCHMARKS.md, with those that the unseen sets had when they were first measured.
"""

from pathlib import Path

import pytest

from tests.wording.measured import (
    FIFTH_UNSEEN,
    FIRST_UNSEEN,
    FOURTH_UNSEEN,
    KEPT_BACK,
    LOOKED_AT,
    SECOND_UNSEEN,
    THIRD_UNSEEN,
    measured,
    sentences,
)

PRECISION, RECALL = 0.97, 0.90
KINDS = {
    "counts",
    "shares",
    "words of the framework",
    "adverbs",
    "words of quantity",
    "negations",
    "comparisons",
    "ranges",
    "two figures in a sentence",
    "ratings",
    "scores and totals",
    "context figures",
    "no quantity",
}


@pytest.mark.parametrize("half", [LOOKED_AT, KEPT_BACK], ids=lambda half: half.stem)
def test_findings_are_right_and_false_sentences_are_found(half: Path) -> None:
    some = sentences(half)
    result = measured(some)
    assert {sentence.kind for sentence in some} >= KINDS
    assert result.true >= 75
    assert result.false >= 75
    assert result.precision >= PRECISION
    assert result.recall >= RECALL


@pytest.mark.parametrize(
    "unseen", [FIRST_UNSEEN, SECOND_UNSEEN, THIRD_UNSEEN, FOURTH_UNSEEN, FIFTH_UNSEEN], ids=lambda unseen: unseen.stem
)
def test_what_was_mended_after_the_unseen_sets_stays_mended(unseen: Path) -> None:
    result = measured(sentences(unseen))
    assert (result.true >= 50, result.false >= 40) == (True, True)
    assert result.alarms == 0
    assert result.recall >= RECALL


def test_there_are_enough_sentences_of_both_kinds() -> None:
    result = measured([*sentences(LOOKED_AT), *sentences(KEPT_BACK)])
    assert (result.true >= 150, result.false >= 150) == (True, True)
