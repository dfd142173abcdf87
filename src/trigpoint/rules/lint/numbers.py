"""Checks of `method.yaml`: bands, scores, samples, triggers and words."""

from collections.abc import Iterator, Sequence

from trigpoint.rules.framework import Framework
from trigpoint.rules.lint.finding import LintFinding, Place
from trigpoint.rules.method import Band


def bands_cover_every_percentage_once(framework: Framework) -> Iterator[LintFinding]:
    """Each whole per cent from 0 to 100 must lie in exactly one band."""
    yield from _cover(framework.method.bands, 100, "per cent", ("bands", "table"))


def overall_bands_cover_every_score_once(framework: Framework) -> Iterator[LintFinding]:
    """Each score from 0 to the highest that can be reached must lie in exactly one band, and none beyond."""
    highest = framework.highest_score
    counted = sum(standard.in_overall for standard in framework.standards)
    best = max(rating.score for rating in framework.method.ratings)
    why = f"{counted} standards count, each scored up to {best}, so the scale runs from 0 to {highest}"
    yield from _cover(framework.method.overall_bands, highest, "points", ("overall", "bands"), why)


def _cover(bands: Sequence[Band], last: int, unit: str, place: Place, why: str = "") -> Iterator[LintFinding]:
    reason = f" ({why})" if why else ""
    expected = 0
    for number, band in sorted(enumerate(bands), key=lambda pair: pair[1].first):
        here = (*place, number)
        if band.last < band.first:
            wrong = f"the band {band.rating.name} runs from {band.first} to {band.last}"
            yield LintFinding("method.yaml", here, wrong, "a last number that is not below the first")
            continue
        if band.first > expected:
            gap = _span(expected, band.first - 1, unit)
            yield LintFinding("method.yaml", here, f"no band holds {gap}", f"a band from {expected}{reason}")
        if band.first < expected:
            twice = _span(band.first, min(expected - 1, band.last), unit)
            yield LintFinding("method.yaml", here, f"two bands hold {twice}", f"a band from {expected}{reason}")
        expected = max(expected, band.last + 1)
    if expected - 1 != last:
        wrong = f"the bands end at {expected - 1} {unit}"
        yield LintFinding("method.yaml", place, wrong, f"bands that end at {last}{reason}")


def _span(first: int, last: int, unit: str) -> str:
    return f"{first} {unit}" if first == last else f"{first} to {last} {unit}"


def bands_rise_with_the_scale(framework: Framework) -> Iterator[LintFinding]:
    """A higher share or score must never earn a lower rating, and every rating can be earned."""
    for bands, place in (
        (framework.method.bands, ("bands", "table")),
        (framework.method.overall_bands, ("overall", "bands")),
    ):
        names = [band.rating.name for band in sorted(bands, key=lambda band: band.first)]
        scale = [rating.name for rating in framework.method.ratings]
        if names != scale:
            right = f"one band for each rating of the scale, worst first: {', '.join(scale)}"
            yield LintFinding("method.yaml", place, f"bands for {', '.join(names)}", right)


def scores_rise_with_the_scale(framework: Framework) -> Iterator[LintFinding]:
    """Ratings stand worst first, each with a name of its own, and each next one scores more."""
    for number, (worse, better) in enumerate(
        zip(framework.method.ratings, framework.method.ratings[1:], strict=False), start=1
    ):
        if better.score <= worse.score:
            wrong = f"{better.name} scores {better.score}, no more than {worse.name}"
            yield LintFinding("method.yaml", ("ratings", "scale", number, "score"), wrong, "the worst rating first")
    names = [rating.name for rating in framework.method.ratings]
    for number, name in enumerate(names):
        if name in names[:number]:
            place = ("ratings", "scale", number, "name")
            yield LintFinding("method.yaml", place, f"'{name}' a second time", "a name for each rating")


def samples_are_of_declared_case_types(framework: Framework) -> Iterator[LintFinding]:
    """Each case type has one window, which runs forwards; the shares of all make up the whole sample."""
    sample = framework.method.sample
    if sample is None:
        return
    place: Place = ("sample", "case_types")
    known = [case_type.id for case_type in framework.case_types]
    given = [window.case_type for window in sample.windows]
    for number, window in enumerate(sample.windows):
        here = (*place, number)
        if window.case_type not in known or window.case_type in given[:number]:
            again = " a second time" if window.case_type in given[:number] else ""
            right = f"a declared case type, each once: {', '.join(known) or 'none is declared'}"
            yield LintFinding("method.yaml", (*here, "case_type"), f"the case type '{window.case_type}'{again}", right)
        if window.to_months < window.from_months:
            wrong = f"a window from {window.from_months} to {window.to_months} months"
            yield LintFinding("method.yaml", here, wrong, "a window that does not end before it begins")
    missing = [case_type for case_type in known if case_type not in given]
    if missing and all(case_type in known for case_type in given):
        yield LintFinding("method.yaml", place, f"no window for {', '.join(missing)}", "a window for each case type")
    shares = sum(window.share_percent for window in sample.windows)
    if shares != 100:
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
    """A word stands in one range only, and some share must be able to meet that range."""
    seen: set[str] = set()
    for number, one in enumerate(framework.method.wording):
        place = ("wording", "ranges", number)
        for word in one.words:
            if word in seen:
                yield LintFinding("method.yaml", (*place, "words"), f"'{word}' a second time", "each word in one range")
            seen.add(word)
        if not one.can_hold:
            yield LintFinding(
                "method.yaml", place, f"a range for '{one.words[0]}' that no share meets", "ends that meet"
            )
