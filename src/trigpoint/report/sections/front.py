"""The opening parts: who stands behind the report, introduction, ratings, recommendations, background."""

from collections.abc import Iterator
from itertools import groupby
from typing import assert_never

from trigpoint.bundle.imprint import Imprint, Publisher
from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.document import Block, Fold, Heading, Numbered, Paragraph, Text, Words, plain
from trigpoint.report.figures import ratings_at_a_glance, ratings_table
from trigpoint.report.overall_in_words import NO_OVERALL, NOT_KNOWN, judge_in_words, overall_steps, total_in_words
from trigpoint.report.sections.how_sure import how_sure
from trigpoint.report.words import Writer, rating_mark
from trigpoint.rules.method import JudgedOverall, SumOfScores
from trigpoint.rules.overall_rules import Total


def imprint(report: RatedBundle) -> Iterator[Block]:
    """Whom the inspectorate thanks, what it is, who publishes the report and on what terms it may be used."""
    printed = report.bundle.imprint
    parts = tuple(_imprint_parts(printed, report.bundle.inspection.inspectorate))
    if parts:
        yield Heading(1, "About this report", "about")
        yield from parts


def _imprint_parts(printed: Imprint, inspectorate: str) -> Iterator[Block]:
    if printed.acknowledgements:
        yield Heading(2, "Acknowledgements", "acknowledgements", in_contents=False)
        yield from (Paragraph(plain(text)) for text in printed.acknowledgements)
    if printed.role:
        yield Heading(2, f"The role of {inspectorate}", "role", in_contents=False)
        yield from (Paragraph(plain(text)) for text in printed.role)
    yield from (Paragraph(plain(text)) for text in printed.notes)
    terms = [text for text in (printed.copyright, *printed.terms) if text]
    if terms or printed.publisher or printed.isbn:
        yield Heading(2, "Publisher and licence", "publisher", in_contents=False)
        yield from (Paragraph(plain(text)) for text in terms)
        yield from (Paragraph(plain(text)) for text in _published_by(printed.publisher))
        if printed.isbn:
            yield Paragraph(plain(f"ISBN {printed.isbn}"))


def _published_by(publisher: Publisher | None) -> Iterator[str]:
    if publisher:
        yield f"Published by: {', '.join([publisher.name, *publisher.address])}"
        if publisher.available_at:
            yield f"This publication can be downloaded from {publisher.available_at}"


def introduction(report: RatedBundle, writer: Writer) -> Iterator[Block]:
    """What was inspected and what was found, in a page, with the name and post of whoever signs the report."""
    texts, signature = report.bundle.texts.introduction, report.bundle.imprint.signature
    if texts or signature:
        yield Heading(1, "Introduction", "introduction")
    yield from (Paragraph(writer.words_of(text)) for text in texts)
    if signature:
        yield Paragraph((Text(signature.name, strong=True),), introduces=True)
        yield Paragraph(plain(signature.post))


def ratings(report: RatedBundle, writer: Writer) -> Iterator[Block]:
    """Every rating, what the rules alone gave beside what is final, and how sure they are."""
    rated = report.rated
    yield Heading(1, "Ratings", "ratings")
    match rated.rules, rated.final:
        case Total() as rules, Total() as final if rules != final:
            yield Paragraph(
                plain(
                    f"By the rules alone the standards add up to {total_in_words(rules)}, "
                    f"{rules.rating.name}. After the ratings panel used professional discretion they add up to "
                    f"{total_in_words(final)}, {final.rating.name}. Both are shown throughout this report."
                )
            )
        case _ if report.framework.method.overall is None:
            yield Paragraph(plain(NO_OVERALL))
    yield from (Paragraph(writer.words_of(step)) for step in overall_steps(rated.final))
    yield ratings_table(rated)
    yield Fold("The ratings as a picture", (ratings_at_a_glance(rated),), "ratings-picture", on_paper=False)
    yield from how_sure(report)


def overall_facts(report: RatedBundle) -> tuple[tuple[str, Words], ...]:
    """The overall rating and what it rests on, with the same by the rules alone; nothing where there is none."""
    method, rated = report.framework.method, report.rated
    final: Words = (rating_mark(rated.final.rating if rated.final else None),)
    match method.overall:
        case SumOfScores():
            return (
                ("Overall rating", final),
                ("Score", plain(total_in_words(rated.final))),
                ("By the rules alone", (rating_mark(rated.rules.rating),) if rated.rules else plain(NOT_KNOWN)),
                ("Score by the rules alone", plain(total_in_words(rated.rules))),
            )
        case JudgedOverall():
            return (("Overall rating", final), ("Judged by", plain(judge_in_words(method.overall.judge))))
        case None:
            return ()
        case _:
            assert_never(method.overall)


def recommendations(report: RatedBundle, writer: Writer) -> Iterator[Block]:
    """What should change, grouped by who should act, numbered through."""
    if not report.bundle.recommendations:
        return
    yield Heading(1, "Recommendations", "recommendations")
    number = len(report.bundle.recommendations)
    are_made = "one recommendation is made" if number == 1 else f"{number} recommendations are made"
    yield Paragraph(
        plain(f"As a result of the inspection {are_made} to improve the quality of the service."), introduces=True
    )
    start = 1
    for addressee, group in groupby(report.bundle.recommendations, key=lambda advice: advice.addressee):
        entries = tuple(writer.words_of(advice.text) for advice in group)
        yield Paragraph((Text(f"{addressee} should:", strong=True),), introduces=True)
        yield Numbered(entries, start=start)
        start += len(entries)


def background(report: RatedBundle, writer: Writer) -> Iterator[Block]:
    """The service and where it works."""
    if report.bundle.texts.background:
        yield Heading(1, "Background", "background", continues=True)
        yield from (Paragraph(writer.words_of(text)) for text in report.bundle.texts.background)
