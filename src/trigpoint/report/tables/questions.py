"""The key questions and prompts with the counts behind the ratings."""

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from trigpoint.report.explain import exact_percent
from trigpoint.report.tables.results import OF_QUESTION, OF_STANDARD, QUESTION, STANDARD
from trigpoint.report.tables.table import Cell, DataTable, Field, Missing, Refers
from trigpoint.rules.answers import AnyTally, GradeTally, Tally
from trigpoint.rules.framework import Graded, KeyQuestion, Prompt
from trigpoint.rules.key_questions import KeyQuestionResult, PromptResult
from trigpoint.rules.rating import RatedInspection, StandardResult


def questions(rated: RatedInspection) -> DataTable:
    """Return every key question and prompt with its count."""
    without_yes: Missing = "not applicable" if rated.framework.answer_scales else "not known"
    return DataTable(
        "questions",
        "Key questions and prompts",
        "The count of every key question and prompt of the standards that are rated from cases.",
        (
            QUESTION,
            Field("kind", "Kind", "string", "'key question' (it has a band and gives the rating) or 'prompt'."),
            Field("key_question", "Key question", "string", "The key question that it belongs to, or its own number."),
            STANDARD,
            Field("text", "Text", "string", "The question in the published words."),
            Field("relevant", "Relevant cases", "integer", "The cases that the question applies to.", "not known"),
            Field("yes", "Yes", "integer", "The relevant cases that were answered yes.", without_yes),
            Field("not_evidenced", "Not evidenced", "integer", _NOT_EVIDENCED, "not known", noted=True),
            Field("percent", "Whole per cent", "integer", _PERCENT, "not applicable", noted=True),
            Field("percent_exact", "Per cent to two decimals", "decimal", _EXACT, "not applicable"),
            Field("band", "Band", "string", "The rating of a key question's band.", "not applicable"),
            Field("lowest", "Lowest", "boolean", _LOWEST, "not applicable", noted=True),
        ),
        tuple(row for result in rated.standards for question in result.counted for row in _rows(result, question)),
        key=("question",),
        refers=(
            Refers("key_question", "questions", "question"),
            OF_STANDARD,
            Refers("band", "ratings", "rating"),
        ),
    )


_NOT_EVIDENCED = "The relevant cases in which the work was not recorded. They count as no yes, and are kept apart."
_PERCENT = "Yes of the relevant cases as a whole per cent, which decides the band. Yes and relevant are exact."
_EXACT = "Yes of the relevant cases in per cent, to at most two decimals."
_LOWEST = "Whether it is the key question with the lowest share of yes, which gives the rating of its standard."


def _rows(result: StandardResult, question: KeyQuestionResult) -> Iterator[tuple[Cell, ...]]:
    asked, banded = question.question, question.banded
    percents: tuple[Cell, ...] = (banded.percent, Decimal(exact_percent(banded.tally))) if banded else (None, None)
    band = banded.band.rating.name if banded else None
    lowest = question in result.lowest if banded and result.lowest else None
    named = (asked.id, "key question", asked.id, result.standard.id, asked.text)
    yield (*named, *_counts(question.tally), *percents, band, lowest)
    for prompt in question.prompts:
        yield _prompt(result, question, prompt)


def _prompt(result: StandardResult, question: KeyQuestionResult, prompt: PromptResult) -> tuple[Cell, ...]:
    asked, tally = prompt.prompt, prompt.tally
    exact = Decimal(exact_percent(tally)) if tally and tally.relevant else None
    named = (asked.id, "prompt", question.question.id, result.standard.id, asked.text)
    return (*named, *_counts(tally), prompt.percent, exact, None, None)


def _counts(tally: AnyTally | None) -> tuple[Cell, Cell, Cell]:
    match tally:
        case None:
            return None, None, None
        case Tally():
            return tally.relevant, tally.yes, tally.not_evidenced
        case GradeTally():
            return tally.relevant, None, tally.not_evidenced
        case _:
            assert_never(tally)


def grades(rated: RatedInspection) -> DataTable:
    """Return how many cases were given each grade, for every graded question."""
    return DataTable(
        "grades",
        "Grades of the graded questions",
        "One row for each graded question and grade. Cases that are not evidenced are in none of them.",
        (
            QUESTION,
            Field("grade", "Grade", "integer", "The grade, which is also its points."),
            Field("label", "Label", "string", "The word for the grade."),
            Field("cases", "Cases", "integer", "The relevant cases that were given this grade."),
        ),
        tuple(
            (asked.id, grade.number, grade.label, cases)
            for asked, scale, tally in _graded(rated)
            for grade, cases in zip(scale.grades, tally.cases, strict=True)
        ),
        key=("question", "grade"),
        refers=(OF_QUESTION,),
    )


def _graded(rated: RatedInspection) -> Iterator[tuple[KeyQuestion | Prompt, Graded, GradeTally]]:
    for result in rated.standards:
        for question in result.counted:
            asked: list[tuple[KeyQuestion | Prompt, AnyTally | None]] = [(question.question, question.tally)]
            asked += [(prompt.prompt, prompt.tally) for prompt in question.prompts]
            for graded, tally in asked:
                if isinstance(tally, GradeTally) and isinstance(graded.answers, Graded):
                    yield graded, graded.answers, tally
