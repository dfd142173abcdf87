"""What `method.yaml` says → the values of `rules.method`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from trigpoint.bundle import method_file as shapes
from trigpoint.bundle.problems import Place, Problem
from trigpoint.bundle.source import Source as FileSource
from trigpoint.english import did_you_mean, one_of
from trigpoint.rules.method import (
    PUBLICATION,
    Band,
    Caps,
    Discretion,
    JudgedOverall,
    Method,
    OverallCap,
    OverallMethod,
    OverallRule,
    OwnBands,
    OwnScale,
    Publication,
    Rating,
    StabilitySettings,
    StandardCap,
    SumOfScores,
    Trigger,
    WordRange,
)
from trigpoint.rules.sample_settings import CaseWindow, SampleSettings
from trigpoint.rules.source import Source


def method_of(shape: shapes.MethodShape, source: FileSource) -> tuple[Method, list[Problem]]:
    """Return the method, with a problem for each band or cap that names a rating which is on no scale."""
    values = _Values(source, shape)
    method = Method(
        ratings=_scale(shape.ratings.scale),
        ratings_source=_source(shape.ratings),
        bands=values.bands(shape.bands.table, ("bands", "table")),
        bands_source=_source(shape.bands),
        rounding=shape.rounding.rule,
        rounding_source=_source(shape.rounding),
        standard_rule=shape.standard.rule,
        standard_source=_source(shape.standard),
        standard_rationale=shape.standard.rationale,
        overall=values.overall(),
        discretion=_discretion(shape.discretion),
        sample=_sample(shape.sample),
        stability=StabilitySettings(shape.stability.draws, shape.stability.seed, _source(shape.stability)),
        wording=tuple(word_range(words) for words in shape.wording.ranges),
        wording_source=_source(shape.wording),
        percent_total_tolerance=shape.context.percent_total_tolerance,
        context_source=_source(shape.context),
        caps=values.caps(),
        own_scales=tuple(OwnScale(tuple(own.standards), _scale(own.scale), _source(own)) for own in shape.ratings.own),
        own_bands=tuple(
            OwnBands(tuple(own.standards), values.bands(own.table, ("bands", "own", number, "table")), _source(own))
            for number, own in enumerate(shape.bands.own)
        ),
        publication=_publication(shape.publication),
    )
    return method, values.problems


def _publication(shape: shapes.PublicationShape | None) -> Publication:
    return Publication(shape.smallest_group, _source(shape)) if shape else PUBLICATION


def _source(part: shapes.Sourced) -> Source:
    return Source(part.source, part.basis)


def _scale(scale: Sequence[shapes.RatingShape]) -> tuple[Rating, ...]:
    return tuple(Rating(rating.name, rating.score, rating.tone) for rating in scale)


@dataclass(slots=True)
class _Values:
    """The parts that name ratings, while those are looked up on the scales.

    A part that names an unknown rating is left out beside its problem: a method with problems is never used.
    """

    source: FileSource
    shape: shapes.MethodShape
    problems: list[Problem] = field(default_factory=list)
    ratings: dict[str, Rating] = field(init=False)

    def __post_init__(self) -> None:
        scales = (self.shape.ratings.scale, *(own.scale for own in self.shape.ratings.own))
        self.ratings = {rating.name: rating for scale in scales for rating in _scale(scale)}

    def rating(self, name: str, place: Place) -> Rating | None:
        """Return the rating of this name, or note the problem."""
        if name not in self.ratings:
            wrong, fix = f"the rating '{name}'", did_you_mean(name, self.ratings)
            self.problems.append(self.source.problem(place, wrong, one_of(self.ratings), fix))
        return self.ratings.get(name)

    def bands(self, table: Sequence[shapes.BandShape], place: Place) -> tuple[Band, ...]:
        """Return the bands of one table."""
        return tuple(self._bands(table, place))

    def _bands(self, table: Sequence[shapes.BandShape], place: Place) -> Iterator[Band]:
        for number, band in enumerate(table):
            rating = self.rating(band.rating, (*place, number, "rating"))
            if rating:
                yield Band(rating, band.first, band.last, band.words or "")

    def overall(self) -> OverallMethod | None:
        """Return how the overall rating comes about; None where there is none."""
        shape = self.shape.overall
        if shape is None:
            return None
        match shape.rule:
            case OverallRule.SUM_OF_SCORES:
                return SumOfScores(self.bands(shape.bands, ("overall", "bands")), shape.rationale, _source(shape))
            case OverallRule.JUDGED:
                if shape.judge is None:
                    raise ValueError("A judged overall rating has a judge.")  # the shape sees to it
                return JudgedOverall(shape.judge, shape.rationale, _source(shape))
            case _:
                assert_never(shape.rule)

    def caps(self) -> Caps | None:
        """Return the caps; None where there are none."""
        shape = self.shape.caps
        if shape is None:
            return None
        return Caps(tuple(self._standard_caps(shape)), tuple(self._overall_caps(shape)), _source(shape))

    def _standard_caps(self, shape: shapes.CapsShape) -> Iterator[StandardCap]:
        for number, cap in enumerate(shape.standards):
            limits = self._limits(cap, ("caps", "standards", number))
            if limits:
                yield StandardCap(cap.name, cap.words, cap.key_question, *limits)

    def _overall_caps(self, shape: shapes.CapsShape) -> Iterator[OverallCap]:
        for number, cap in enumerate(shape.overall):
            limits = self._limits(cap, ("caps", "overall", number))
            if limits:
                yield OverallCap(cap.name, cap.words, cap.standard, *limits)

    def _limits(
        self, cap: shapes.StandardCapShape | shapes.OverallCapShape, place: Place
    ) -> tuple[Rating, Rating] | None:
        at_most, to = self.rating(cap.at_most, (*place, "at_most")), self.rating(cap.to, (*place, "to"))
        return (at_most, to) if at_most and to else None


def _discretion(shape: shapes.DiscretionShape | None) -> Discretion | None:
    if shape is None:
        return None
    triggers = tuple(Trigger(trigger.rule, trigger.points or trigger.cases or 0) for trigger in shape.triggers)
    return Discretion(triggers, tuple(shape.weighs), _source(shape))


def _sample(shape: shapes.SampleShape | None) -> SampleSettings | None:
    if shape is None:
        return None
    windows = tuple(
        CaseWindow(
            window.case_type,
            window.from_months,
            window.to_months,
            window.share_percent,
            window.confidence_percent,
            window.minimum,
            window.maximum,
        )
        for window in shape.case_types
    )
    return SampleSettings(
        shape.confidence_percent, shape.margin_points, windows, tuple(shape.matched), _source(shape), shape.sizes
    )


def word_range(shape: shapes.WordRangeShape) -> WordRange:
    """Return what some words mean, as a file gives it."""
    ends = (shape.at_least, shape.more_than, shape.at_most, shape.less_than)
    return WordRange(tuple(shape.words), *ends, shape.share, shape.near)
