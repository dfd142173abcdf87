"""The opening parts: introduction, ratings at a glance, recommendations, background."""

from collections.abc import Iterator
from itertools import groupby
from typing import assert_never

from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.document import Block, Heading, Numbered, Paragraph, Text, Words, plain
from trigpoint.report.figures import ratings_at_a_glance
from trigpoint.report.overall_in_words import NO_OVERALL, NOT_KNOWN, judge_in_words, overall_steps, total_in_words
from trigpoint.report.words import Writer, rating_mark
from trigpoint.rules.method import JudgedOverall, SumOfScores
from trigpoint.rules.overall_rules import Total


def introduction(report: RatedBundle, writer: Writer) -> Iterator[Block]:
    """What was inspected and what was found, in a page."""
    yield Heading(1, "Introduction", "introduction")
    yield from (Paragraph(writer.words_of(text)) for text in report.bundle.texts.introduction)


def ratings(report: RatedBundle, writer: Writer) -> Iterator[Block]:
    """Every rating, what the rules alone gave beside what is final."""
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
    yield ratings_at_a_glance(rated)


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
    yield Paragraph(plain(f"As a result of the inspection {are_made} to improve the quality of the service."))
    start = 1
    for addressee, group in groupby(report.bundle.recommendations, key=lambda advice: advice.addressee):
        entries = tuple(writer.words_of(advice.text) for advice in group)
        yield Paragraph((Text(f"{addressee} should:", strong=True),))
        yield Numbered(entries, start=start)
        start += len(entries)


def background(report: RatedBundle, writer: Writer) -> Iterator[Block]:
    """The service and where it works."""
    if report.bundle.texts.background:
        yield Heading(1, "Background", "background")
        yield from (Paragraph(writer.words_of(text)) for text in report.bundle.texts.background)
