"""Does a Bundle make sense: do its words, figures and ratings agree with one another, and is anything missing?

Whether a Bundle can be used at all is asked before, in `conformance`. The checks are in `checks`, one function each,
and the wording of what they find in `messages`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from trigpoint.bundle.checks import context, ratings, sample, texts
from trigpoint.bundle.checks.observations import Checked, Observation
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.problems import Place
from trigpoint.bundle.shape import parts_of
from trigpoint.rules.framework import Framework
from trigpoint.rules.rating import RatedInspection

_CHECKS: tuple[Callable[[Checked], Iterator[Observation]], ...] = (
    texts.words_agree_with_counts,
    texts.ratings_agree_with_what_was_rated,
    texts.numbers_agree_with_figures,
    texts.waivers_are_needed,
    texts.percentages_in_texts_are_right,
    texts.characters_can_be_printed,
    context.breakdowns_add_up,
    context.parts_are_within_wholes,
    context.percentages_are_of_their_parts,
    sample.sample_adds_up,
    sample.cases_are_those_read,
    sample.cases_differ_by_more_than_noughts,
    sample.questions_of_every_case_count_all_cases,
    sample.interviews_are_about_cases_read,
    sample.certificate_is_of_this_inspection,
    sample.sample_is_that_of_the_certificate,
    sample.cases_are_those_of_the_certificate,
    ratings.printed_ratings_are_ours,
    ratings.printed_total_is_ours,
    ratings.printed_total_is_still_possible,
    ratings.what_is_left_unrated_was_not_counted,
    ratings.nothing_is_missing,
)


WAIVABLE: Final = frozenset(
    rule.__name__
    for rule in (
        texts.words_agree_with_counts,
        texts.ratings_agree_with_what_was_rated,
        texts.numbers_agree_with_figures,
    )
)
"""The checks whose findings an author may waive with a reason: they read words, and may misread them."""


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """One thing in a Bundle that does not agree with another, or that is missing.

    `rule` names the check, `message` says it in a sentence without its last full stop, and `figure` is the figure
    that it was checked against ('' where something is missing). `passage` is the sentence of a text that is meant, and
    `mend` says how to put it right; both are '' where `message` and place say enough.
    """

    rule: str
    place: Place
    message: str
    figure: str
    passage: str = field(default="", compare=False)
    mend: str = field(default="", compare=False)


def check(bundle: Bundle, framework: Framework, rated: RatedInspection) -> tuple[Inconsistency, ...]:
    """Return everything that does not agree or is missing, each thing once, in the order of a Bundle's parts.

    The Bundle must conform to the framework, and `rated` come from the two. Raises WrongReference for a text that
    does not.
    """
    checked = Checked(bundle, framework, rated)
    inconsistencies = [
        Inconsistency(
            rule.__name__,
            observation.place,
            observation.message,
            observation.figure,
            observation.passage,
            observation.mend,
        )
        for rule in _CHECKS
        for observation in rule(checked)
    ]
    # A text that says the same wrong thing twice says one wrong thing.
    return tuple(sorted(dict.fromkeys(inconsistencies), key=lambda each: _position(bundle, each.place)))


def _position(bundle: Bundle, at: Place) -> list[int]:
    """Return where a place is in the file: its number at each level. What is missing comes after what is there."""
    value: object = bundle
    position: list[int] = []
    for step in at:
        parts = parts_of(value)
        position.append(list(parts).index(step) if step in parts else len(parts))
        value = parts.get(step)
    return position
