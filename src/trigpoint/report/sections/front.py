"""The opening parts: introduction, ratings at a glance, recommendations, background."""

from collections.abc import Iterator
from itertools import groupby

from trigpoint.report.document import Block, Heading, Numbered, Paragraph, Text, Words, plain
from trigpoint.report.figures import ratings_at_a_glance
from trigpoint.report.reported import Reported
from trigpoint.report.words import Writer, rating_mark, total_in_words


def introduction(report: Reported, writer: Writer) -> Iterator[Block]:
    """What was inspected and what was found, in a page."""
    yield Heading(1, "Introduction", "introduction")
    yield from (Paragraph(writer.said(text)) for text in report.bundle.texts.introduction)


def ratings(report: Reported) -> Iterator[Block]:
    """Every rating, what the rules alone gave beside what stands."""
    rated = report.rated
    yield Heading(1, "Ratings", "ratings")
    if rated.final and rated.rules and rated.rules != rated.final:
        yield Paragraph(
            plain(
                f"By the rules alone the standards add up to {total_in_words(rated.rules)}, "
                f"{rated.rules.rating.name}. After the ratings panel used professional discretion they add up to "
                f"{total_in_words(rated.final)}, {rated.final.rating.name}. Both are shown throughout this report."
            )
        )
    yield ratings_at_a_glance(rated)


def overall_facts(report: Reported) -> tuple[tuple[str, Words], ...]:
    """The overall rating and score, and the same by the rules alone."""
    rated = report.rated
    return (
        ("Overall rating", (rating_mark(rated.final.rating if rated.final else None),)),
        ("Score", plain(total_in_words(rated.final))),
        ("By the rules alone", (rating_mark(rated.rules.rating),) if rated.rules else plain("not known")),
        ("Score by the rules alone", plain(total_in_words(rated.rules))),
    )


def recommendations(report: Reported, writer: Writer) -> Iterator[Block]:
    """What should change, grouped by who should act, numbered through."""
    if not report.bundle.recommendations:
        return
    yield Heading(1, "Recommendations", "recommendations")
    number = len(report.bundle.recommendations)
    made = "one recommendation is made" if number == 1 else f"{number} recommendations are made"
    yield Paragraph(plain(f"As a result of the inspection {made} to improve the quality of the service."))
    start = 1
    for addressee, group in groupby(report.bundle.recommendations, key=lambda one: one.addressee):
        entries = tuple(writer.said(one.text) for one in group)
        yield Paragraph((Text(f"{addressee} should:", strong=True),))
        yield Numbered(entries, start=start)
        start += len(entries)


def background(report: Reported, writer: Writer) -> Iterator[Block]:
    """The service and where it works."""
    if report.bundle.texts.background:
        yield Heading(1, "Background", "background")
        yield from (Paragraph(writer.said(text)) for text in report.bundle.texts.background)
