"""One standard: its rating, how it was reached, its key questions and prompts with their counts, and the words."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from trigpoint.bundle.findings import StandardFindings
from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.document import (
    Block,
    Facts,
    Fold,
    Heading,
    Link,
    Numbered,
    Paragraph,
    Text,
    Words,
    plain,
)
from trigpoint.report.explain import DecisionState, decision_state, why
from trigpoint.report.figures import key_questions
from trigpoint.report.sections.notes import NoteBook
from trigpoint.report.sections.question_tables import evidence_table, key_question_table, prompt_table, table_caption
from trigpoint.report.words import Writer, question_anchor, rating_mark, standard_anchor
from trigpoint.rules.framework import StandardBasis
from trigpoint.rules.method import StandardRule
from trigpoint.rules.rating import Level, StandardResult


def driven_by(rule: StandardRule) -> Words:
    """Return the note that says what gives the rating of a case-based standard."""
    match rule:
        case StandardRule.LOWEST_KEY_QUESTION:
            by = "is driven by the lowest score on its key questions, which is placed in a band"
        case StandardRule.MAJORITY_OF_KEY_QUESTIONS:
            by = "is the one that most of its key questions have, each placed in a band"
        case _:
            assert_never(rule)
    return (
        Text(f"The rating for the standard {by}. "),
        Link("The annexe on methodology", "#methodology"),
        Text(" explains how."),
    )


def standard(result: StandardResult, report: RatedBundle, writer: Writer, notes: NoteBook) -> Iterator[Block]:
    """One standard, judged or case-based."""
    rated = result.standard
    findings = report.bundle.findings.standards.get(rated.id, StandardFindings())
    yield Heading(2, f"{rated.id}. {rated.name}", standard_anchor(rated.id))
    statement: Words = (Text(rated.statement), *([notes.mark(plain(rated.note))] if rated.note else []))
    yield Paragraph(statement, lead=True)
    yield Facts(_ratings(result, writer, notes))
    yield from _steps(result, report, writer)
    match rated.basis:
        case StandardBasis.JUDGED:
            yield from _judged(result, findings, report, writer)
        case StandardBasis.CASE_BASED:
            yield from _case_based(result, findings, report, writer, notes)
        case _:
            assert_never(rated.basis)
    yield from _paragraphs(findings.closing, writer)


def _steps(result: StandardResult, report: RatedBundle, writer: Writer) -> Iterator[Block]:
    """The steps behind the rating, with the picture of its key questions: folded, as its counts are in the text."""
    inside: list[Block] = []
    if result.key_questions:
        inside.append(key_questions(report.rated, result))
    steps = why(result, report.framework.method)
    if steps:
        inside.append(Numbered(tuple(writer.words_of(step) for step in steps)))
    if inside:
        name = f"{result.standard.id}. {result.standard.name}"
        yield Fold("How this rating was reached", tuple(inside), f"steps-{result.standard.id}", name)


def _ratings(result: StandardResult, writer: Writer, notes: NoteBook) -> tuple[tuple[str, Words], ...]:
    if result.not_rated:
        return (("Rating", writer.words_of(f"Not rated. {result.not_rated}")),)
    # Not at the sentence that introduces the table: typst leaves the note behind where such a sentence is moved on.
    explained = notes.first_mark(driven_by(result.rule)) if result.key_questions else ()
    rows: list[tuple[str, Words]] = [("Rating", (rating_mark(result.final), *explained))]
    if result.standard.basis is StandardBasis.CASE_BASED:
        if result.rules != result.final:
            by_rules: Words = (rating_mark(result.rules),) if result.rules else plain("not known")
            rows.append(("By the rules alone", by_rules))
        if result.working and result.working.capped:
            rows.append(("Before the cap", (rating_mark(result.working.capped.before),)))
        if result.decision or result.open_to_discretion or result.rules is None:
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
    return "No decision recorded"


def _judged(result: StandardResult, findings: StandardFindings, report: RatedBundle, writer: Writer) -> Iterator[Block]:
    judged = result.standard
    number = len(judged.key_questions)
    yield Paragraph(
        plain(
            f"In making a judgement about {judged.name.lower()}, we take into account the answers to the following "
            f"{'question' if number == 1 else f'{number} questions'}:"
        ),
        introduces=True,
    )
    yield from _paragraphs(findings.summary, writer)
    if result.evidence:
        yield evidence_table(result, table_caption(report, result))
    evidence = {question.question.id: question for question in result.evidence}
    for question in judged.key_questions:
        # The row of the table is where a reference to the question leads, where there is one.
        anchor = f"p-{question.id}" if question.id in evidence else question_anchor(question.id)
        yield Heading(3, question.text, anchor, in_contents=False)
        if question.id in evidence:
            yield from prompt_table(evidence[question.id])
        words = findings.key_questions.get(question.id, ())
        yield from _paragraphs(words, writer)
        if not words and question.id not in evidence:
            yield Paragraph(plain("Nothing is written about this question."))


def _case_based(
    result: StandardResult, findings: StandardFindings, report: RatedBundle, writer: Writer, notes: NoteBook
) -> Iterator[Block]:
    if result.key_questions:
        opening = f"Our rating for {result.standard.name.lower()} is based on the following key questions:"
        yield Paragraph(plain(opening), introduces=True)
        yield key_question_table(result, table_caption(report, result), notes)
    yield from _paragraphs(findings.summary, writer)
    results = {question.question.id: question for question in result.key_questions}
    for question in result.standard.key_questions:
        words = findings.key_questions.get(question.id, ())
        if question.id in results or words:
            yield Heading(3, question.table_title, f"p-{question.id}", in_contents=False)
        if question.id in results:
            yield from prompt_table(results[question.id])
        yield from _paragraphs(words, writer)


def _paragraphs(texts: Sequence[str], writer: Writer) -> Iterator[Block]:
    for text in texts:
        yield Paragraph(writer.words_of(text))
