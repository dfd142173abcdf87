"""A Bundle's texts → words with links: every reference becomes the figure that it names."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from trigpoint.bundle.conformance.surroundings import nameable
from trigpoint.bundle.context import SUPPRESSED, Value
from trigpoint.bundle.rated import RatedBundle
from trigpoint.bundle.references import Nameable, Reference, parts
from trigpoint.report.document import Inline, Link, Mark, Text, Words
from trigpoint.report.explain import count
from trigpoint.report.overall_in_words import NOT_KNOWN, total_in_words
from trigpoint.rules.answers import AnyTally, Tally
from trigpoint.rules.bands import whole_percent
from trigpoint.rules.key_questions import KeyQuestionResult, PromptResult
from trigpoint.rules.method import Rating, Rounding


def rating_mark(rating: Rating | None) -> Mark:
    """Return a rating as a tag; what has none is 'Not yet rated'."""
    return Mark(rating.name, rating.tone) if rating else Mark("Not yet rated", "grey")


def number_in_words(value: Decimal) -> str:
    """Return a number as it is printed: thousands with a comma, decimals as they were given."""
    return f"{value:,f}"


def figure_in_words(value: Value, unit: str = "") -> str:
    """Return a figure with its unit as it is printed; what its source suppresses is its sign alone."""
    return f"{number_in_words(value)}{unit}" if isinstance(value, Decimal) else value


def question_anchor(question_id: str) -> str:
    """Return the anchor of a question's row or heading."""
    return f"q-{question_id}"


def standard_anchor(standard_id: str) -> str:
    """Return the anchor of a standard's section."""
    return f"s-{standard_id}"


def percent_in_words(percent: int) -> str:
    """Return '38 per cent'."""
    return f"{percent} per cent"


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the texts of one inspection."""

    report: RatedBundle
    nameable: Nameable
    tallies: dict[str, AnyTally]
    results: dict[str, KeyQuestionResult | PromptResult]

    def words_of(self, text: str) -> Words:
        """Return a text with its references resolved."""
        return tuple(self._inlines(text))

    def _inlines(self, text: str) -> Iterator[Inline]:
        for part in parts(text, self.nameable):
            if isinstance(part, str):
                yield Text(part)
            else:
                yield from self._reference(part)

    def _reference(self, reference: Reference) -> Iterator[Inline]:
        if reference.kind == "question":
            yield from self._question(reference)
        elif reference.kind == "standard":
            yield self._standard(reference)
        elif reference.kind == "overall":
            yield Text(self._overall(reference.figure))
        elif reference.kind == "context":
            yield Text(self._context(reference))
        else:
            yield Text(self._gathered(reference))

    def _question(self, reference: Reference) -> Iterator[Inline]:
        if reference.figure in ("", "not"):
            yield Text("(")
            yield self._question_link(reference.about)
            yield Text(")")
        else:
            yield Text(self._question_figure(reference))

    def _question_link(self, question: str) -> Inline:
        """Return a link, or the id alone where only the printed rating is known: no counts, so no row to lead to."""
        if question in self.results or question in self.nameable.judged:
            return Link(question, f"#{question_anchor(question)}")
        return Text(question)

    def _question_figure(self, reference: Reference) -> str:
        tally = self.tallies.get(reference.about)
        if tally is None:
            return NOT_KNOWN
        if reference.figure == "band":
            result = self.results[reference.about]
            banded = result.banded if isinstance(result, KeyQuestionResult) else None
            return banded.band.rating.name if banded else NOT_KNOWN
        if reference.figure == "percent":
            rounding = self.report.framework.method.rounding
            return (
                percent_in_words(whole_percent(tally.points, tally.out_of, rounding)) if tally.relevant else NOT_KNOWN
            )
        figures = {"share": count(tally), "relevant": str(tally.relevant)}
        if isinstance(tally, Tally):  # of a graded question no text may name these
            figures |= {"yes": str(tally.yes), "not yes": str(tally.not_yes)}
        return figures[reference.figure]

    def _standard(self, reference: Reference) -> Inline:
        result = self.report.rated.standard(reference.about)
        if reference.figure == "":
            return Link(reference.about, f"#{standard_anchor(reference.about)}")
        rating = result.final if reference.figure == "rating" else result.rules
        return Text(rating.name if rating else NOT_KNOWN)

    def _overall(self, figure: str) -> str:
        rated = self.report.rated
        overall = rated.rules if figure.startswith("rules") else rated.final
        if figure.endswith("score"):
            return total_in_words(overall)
        return overall.rating.name if overall else NOT_KNOWN

    def _context(self, reference: Reference) -> str:
        figures = {figure.id: figure for group in self.report.bundle.context for figure in group.figures}
        figure = figures[reference.about]
        whole = figures.get(figure.whole or "")
        part = figures.get(figure.part or "", figure)
        if reference.figure and whole is None:
            return NOT_KNOWN
        if reference.figure == "share" and whole is not None:
            return f"{figure_in_words(part.value)} of {figure_in_words(whole.value)}"
        if reference.figure == "percent" and whole is not None and figure.unit == "number":
            return _percent_of(figure.value, whole.value)
        return figure_in_words(figure.value, " per cent" if figure.unit == "percent" else "")

    def _gathered(self, reference: Reference) -> str:
        if reference.kind == "evidence":
            return str(
                next(evidence.number for evidence in self.report.bundle.evidence if evidence.id == reference.about)
            )
        sample = next(sample for sample in self.report.bundle.sample if sample.case_type == reference.about)
        if reference.figure == "eligible":
            return str(sample.eligible.number) if sample.eligible else NOT_KNOWN
        number = sample.read if reference.figure == "read" else sample.interviews
        return NOT_KNOWN if number is None else str(number)


def _percent_of(part: Value, whole: Value) -> str:
    if not (isinstance(part, Decimal) and isinstance(whole, Decimal)):
        return SUPPRESSED
    # In millionths, the finest that a figure may be given in, so that figures with decimals are whole numbers too.
    in_millionths = int(part * 10**6), int(whole * 10**6)
    return percent_in_words(whole_percent(*in_millionths, Rounding.HALF_UP)) if whole else NOT_KNOWN


def writer(report: RatedBundle) -> Writer:
    """Return the writer of one inspection's texts."""
    results: dict[str, KeyQuestionResult | PromptResult] = {}
    unfinished: set[str] = set()
    for standard in report.rated.standards:
        for question in standard.counted:
            results[question.question.id] = question
            results.update((prompt.prompt.id, prompt) for prompt in question.prompts)
            if question.gaps:
                unfinished |= {question.question.id, *(prompt.prompt.id for prompt in question.prompts)}
    tallies = {
        question_id: result.tally
        for question_id, result in results.items()
        if question_id not in unfinished and result.tally is not None
    }
    return Writer(report, nameable(report.bundle, report.framework), tallies, results)
