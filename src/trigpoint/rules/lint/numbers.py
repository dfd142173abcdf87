"""Checks of `method.yaml`: bands, scores, samples, triggers and words."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import assert_never

from trigpoint.rules.framework import Framework
from trigpoint.rules.lint.finding import LintFinding, Place
from trigpoint.rules.method import Band, JudgedOverall, Method, Rating, SumOfScores
from trigpoint.rules.sample_settings import Sizing


def bands_cover_every_percentage_once(framework: Framework) -> Iterator[LintFinding]:
    """Each whole per cent from 0 to 100 must lie in exactly one band."""
    for place, bands in _band_tables(framework.method):
        yield from _cover(bands, 100, "per cent", place)


def _band_tables(method: Method) -> Iterator[tuple[Place, tuple[Band, ...]]]:
    yield ("bands", "table"), method.bands
    for number, own in enumerate(method.own_bands):
        yield ("bands", "own", number, "table"), own.bands


def overall_bands_cover_every_score_once(framework: Framework) -> Iterator[LintFinding]:
    """Each score from 0 to the highest that can be reached must lie in exactly one band, and none beyond."""
    match framework.method.overall:
        case SumOfScores(bands=bands):
            highest = framework.highest_score
            why = f"{_scored(framework)}, so the scale runs from 0 to {highest}"
            yield from _cover(bands, highest, "points", ("overall", "bands"), why)
        case JudgedOverall() | None:
            return
        case _:
            assert_never(framework.method.overall)


def _scored(framework: Framework) -> str:
    """Return '12 standards count, each scored up to 3', or their number alone where scales differ."""
    counting = [standard for standard in framework.standards if standard.in_overall]
    best = {max(rating.score for rating in framework.method.of(standard.id).ratings) for standard in counting}
    each = f", each scored up to {best.pop()}" if len(best) == 1 else ", scored on scales of their own"
    return f"{len(counting)} standards count{each}"


def _cover(bands: Sequence[Band], last: int, unit: str, place: Place, why: str = "") -> Iterator[LintFinding]:
    reason = f" ({why})" if why else ""
    expected = 0
    for number, band in sorted(enumerate(bands), key=lambda pair: pair[1].first):
        at = (*place, number)
        if band.last < band.first:
            wrong = f"the band {band.rating.name} runs from {band.first} to {band.last}"
            yield LintFinding("method.yaml", at, wrong, "a last number that is not below the first")
            continue
        if band.first > expected:
            gap = _span(expected, band.first - 1, unit)
            yield LintFinding("method.yaml", at, f"no band holds {gap}", f"a band from {expected}{reason}")
        if band.first < expected:
            twice = _span(band.first, min(expected - 1, band.last), unit)
            yield LintFinding("method.yaml", at, f"two bands hold {twice}", f"a band from {expected}{reason}")
        expected = max(expected, band.last + 1)
    if expected - 1 != last:
        wrong = f"the bands end at {expected - 1} {unit}"
        yield LintFinding("method.yaml", place, wrong, f"bands that end at {last}{reason}")


def _span(first: int, last: int, unit: str) -> str:
    return f"{first} {unit}" if first == last else f"{first} to {last} {unit}"


def bands_rise_with_the_scale(framework: Framework) -> Iterator[LintFinding]:
    """A higher share or score must never earn a lower rating, and every rating can be earned."""
    method = framework.method
    yield from _rise(method.bands, method.ratings, ("bands", "table"))
    if isinstance(method.overall, SumOfScores):
        yield from _rise(method.overall.bands, method.ratings, ("overall", "bands"))
    for number, own in enumerate(method.own_bands):
        # The standards of one table may have scales of their own, so the table is checked against each scale once.
        for scale in dict.fromkeys(method.of(standard_id).ratings for standard_id in own.standards):
            yield from _rise(own.bands, scale, ("bands", "own", number, "table"))


def _rise(bands: Sequence[Band], scale: Sequence[Rating], place: Place) -> Iterator[LintFinding]:
    names = [band.rating.name for band in sorted(bands, key=lambda band: band.first)]
    ratings = [rating.name for rating in scale]
    if names != ratings:
        right = f"one band for each rating of the scale, worst first: {', '.join(ratings)}"
        yield LintFinding("method.yaml", place, f"bands for {', '.join(names)}", right)


def scores_rise_with_the_scale(framework: Framework) -> Iterator[LintFinding]:
    """Ratings are worst first, each with a name of its own, and each next one scores more."""
    method = framework.method
    yield from _scores_rise(method.ratings, ("ratings", "scale"), ())
    before = list(method.ratings)
    for number, own in enumerate(method.own_scales):
        # A rating is looked up by its name alone, so no scale may use a name of another.
        yield from _scores_rise(own.ratings, ("ratings", "own", number, "scale"), [rating.name for rating in before])
        before += own.ratings


def _scores_rise(scale: Sequence[Rating], place: Place, used: Sequence[str]) -> Iterator[LintFinding]:
    for number, (worse, better) in enumerate(pairwise(scale), start=1):
        if better.score <= worse.score:
            wrong = f"{better.name} scores {better.score}, no more than {worse.name}"
            yield LintFinding("method.yaml", (*place, number, "score"), wrong, "the worst rating first")
    names = [rating.name for rating in scale]
    for number, name in enumerate(names):
        if name in (*used, *names[:number]):
            wrong = f"'{name}' a second time"
            yield LintFinding("method.yaml", (*place, number, "name"), wrong, "a name for each rating")


def samples_are_of_declared_case_types(framework: Framework) -> Iterator[LintFinding]:
    """Each case type has one window, which runs forwards; where shares are set, all make up the whole sample."""
    sample = framework.method.sample
    if sample is None:
        return
    place: Place = ("sample", "case_types")
    declared = [case_type.id for case_type in framework.case_types]
    windows = [window.case_type for window in sample.windows]
    for number, window in enumerate(sample.windows):
        at = (*place, number)
        if window.case_type not in declared or window.case_type in windows[:number]:
            again = " a second time" if window.case_type in windows[:number] else ""
            right = f"a declared case type, each once: {', '.join(declared) or 'none is declared'}"
            yield LintFinding("method.yaml", (*at, "case_type"), f"the case type '{window.case_type}'{again}", right)
        if window.to_months < window.from_months:
            wrong = f"a window from {window.from_months} to {window.to_months} months"
            yield LintFinding("method.yaml", at, wrong, "a window that does not end before it begins")
        if window.minimum is not None and window.maximum is not None and window.maximum < window.minimum:
            wrong = f"a minimum of {window.minimum} and a maximum of {window.maximum}"
            yield LintFinding("method.yaml", at, wrong, "a maximum that is not below the minimum")
    missing = [case_type for case_type in declared if case_type not in windows]
    if missing and all(case_type in declared for case_type in windows):
        yield LintFinding("method.yaml", place, f"no window for {', '.join(missing)}", "a window for each case type")
    shares = sum(window.share_percent or 0 for window in sample.windows)
    if sample.sizing is Sizing.FIRST_TYPE and shares != 100:
        yield LintFinding("method.yaml", place, f"shares that add up to {shares}", "100 per cent")


def triggers_stand_once(framework: Framework) -> Iterator[LintFinding]:
    """A ground for discretion with two limits would hold by the wider one, whatever the narrower says."""
    discretion = framework.method.discretion
    rules = [trigger.rule for trigger in discretion.triggers] if discretion else []
    for number, rule in enumerate(rules):
        if rule in rules[:number]:
            place = ("discretion", "triggers", number, "rule")
            yield LintFinding("method.yaml", place, f"{rule} a second time", "each trigger once")


def words_have_one_meaning(framework: Framework) -> Iterator[LintFinding]:
    """A word is in one range only, and some share must be able to meet that range."""
    seen: set[str] = set()
    for number, words in enumerate(framework.method.wording):
        place = ("wording", "ranges", number)
        for word in words.words:
            if word in seen:
                yield LintFinding("method.yaml", (*place, "words"), f"'{word}' a second time", "each word in one range")
            seen.add(word)
        if not words.can_hold:
            yield LintFinding(
                "method.yaml", place, f"a range for '{words.words[0]}' that no share meets", "ends that meet"
            )
