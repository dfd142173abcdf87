"""A text of a Bundle → its words and what its references say, for the rules that read words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal

from trigpoint.bundle.conformance.surroundings import nameable
from trigpoint.bundle.context import SUPPRESSED, ContextFigure
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.references import Nameable, Reference, parts
from trigpoint.rules.answers import AnyTally, Tally
from trigpoint.rules.bands import banded
from trigpoint.rules.framework import Framework, Graded
from trigpoint.rules.overall_rules import Overall, Total
from trigpoint.rules.passages import AnyMention, Aside, FigureMention, Mention, Piece, RatingMention
from trigpoint.rules.rating import RatedInspection, StandardResult
from trigpoint.rules.tally import question_ids

_OF_YES = ("", "share", "yes", "percent")
_OF_NOT_YES = ("not", "not yes")


@dataclass(frozen=True)
class Mentions:
    """Reads the texts of one Bundle, which gives these ratings."""

    bundle: Bundle
    rated: RatedInspection

    def pieces(self, text: str) -> list[Piece]:
        """Return a text's words and mentions, in order."""
        return [part if isinstance(part, str) else self._mention(part) for part in parts(text, self._nameable)]

    def _mention(self, reference: Reference) -> AnyMention:
        if reference.kind == "question":
            return self._question(reference)
        if reference.kind == "standard":
            return _rated(reference, self.rated.standard(reference.about))
        if reference.kind == "overall":
            return self._overall(reference)
        figure = self._figure(reference)
        return figure or Aside(_written(reference))

    def _question(self, reference: Reference) -> AnyMention:
        question = reference.about
        if question in self._counts and reference.figure in _OF_YES + _OF_NOT_YES:
            is_negated = reference.figure in _OF_NOT_YES
            return Mention(question, self._counts[question], is_negated, self._ratings.get(question, ()))
        band = self._ratings.get(question, ("",))[0]
        return RatingMention(_name(reference), band, band) if reference.figure == "band" else Aside(_written(reference))

    def _overall(self, reference: Reference) -> AnyMention:
        final, rules = self.rated.final, self.rated.rules
        if not reference.figure.endswith("score"):
            only: Literal["", "rules"] = "rules" if reference.figure == "rules" else ""
            return RatingMention(_name(reference), _rating(final), _rating(rules), only)
        total = rules if reference.figure.startswith("rules") else final
        if not isinstance(total, Total):
            return FigureMention(_name(reference), None)
        return FigureMention(_name(reference), Fraction(total.score), Fraction(total.out_of))

    def _figure(self, reference: Reference) -> FigureMention | None:
        if reference.kind == "context":
            return _context_figure(reference, self._context)
        number: int | None = None
        if reference.kind == "evidence":
            number = next(evidence.number for evidence in self.bundle.evidence if evidence.id == reference.about)
        else:
            sample = next(sample for sample in self.bundle.sample if sample.case_type == reference.about)
            eligible = sample.eligible.number if sample.eligible else None
            number = {"read": sample.read, "interviews": sample.interviews}.get(reference.figure, eligible)
        return None if number is None else FigureMention(_name(reference), Fraction(number))

    @cached_property
    def _nameable(self) -> Nameable:
        return nameable(self.bundle, self.rated.framework)

    @cached_property
    def _context(self) -> dict[str, ContextFigure]:
        return {figure.id: figure for group in self.bundle.context for figure in group.figures}

    @cached_property
    def _counts(self) -> dict[str, Tally | None]:
        """The count of each question and prompt that is answered yes or no; None while it is not whole.

        Of a graded question no words say how many, so none are checked against its grades.
        """
        tallies: dict[str, AnyTally | None] = {}
        for result in self.rated.standards:
            if result.standard.reads_cases:
                tallies.update(dict.fromkeys(question_ids(result.standard)))
            for question in result.counted:
                if not question.gaps:
                    tallies[question.question.id] = question.tally
                    tallies.update((prompt.prompt.id, prompt.tally) for prompt in question.prompts)
        graded = {question.id for question in self.rated.framework.questions() if isinstance(question.answers, Graded)}
        return {
            question: tally if isinstance(tally, Tally) else None
            for question, tally in tallies.items()
            if question not in graded
        }

    @cached_property
    def _ratings(self) -> dict[str, tuple[str, ...]]:
        """The ratings that may be named beside each question: its band's, then those of its standard."""
        return {
            question: ratings
            for result in self.rated.standards
            if result.working is not None
            for question, ratings in _ratings_of(result, self.rated.framework)
        }


def _ratings_of(result: StandardResult, framework: Framework) -> Iterator[tuple[str, tuple[str, ...]]]:
    method = framework.method.of(result.standard.id)
    of_standard = [rating.name for rating in (result.final, result.rules) if rating]
    for question in result.key_questions:
        for name, tally in (
            (question.question.id, question.tally),
            *((prompt.prompt.id, prompt.tally) for prompt in question.prompts),
        ):
            if tally is not None and tally.relevant and not question.gaps:
                yield name, (banded(tally, method).band.rating.name, *of_standard)


def _rated(reference: Reference, result: StandardResult) -> RatingMention:
    final, rules = (rating.name if rating else "" for rating in (result.final, result.rules))
    return RatingMention(_name(reference), final, rules, "rules" if reference.figure == "rules" else "")


def _rating(overall: Overall | None) -> str:
    return overall.rating.name if overall else ""


def _context_figure(reference: Reference, figures: Mapping[str, ContextFigure]) -> FigureMention:
    figure = figures[reference.about]
    is_percent = figure.unit == "percent" and reference.figure != "share"
    value = figures[figure.part].value if figure.part and not is_percent else figure.value
    whole = figures[figure.whole].value if figure.whole else None
    # Nothing may be compared with a figure that its source suppresses.
    if value == SUPPRESSED or (whole == SUPPRESSED and reference.figure and not is_percent):
        return FigureMention(_name(reference), None)
    decimals = max(0, -int(figure.value.as_tuple().exponent)) if isinstance(figure.value, Decimal) else 0
    if is_percent:
        return FigureMention(_name(reference), Fraction(value), is_percent=True, decimals=decimals)
    out_of = Fraction(whole) if isinstance(whole, Decimal) and whole else None
    return FigureMention(_name(reference), Fraction(value), out_of, decimals=decimals)


def _name(reference: Reference) -> str:
    """Return what a finding calls a reference: 'overall score', 'context population', '2.1'."""
    kind = "" if reference.kind in ("question", "standard") else reference.kind
    return " ".join(word for word in (kind, reference.about, reference.figure) if word)


def _written(reference: Reference) -> str:
    return f"{{{_name(reference)}}}"
