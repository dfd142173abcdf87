"""A method's settings as tables, each with its basis and source."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import assert_never

from trigpoint.bundle.worked.examples import Setting
from trigpoint.english import list_of
from trigpoint.report.method_page.markdown import table
from trigpoint.report.overall_in_words import NO_OVERALL, judge_in_words
from trigpoint.rules.framework import Framework
from trigpoint.rules.method import Band, JudgedOverall, Rounding, SumOfScores, Trigger, TriggerRule, WordRange
from trigpoint.rules.sample_settings import SampleSettings, Sizing
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
        if sample.sizing is Sizing.EACH_TYPE:
            yield "Each type of case is sized by itself."
        yield _sample_table(framework, sample)
        yield _source(sample.source)
    yield "### Stability"
    yield f"{method.stability.draws:,} imagined full reads, seed {method.stability.seed}."
    yield _source(method.stability.source)
    yield "### Words of quantity"
    yield table(["Words", "May be said of"], [[", ".join(words.words), _range(words)] for words in method.wording])
    yield _source(method.wording_source)


def _sample_table(framework: Framework, sample: SampleSettings) -> str:
    """Return a line for each type of case; a column that no type fills is left out."""
    names = {case_type.id: case_type.name for case_type in framework.case_types}
    columns = {
        "Cases": [names[window.case_type] for window in sample.windows],
        "Made before the inspection": [f"{w.from_months} to {w.to_months} months" for w in sample.windows],
        "Share of the sample": [_per_cent(window.share_percent) for window in sample.windows],
        "Confidence": [_per_cent(window.confidence_percent) for window in sample.windows],
        "At least": [str(window.minimum or "") for window in sample.windows],
        "At most": [str(window.maximum or "") for window in sample.windows],
    }
    filled = {name: cells for name, cells in columns.items() if any(cells)}
    return table(list(filled), zip(*filled.values(), strict=True), numeric=list(columns)[2:])


def _per_cent(number: int | None) -> str:
    return "" if number is None else f"{number}%"


def _ratings(framework: Framework) -> Iterator[str]:
    method = framework.method
    rows = [[str(rating.score), rating.name] for rating in method.ratings]
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
    yield table(["Ground", "Holds where"], [_trigger(trigger) for trigger in discretion.triggers])
    if discretion.weighs:
        yield f"The panel weighs {list_of(discretion.weighs)}."
    yield _source(discretion.source)


def _overall(framework: Framework) -> Iterator[str]:
    rule = framework.method.overall
    match rule:
        case SumOfScores():
            yield _band_table("Total", rule.bands)
        case JudgedOverall():
            yield f"The whole is judged by {judge_in_words(rule.judge)}; nothing is added up."
        case None:
            yield NO_OVERALL
            return
        case _:
            assert_never(rule)
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
