"""Annexe 3: the statistics behind the figures, and the digests by which everything can be checked again."""

from collections.abc import Iterator
from typing import assert_never

from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.document import Block, Bullets, Heading, Paragraph, plain
from trigpoint.report.in_brief import error_in_words
from trigpoint.report.sections.certainty import is_shown
from trigpoint.report.sections.sampling import draw_again
from trigpoint.rules.method import StandardRule


def statistics(report: RatedBundle) -> Iterator[Block]:
    """How the probabilities were worked out, and what somebody needs who wants to do it again."""
    yield Heading(1, "Annexe 3: Statistics and checks", "statistics", continues=True)
    yield from _urns(report)
    yield from draw_again(report)
    yield Heading(2, "The framework", "x-framework", in_contents=False)
    yield Paragraph(
        plain(
            f"The framework that this inspection was rated by is {report.framework.id}, in the version with the "
            f"SHA-256 {report.framework.digest}."
        )
    )


def _urns(report: RatedBundle) -> Iterator[Block]:
    if not is_shown(report.stability):
        return
    yield Heading(2, "How cases that nobody read were filled in", "x-urns", in_contents=False)
    yield Paragraph(
        plain(
            f"They were filled in {report.stability.draws:,} times by an urn of whole cases (the Pólya posterior), "
            f"with the seed {report.stability.seed}. The figures rest on these assumptions:"
        ),
        introduces=True,
    )
    yield Bullets(
        (
            plain("The cases that were not read are like those that were."),
            plain("The answers are right: that another reader might have answered otherwise is not part of it."),
            plain("A small sample looks surer than it is: an answer that nobody saw never occurs in an urn."),
            plain(error_in_words(report.stability.standard_error)),
            *(plain(words) for words in _of_the_rule(report.framework.method.standard_rule)),
            plain("Judged standards keep their rating, and professional discretion is not part of it."),
        )
    )


def _of_the_rule(rule: StandardRule) -> tuple[str, ...]:
    """Return what the rule of the standards itself does to ratings that are drawn."""
    match rule:
        case StandardRule.LOWEST_KEY_QUESTION:
            return ("Where several key questions are close to a boundary, the lowest of them tends to be lower still.",)
        case StandardRule.MAJORITY_OF_KEY_QUESTIONS:
            return ("Where as many key questions have one rating as another, the worse of the two comes out.",)
        case _:
            assert_never(rule)
