"""A method's settings as tables, each with its basis and source."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from tests.examples.markdown import table
from tests.examples.worked import Setting
from tests.factories.narrowed import sum_rule
from trigpoint.english import list_of
from trigpoint.rules.framework import Framework
from trigpoint.rules.method import Band, Rounding, Trigger, TriggerRule, WordRange
from trigpoint.rules.source import Source

ROUNDINGS = {
    Rounding.HALF_UP: "Half a per cent or more is rounded up.",
    Rounding.DOWN: "Shares are rounded down.",
}


def other_settings(framework: Framework) -> Iterator[str]:
    """Yield the settings that decide no rating: sample, stability, words of quantity."""
    method = framework.method
    if method.sample:
        sample = method.sample
        yield "### Sample"
        yield f"Confidence {sample.confidence_percent} per cent, margin of error {sample.margin_points} points."
        names = {one.id: one.name for one in framework.case_types}
        cells = [
            [names[w.case_type], f"{w.from_months} to {w.to_months} months", f"{w.share_percent}%"]
            for w in sample.windows
        ]
        yield table(
            ["Cases", "Made before the inspection", "Share of the sample"], cells, numeric=["Share of the sample"]
        )
        yield _source(sample.source)
    yield "### Stability"
    yield f"{method.stability.draws:,} imagined full reads, seed {method.stability.seed}."
    yield _source(method.stability.source)
    yield "### Words of quantity"
    yield table(["Words", "May be said of"], [[", ".join(one.words), _range(one)] for one in method.wording])
    yield _source(method.wording_source)


def _ratings(framework: Framework) -> Iterator[str]:
    method = framework.method
    rows = [[str(one.score), one.name] for one in method.ratings]
    yield table(["Score of a standard", "Rating"], rows, numeric=["Score of a standard"])
    yield _source(method.ratings_source)


def _bands(framework: Framework) -> Iterator[str]:
    yield _band_table("Whole per cent", framework.method.bands)
    yield _source(framework.method.bands_source)


def _rounding(framework: Framework) -> Iterator[str]:
    yield ROUNDINGS[framework.method.rounding]
    yield _source(framework.method.rounding_source)


def _standard(framework: Framework) -> Iterator[str]:
    yield f"Reason given: {framework.method.standard_rationale}"
    yield _source(framework.method.standard_source)


def _discretion(framework: Framework) -> Iterator[str]:
    discretion = framework.method.discretion
    if discretion is None:
        yield "There is no professional discretion."
        return
    yield table(["Ground", "Holds where"], [_trigger(one) for one in discretion.triggers])
    if discretion.weighs:
        yield f"The panel weighs {list_of(discretion.weighs)}."
    yield _source(discretion.source)


def _overall(framework: Framework) -> Iterator[str]:
    rule = sum_rule(framework)
    yield _band_table("Total", rule.bands)
    yield f"Reason given: {rule.rationale}"
    yield _source(rule.source)


SETTINGS: Mapping[Setting, Callable[[Framework], Iterator[str]]] = {
    "ratings": _ratings,
    "bands": _bands,
    "rounding": _rounding,
    "standard": _standard,
    "discretion": _discretion,
    "overall": _overall,
}


def _band_table(head: str, bands: Sequence[Band]) -> str:
    rows = [[f"{band.first} to {band.last}", band.rating.name, band.words] for band in bands]
    columns = 3 if any(band.words for band in bands) else 2
    return table([head, "Rating", "Described as"][:columns], [row[:columns] for row in rows])


def _trigger(trigger: Trigger) -> list[str]:
    return {
        TriggerRule.NEAR_BOUNDARY: ["Near a boundary", f"the share is within {trigger.limit} points of a boundary"],
        TriggerRule.ONE_CASE: ["One case", "one case judged differently would change the rating of the standard"],
        TriggerRule.SMALL_SAMPLE: ["Small sample", f"it rests on {trigger.limit} cases or fewer"],
    }[trigger.rule]


def _range(words: WordRange) -> str:
    """Return the shares that the words may be said of, as fractions of the relevant cases."""
    if words.at_least is not None and words.at_least == words.at_most:
        return f"exactly {words.at_least}"
    limits = {
        "at least": words.at_least,
        "more than": words.more_than,
        "at most": words.at_most,
        "less than": words.less_than,
    }
    return ", ".join(f"{name} {limit}" for name, limit in limits.items() if limit is not None)


def _source(source: Source) -> str:
    return f"The setting is **{source.basis}**. {source.text}"
