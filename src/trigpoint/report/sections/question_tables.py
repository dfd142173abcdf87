"""The tables of one standard: its key questions with their bands, what informs a judgement, and the prompts."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from trigpoint.bundle.rated import RatedBundle
from trigpoint.english import list_of
from trigpoint.report.cases_read import cases_read
from trigpoint.report.document import Block, Column, Fold, Inline, Row, Table, Text, Words, plain
from trigpoint.report.explain import count
from trigpoint.report.sections.notes import NoteBook
from trigpoint.report.words import question_anchor, rating_mark
from trigpoint.rules.answers import AnyTally, GradeTally, Tally
from trigpoint.rules.framework import AnswerScale, Graded
from trigpoint.rules.key_questions import KeyQuestionResult
from trigpoint.rules.rating import StandardResult
from trigpoint.rules.tally import question_ids

NOT_PRINTED = "–"
SO_FAR = " (so far: answers are missing)"


def table_caption(report: RatedBundle, result: StandardResult) -> str:
    """Return what the counts of a standard are of: 'Of the 8 cases inspected', or of fewer that were read so far."""
    standard = result.standard
    cases = cases_read(report.bundle, standard.case_type, frozenset(question_ids(standard)))
    missing = cases.read == cases.in_sample and any(question.gaps for question in result.counted)
    return cases.caption + (SO_FAR if missing else "")


def key_question_table(result: StandardResult, caption: str, notes: NoteBook) -> Table:
    """Return the counts and the band of each key question of a case-based standard."""
    evidenced = any(question.tally and question.tally.not_evidenced is not None for question in result.key_questions)
    columns = [
        Column("Key question", share=7),
        Column("Relevant cases", numeric=True, share=2),
        _answers_column(question.question.answers for question in result.key_questions),
        Column("Per cent", numeric=True, share=2),
        Column("Band", share=5),
    ]
    if evidenced:
        columns.insert(3, Column("Not evidenced", numeric=True, share=2))
    rows = tuple(_key_question_row(question, notes, evidenced=evidenced) for question in result.key_questions)
    return Table(caption, tuple(columns), rows, anchor=f"table-{result.standard.id}")


def _key_question_row(result: KeyQuestionResult, notes: NoteBook, *, evidenced: bool) -> Row:
    question = result.question
    name: list[Inline] = [Text(f"{question.id} ", strong=True), Text(question.text)]
    if question.note:
        name += notes.first_mark(plain(question.note))
    percent = f"{result.banded.percent}%" if result.banded else NOT_PRINTED
    band: Words = (rating_mark(result.banded.band.rating),) if result.banded else plain(_no_band(result))
    cells = [tuple(name), *_counts(question.answers, result.tally), plain(percent), band]
    if evidenced:
        not_evidenced = result.tally.not_evidenced if result.tally else None
        cells.insert(3, plain(NOT_PRINTED if not_evidenced is None else str(not_evidenced)))
    return Row(tuple(cells), anchor=question_anchor(question.id))


def _no_band(result: KeyQuestionResult) -> str:
    return "No relevant cases" if result.no_relevant_cases else "Not yet rated"


def evidence_table(result: StandardResult, caption: str) -> Table:
    """Return the counts of each question that informs a judgement; they have no per cent and no band."""
    columns = (
        Column("Key question", share=6),
        Column("Relevant cases", numeric=True, share=2),
        _answers_column(question.question.answers for question in result.evidence),
    )
    rows = tuple(_evidence_row(question) for question in result.evidence)
    return Table(f"{caption}, what informs the judgement", columns, rows, anchor=f"table-{result.standard.id}")


def _evidence_row(result: KeyQuestionResult) -> Row:
    question = result.question
    name = (Text(f"{question.id} ", strong=True), Text(question.text))
    return Row((name, *_counts(question.answers, result.tally)), anchor=question_anchor(question.id))


def prompt_table(result: KeyQuestionResult) -> Iterator[Block]:
    """Yield the counts of a key question's prompts, where it has any."""
    columns = (
        Column("Prompt", share=8),
        Column("Relevant cases", numeric=True, share=2),
        _answers_column(prompt.prompt.answers for prompt in result.prompts),
    )
    rows = []
    for prompt in result.prompts:
        words = (Text(f"{prompt.prompt.id} ", strong=True), Text(prompt.prompt.text))
        counts = _counts(prompt.prompt.answers, prompt.tally)
        rows.append(Row((words, *counts), anchor=question_anchor(prompt.prompt.id)))
    relevant = str(result.tally.relevant) if result.tally else NOT_PRINTED
    so_far = SO_FAR if result.gaps else ""
    if rows:
        caption = result.question.table_phrase.replace("{n}", relevant) + so_far
        table = Table(caption, columns, tuple(rows))
        yield Fold("The answers to each prompt", (table,), f"prompts-{result.question.id}")


def _answers_column(scales: Iterable[AnswerScale]) -> Column:
    """Return the column of yeses, a number; or of answers in words where some question is graded."""
    graded = any(isinstance(scale, Graded) for scale in scales)
    return Column("Answers", share=5) if graded else Column("Number 'Yes'", numeric=True, share=2)


def _counts(scale: AnswerScale, tally: AnyTally | None) -> tuple[Words, Words]:
    if tally is None:
        return plain(NOT_PRINTED), plain(NOT_PRINTED)
    return plain(str(tally.relevant)), plain(_answers(scale, tally))


def _answers(scale: AnswerScale, tally: AnyTally) -> str:
    """Return '3', or '1 Poor, 2 Fair and 5 Good: 20 of 32 points' for a graded question."""
    match tally:
        case Tally():
            return str(tally.yes)
        case GradeTally():
            labels = [grade.label for grade in scale.grades] if isinstance(scale, Graded) else []
            grades_given = [f"{cases} {label}" for label, cases in zip(labels, tally.cases, strict=True) if cases]
            return f"{list_of(grades_given) or 'none graded'}: {count(tally)}"
        case _:
            assert_never(tally)
