"""The same rating written as an analyst would in pandas: the yardstick. No facts, gaps, grounds or reasons."""

import numpy as np
import pandas as pd

from tests.factories.narrowed import score_bands
from trigpoint.rules.answers import AnswerWord, Case
from trigpoint.rules.framework import Framework, StandardBasis
from trigpoint.rules.method import Band


def answers_table(cases: tuple[Case, ...]) -> pd.DataFrame:
    """Return one row for each answer."""
    rows = [(case.reference, question, answer) for case in cases for question, answer in case.answers.items()]
    return pd.DataFrame(rows, columns=["case", "question", "answer"])


def questions_table(framework: Framework) -> pd.DataFrame:
    """Return one row for each key question, with its standard."""
    rows = [
        (question.id, standard.id)
        for standard in framework.standards
        if standard.basis is StandardBasis.CASE_BASED
        for question in standard.key_questions
    ]
    return pd.DataFrame(rows, columns=["question", "standard"])


def rated_with_pandas(
    answers: pd.DataFrame, questions: pd.DataFrame, judged: "pd.Series[int]", framework: Framework
) -> tuple["pd.Series[int]", int, str]:
    """Return the score of each standard, the total, and the overall rating."""
    relevant = answers[answers["answer"] != AnswerWord.NOT_APPLICABLE]
    yes = relevant["answer"] == AnswerWord.YES
    counts = yes.groupby(relevant["question"]).agg(["sum", "count"])
    counts["percent"] = (200 * counts["sum"] + counts["count"]) // (2 * counts["count"])
    bands = framework.method.bands
    counts["score"] = _placed(counts["percent"], bands)
    standards = questions.merge(counts, left_on="question", right_index=True).groupby("standard")["score"].min()
    scores = pd.concat([judged, standards]).astype(int)
    total = int(scores.sum())
    overall = score_bands(framework)
    place = int(np.searchsorted([band.first for band in overall], total, side="right")) - 1
    return scores, total, overall[place].rating.name


def _placed(percents: "pd.Series[int]", bands: tuple[Band, ...]) -> "pd.Series[int]":
    edges = [*(band.first for band in bands), 101]
    placed = pd.cut(percents, bins=edges, right=False, labels=[band.rating.score for band in bands])
    return placed.astype(int)
