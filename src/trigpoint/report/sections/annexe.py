"""Annexe 1: the method, written from the framework's own settings, so that it cannot differ from what was done."""

from collections.abc import Iterator

from trigpoint.bundle.context import SampleRecord
from trigpoint.english import count_of, list_of
from trigpoint.report.document import (
    Block,
    Bullets,
    Column,
    Heading,
    Link,
    Paragraph,
    Row,
    Table,
    Text,
    Words,
    plain,
)
from trigpoint.report.reported import Reported
from trigpoint.report.sections.sampling import sampling
from trigpoint.report.words import rating_mark
from trigpoint.rules.framework import Framework, StandardBasis
from trigpoint.rules.method import Band, CaseWindow, Discretion, Method, Rounding, Source, Trigger, TriggerRule

OPEN_GOVERNMENT_LICENCE = "Open Government Licence v3.0"


def annexe(report: Reported) -> Iterator[Block]:
    """How the inspection was done and rated."""
    framework = report.framework
    yield Heading(1, "Annexe 1: Methodology", "methodology")
    yield from _standards(framework)
    yield from _judged(report)
    yield from _evidence(report)
    yield from _case_types(report)
    yield from sampling(report)
    if framework.case_types:
        yield from _ratings(framework)
        yield from _discretion(framework.method.discretion)
    yield from _overall(framework)
    yield from _sources(framework)
    yield from _provenance(report)


def _standards(framework: Framework) -> Iterator[Block]:
    yield Heading(2, "The standards", "m-standards", in_contents=False)
    domains = list_of(
        [f"{domain.name.lower()} ({count_of(len(domain.standards), 'standard')})" for domain in framework.domains]
    )
    yield Paragraph(
        plain(
            f"The framework has {count_of(len(framework.standards), 'standard')} in "
            f"{count_of(len(framework.domains), 'domain')}: {domains}. Each standard has key questions, and each key "
            "question in the case-based standards has prompts. Where few cases were read, any percentage or figure "
            "should be read with care."
        )
    )


def _judged(report: Reported) -> Iterator[Block]:
    judged = [one for one in report.framework.standards if one.basis is StandardBasis.JUDGED]
    if not judged:
        return
    yield Heading(2, "Standards rated by judgement", "m-judged", in_contents=False)
    ids = list_of([one.id for one in judged])
    yield Paragraph(
        plain(f"Standards {ids} are each rated by one judgement on all the evidence. There is no percentage.")
    )


def _evidence(report: Reported) -> Iterator[Block]:
    if report.bundle.evidence:
        columns = (Column("Evidence", share=5), Column("Number", numeric=True))
        rows = tuple(Row((plain(one.label), plain(str(one.number)))) for one in report.bundle.evidence)
        yield Heading(2, "Evidence", "m-evidence", in_contents=False)
        yield Table("Evidence gathered beside the cases", columns, rows)


def _case_types(report: Reported) -> Iterator[Block]:
    windows = {window.case_type: window for window in _windows(report.framework.method)}
    for case_type in report.framework.case_types:
        yield Heading(2, f"Cases: {case_type.name}", f"m-cases-{case_type.id}", in_contents=False)
        if case_type.id in windows:
            yield Paragraph(plain(_window(windows[case_type.id], case_type.name)))
        sample = next((one for one in report.bundle.sample if one.case_type == case_type.id), None)
        if sample:
            read = f"In this inspection {count_of(sample.read, 'case')} {'was' if sample.read == 1 else 'were'} read"
            if sample.interviews is not None:
                read += f", with {count_of(sample.interviews, 'interview')}"
            read += "." + "".join(f" They were {words}." for words in _made_up_of(report.framework, sample))
            yield Paragraph(plain(f"{read} {_eligible(report, case_type.id)}"))
    settings = report.framework.method.sample
    if settings:
        yield Paragraph(
            plain(
                f"The sample size is set for a confidence level of {settings.confidence_percent} per cent with a "
                f"margin of error of {settings.margin_points} percentage points. Where possible the sample matches the "
                f"eligible cases in {list_of(list(settings.matched))}. Figures for smaller groups within the sample "
                "may have a larger margin of error."
            )
        )


def _made_up_of(framework: Framework, sample: SampleRecord) -> Iterator[str]:
    """Yield what the sample was made up of, one phrase a fact: '7 community sentences and 1 custodial sentence'."""
    for fact in framework.facts:
        numbers = sample.made_up_of.get(fact.id, {})
        parts = [
            f"{numbers[value.id]} {value.label if numbers[value.id] == 1 else value.labels}"
            for value in fact.values
            if numbers.get(value.id)
        ]
        if parts:
            yield list_of(parts)


def _windows(method: Method) -> tuple[CaseWindow, ...]:
    return method.sample.windows if method.sample else ()


def _window(window: CaseWindow, name: str) -> str:
    return (
        f"Cases are drawn from {name} of {window.from_months} to {window.to_months} months before the inspection. "
        f"They make up {window.share_percent} per cent of the whole sample."
    )


def _eligible(report: Reported, case_type: str) -> str:
    eligible = next((one.eligible for one in report.bundle.sample if one.case_type == case_type), None)
    if eligible is None:
        return "How many cases were eligible is not known."
    if eligible.basis == "assumed":
        return f"The number of eligible cases is assumed to be {eligible.number}. {eligible.source}"
    return f"{count_of(eligible.number, 'case was', 'cases were')} eligible. {eligible.source}"


def _ratings(framework: Framework) -> Iterator[Block]:
    method = framework.method
    yield Heading(2, "How a case-based standard is rated", "m-ratings", in_contents=False)
    yield Paragraph(
        plain(
            "Inspectors answer each key question and each prompt for every case to which it is relevant. A key "
            "question is answered directly; it is not worked out from its prompts. The share of relevant cases "
            f"answered 'yes' is taken as a whole per cent, {_rounding(method.rounding)}, and placed in a band. "
            "Work that may have been done and was not recorded is kept apart as 'not evidenced'; it does not count as "
            "a 'yes'."
        )
    )
    yield _band_table("Bands for key questions, in whole per cent", method.bands, "%")
    yield Paragraph(plain(f"The standard has the rating of its lowest key question. {method.standard_rationale}"))


def _rounding(rounding: Rounding) -> str:
    return {Rounding.HALF_UP: "rounded half up", Rounding.DOWN: "rounded down"}[rounding]


def _band_table(caption: str, bands: tuple[Band, ...], unit: str) -> Table:
    words = any(band.words for band in bands)
    columns = [Column("Range", share=2), Column("Rating", share=3)]
    if words:
        columns.insert(1, Column("Described as", share=3))
    rows = []
    for band in bands:
        cells: list[Words] = [plain(f"{band.first} to {band.last}{unit}"), (rating_mark(band.rating),)]
        if words:
            cells.insert(1, plain(band.words))
        rows.append(Row(tuple(cells)))
    return Table(caption, tuple(columns), tuple(rows))


def _discretion(discretion: Discretion | None) -> Iterator[Block]:
    yield Heading(2, "Professional discretion", "m-discretion", in_contents=False)
    if discretion is None:
        yield Paragraph(plain("This framework has no professional discretion: what the rules give is final."))
        return
    yield Paragraph(
        plain(
            "The ratings panel may consider professional discretion on a case-based standard when, for its lowest key "
            "question, any of these holds:"
        )
    )
    yield Bullets(tuple(plain(_trigger(trigger)) for trigger in discretion.triggers))
    yield Paragraph(
        plain(
            "How this is read here, where the published method is silent: a share may be near a boundary on either "
            "side; one case may go either way, in one key question at a time; and a decision stands only on the rating "
            "that the panel saw."
        )
    )
    if discretion.weighs:
        yield Paragraph(plain("The panel weighs:"))
        yield Bullets(tuple(plain(one) for one in discretion.weighs))
    yield Paragraph(
        plain("A standard that is open to discretion need not be changed. What the rules gave is kept beside it.")
    )


def _trigger(trigger: Trigger) -> str:
    return {
        TriggerRule.NEAR_BOUNDARY: f"its share is within {trigger.limit} percentage points of a boundary between bands",
        TriggerRule.ONE_CASE: "one case judged differently would change the rating of the standard",
        TriggerRule.SMALL_SAMPLE: f"it rests on {count_of(trigger.limit, 'case')} or fewer",
    }[trigger.rule]


def _overall(framework: Framework) -> Iterator[Block]:
    method = framework.method
    counting = [one for one in framework.standards if one.in_overall]
    apart = [one for one in framework.standards if not one.in_overall]
    yield Heading(2, "Overall rating", "m-overall", in_contents=False)
    yield Paragraph(
        plain(
            f"Each of {count_of(len(counting), 'standard')} is scored, and the scores are added up to a total out of "
            f"{framework.highest_score}. {method.overall_rationale}"
        )
    )
    if apart:
        yield Paragraph(plain(f"Rated apart, and not in the total: {list_of([one.id for one in apart])}."))
    rows = tuple(Row((plain(str(rating.score)), (rating_mark(rating),))) for rating in method.ratings)
    yield Table("Score of a standard", (Column("Score", share=2), Column("Rating", share=3)), rows)
    yield _band_table("Overall rating by total score", method.overall_bands, "")


def _sources(framework: Framework) -> Iterator[Block]:
    method = framework.method
    yield Heading(2, "Where each rule comes from", "m-sources", in_contents=False)
    named: list[tuple[str, Source]] = [
        ("Rating scale", method.ratings_source),
        ("Bands", method.bands_source),
        ("Rounding", method.rounding_source),
        ("Rating of a standard", method.standard_source),
        ("Overall rating", method.overall_source),
        ("Stability", method.stability.source),
        ("Meaning of words such as 'most'", method.wording_source),
        ("Percentages that add up", method.context_source),
    ]
    if method.discretion:
        named.insert(5, ("Professional discretion", method.discretion.source))
    if method.sample:
        named.insert(0, ("Sample", method.sample.source))
    columns = (Column("Rule", share=3), Column("Basis", share=2), Column("Source", share=7))
    rows = tuple(Row((plain(name), plain(source.basis.capitalize()), plain(source.text))) for name, source in named)
    yield Table("Rules of the method, with their sources", columns, rows)


def _provenance(report: Reported) -> Iterator[Block]:
    inspection, framework = report.bundle.inspection, report.framework
    yield Heading(2, "Sources and licences", "m-licences", in_contents=False)
    words = f"{framework.title}, {framework.publisher} ({framework.id})"
    yield Paragraph(plain(f"Framework: {words}. Its words are from: {framework.source}. {framework.licence}."))
    if inspection.source:
        yield Paragraph(plain(f"Figures from: {inspection.source}."))
    if inspection.licence:
        yield Paragraph(plain(f"Licence of the inspection: {inspection.licence}."))
    if OPEN_GOVERNMENT_LICENCE in (framework.licence, inspection.licence):
        address = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
        yield Paragraph(
            (
                Text("Contains public sector information licensed under the "),
                Link(OPEN_GOVERNMENT_LICENCE, address),
                Text("."),
            )
        )
    yield Paragraph(plain(f"Framework digest: {framework.digest}"))
