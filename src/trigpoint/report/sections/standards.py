"""One standard: its rating, how it was reached, its key questions and prompts with their counts, and the words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from trigpoint.bundle.findings import StandardFindings
from trigpoint.english import count_of
from trigpoint.report.document import (
    Block,
    Callout,
    Column,
    Facts,
    Heading,
    Inline,
    Link,
    Numbered,
    Paragraph,
    Row,
    Table,
    Text,
    Words,
    plain,
)
from trigpoint.report.explain import DecisionState, decision_state, why
from trigpoint.report.figures import key_questions
from trigpoint.report.reported import Reported
from trigpoint.report.sections.notes import NoteBook
from trigpoint.report.words import Writer, question_anchor, rating_mark, standard_anchor
from trigpoint.rules.answers import Tally
from trigpoint.rules.framework import Standard, StandardBasis
from trigpoint.rules.rating import Level, StandardResult
from trigpoint.rules.standards import KeyQuestionResult

NOT_PRINTED = "–"

DRIVEN_BY: Words = (
    Text("The rating for the standard is driven by the lowest score on its key questions, which is placed in a band. "),
    Link("The annexe on methodology", "#methodology"),
    Text(" explains how."),
)


def standard(result: StandardResult, report: Reported, writer: Writer, notes: NoteBook) -> Iterator[Block]:
    """One standard, judged or case-based."""
    one = result.standard
    found = report.bundle.findings.standards.get(one.id, StandardFindings())
    yield Heading(2, f"{one.id}. {one.name}", standard_anchor(one.id))
    yield Paragraph(plain(one.statement), lead=True)
    yield Facts(_ratings(result, writer))
    if one.basis is StandardBasis.JUDGED:
        yield from _judged(result, found, writer)
    else:
        yield from _case_based(result, found, report, writer, notes)
    yield from _paragraphs(found.closing, writer)
    steps = why(result, report.framework.method)
    if steps:
        yield Callout("How this rating was reached", (Numbered(tuple(writer.said(step) for step in steps)),))
    yield from notes.printed()


def _ratings(result: StandardResult, writer: Writer) -> tuple[tuple[str, Words], ...]:
    if result.not_rated:
        return (("Rating", writer.said(f"Not rated. {result.not_rated}")),)
    rows: list[tuple[str, Words]] = [("Rating", (rating_mark(result.final),))]
    if result.standard.basis is StandardBasis.CASE_BASED:
        by_rules: Words = (rating_mark(result.rules),) if result.rules else plain("not known")
        rows.append(("By the rules alone", by_rules))
        rows.append(("Ratings panel", plain(_panel(result))))
    return tuple(rows)


def _panel(result: StandardResult) -> str:
    state = decision_state(result)
    if result.decision and state:
        used = "used" if result.decision.to_rating else "considered and not used"
        stands = {
            DecisionState.STANDS: "",
            DecisionState.NOT_KNOWN: "; whether that stands is not known yet",
            DecisionState.DOES_NOT_STAND: "; that does not stand on these counts",
        }
        return f"Professional discretion {used}{stands[state]}"
    if result.rules is None:
        only_printed = result.level is Level.PRINTED
        return "Not known: only the rating was printed" if only_printed else "Not known yet: answers are missing"
    return "No decision recorded" if result.open_to_discretion else "Not open to professional discretion"


def _judged(result: StandardResult, found: StandardFindings, writer: Writer) -> Iterator[Block]:
    one = result.standard
    number = len(one.key_questions)
    yield Paragraph(
        plain(
            f"In making a judgement about {one.name.lower()}, we take into account the answers to the following "
            f"{'question' if number == 1 else f'{number} questions'}:"
        )
    )
    yield from _paragraphs(found.summary, writer)
    for question in one.key_questions:
        yield Heading(3, question.text, question_anchor(question.id), in_contents=False)
        yield from _paragraphs(found.key_questions.get(question.id, ()), writer)


def _case_based(
    result: StandardResult, found: StandardFindings, report: Reported, writer: Writer, notes: NoteBook
) -> Iterator[Block]:
    if result.key_questions:
        opening: list[Inline] = [Text("Our rating"), notes.mark(DRIVEN_BY)]
        opening.append(Text(f" for {result.standard.name.lower()} is based on the following key questions:"))
        if result.standard.note:
            opening.append(notes.mark(plain(result.standard.note)))
        yield Paragraph(tuple(opening))
        table = _key_question_table(result, _cases_read(report, result.standard), notes)
        yield replace(key_questions(report.rated, result), table=table)
    yield from _paragraphs(found.summary, writer)
    results = {one.question.id: one for one in result.key_questions}
    for question in result.standard.key_questions:
        words = found.key_questions.get(question.id, ())
        if question.id in results or words:
            yield Heading(3, question.table_title, f"p-{question.id}", in_contents=False)
        if question.id in results:
            yield from _prompt_table(results[question.id])
        yield from _paragraphs(words, writer)


def _cases_read(report: Reported, standard: Standard) -> str:
    in_file = sum(case.case_type == standard.case_type for case in report.bundle.cases)
    read = in_file or next((one.read for one in report.bundle.sample if one.case_type == standard.case_type), 0)
    return f"Of the {count_of(read, 'case')} inspected" if read else "Of the cases inspected"


def _key_question_table(result: StandardResult, caption: str, notes: NoteBook) -> Table:
    evidenced = any(one.tally and one.tally.not_evidenced is not None for one in result.key_questions)
    columns = [
        Column("Key question", share=6),
        Column("Relevant cases", numeric=True, share=2),
        Column("Number 'Yes'", numeric=True, share=2),
        Column("Per cent", numeric=True, share=2),
        Column("Band", share=3),
    ]
    if evidenced:
        columns.insert(3, Column("Not evidenced", numeric=True, share=2))
    rows = tuple(_key_question_row(question, notes, evidenced=evidenced) for question in result.key_questions)
    return Table(caption, tuple(columns), rows, anchor=f"table-{result.standard.id}")


def _key_question_row(result: KeyQuestionResult, notes: NoteBook, *, evidenced: bool) -> Row:
    question = result.question
    name: list[Inline] = [Text(f"{question.id} ", strong=True), Text(question.text)]
    if question.note:
        name.append(notes.mark(plain(question.note)))
    percent = f"{result.banded.percent}%" if result.banded else NOT_PRINTED
    band: Words = (rating_mark(result.banded.band.rating),) if result.banded else plain(_no_band(result))
    cells = [tuple(name), *_counts(result.tally), plain(percent), band]
    if evidenced:
        not_evidenced = result.tally.not_evidenced if result.tally else None
        cells.insert(3, plain(NOT_PRINTED if not_evidenced is None else str(not_evidenced)))
    return Row(tuple(cells), anchor=question_anchor(question.id))


def _no_band(result: KeyQuestionResult) -> str:
    return "No relevant cases" if result.no_relevant_cases else "Not yet rated"


def _prompt_table(result: KeyQuestionResult) -> Iterator[Block]:
    columns = (
        Column("Prompt", share=8),
        Column("Relevant cases", numeric=True, share=2),
        Column("Number 'Yes'", numeric=True, share=2),
    )
    rows = []
    for prompt in result.prompts:
        words = (Text(f"{prompt.prompt.id} ", strong=True), Text(prompt.prompt.text))
        rows.append(Row((words, *_counts(prompt.tally)), anchor=question_anchor(prompt.prompt.id)))
    relevant = str(result.tally.relevant) if result.tally else NOT_PRINTED
    so_far = " (so far: answers are missing)" if result.gaps else ""
    if rows:
        yield Table(result.question.table_phrase.replace("{n}", relevant) + so_far, columns, tuple(rows))


def _counts(tally: Tally | None) -> tuple[Words, Words]:
    if tally is None:
        return plain(NOT_PRINTED), plain(NOT_PRINTED)
    return plain(str(tally.relevant)), plain(str(tally.yes))


def _paragraphs(texts: Sequence[str], writer: Writer) -> Iterator[Block]:
    for text in texts:
        yield Paragraph(writer.said(text))
