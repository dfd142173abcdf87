"""Annexe 1: the method, written from the framework's own settings, so that it cannot differ from what was done."""

from collections.abc import Iterator

from trigpoint.bundle.context import SampleRecord
from trigpoint.bundle.rated import RatedBundle
from trigpoint.english import count_of, list_of, long_date
from trigpoint.report.cases_read import cases_read
from trigpoint.report.document import Block, Column, Heading, Link, Paragraph, Row, Table, Text, plain
from trigpoint.report.printed_groups import may_be_printed
from trigpoint.report.sections.rules_of_rating import how_rated
from trigpoint.report.sections.sampling import sampling
from trigpoint.rules.bands import whole_percent
from trigpoint.rules.framework import Framework, StandardBasis
from trigpoint.rules.method import Method, Rounding
from trigpoint.rules.sample_settings import CaseWindow

OPEN_GOVERNMENT_LICENCE = "Open Government Licence v3.0"


def annexe(report: RatedBundle) -> Iterator[Block]:
    """How the inspection was done and rated."""
    framework = report.framework
    yield Heading(1, "Annexe 1: Methodology", "methodology")
    yield from _standards(framework)
    yield from _judged(report)
    yield from _evidence(report)
    yield from _case_types(report)
    yield from sampling(report)
    yield from how_rated(framework)
    yield from _sources(framework)
    yield from _brought_by_file(report)
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


def _judged(report: RatedBundle) -> Iterator[Block]:
    judged = [standard for standard in report.framework.standards if standard.basis is StandardBasis.JUDGED]
    if not judged:
        return
    yield Heading(2, "Standards rated by judgement", "m-judged", in_contents=False)
    ids = list_of([standard.id for standard in judged])
    yield Paragraph(
        plain(
            f"Standards {ids} are each rated by one judgement on all the evidence. There is no percentage, and "
            "professional discretion is not open to them."
        )
    )
    informed = list_of([standard.id for standard in judged if standard.reads_cases])
    if informed:
        yield Paragraph(
            plain(
                f"The judgement on {informed} is informed by cases that were read: their answers are counted and "
                "shown, and give no rating by themselves."
            )
        )


def _evidence(report: RatedBundle) -> Iterator[Block]:
    if report.bundle.evidence:
        columns = (Column("Evidence", share=5), Column("Number", numeric=True))
        rows = tuple(Row((plain(kind.label), plain(str(kind.number)))) for kind in report.bundle.evidence)
        yield Heading(2, "Evidence", "m-evidence", in_contents=False)
        yield Table("Evidence gathered beside the cases", columns, rows)


def _case_types(report: RatedBundle) -> Iterator[Block]:
    windows = {window.case_type: window for window in _windows(report.framework.method)}
    for case_type in report.framework.case_types:
        yield Heading(2, f"Cases: {case_type.name}", f"m-cases-{case_type.id}", in_contents=False)
        if case_type.id in windows:
            yield Paragraph(
                plain(f"{_window(windows[case_type.id], case_type.name)} {_share(report, case_type.id)}".rstrip())
            )
        sample = next((sample for sample in report.bundle.sample if sample.case_type == case_type.id), None)
        if sample:
            made_up = "".join(f" They were {words}." for words in _made_up_of(report.framework, sample))
            yield Paragraph(plain(f"{_read(report, sample)}{made_up} {_eligible(report, case_type.id)}"))
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
    """Yield what the sample was made up of, one phrase a fact: '7 community sentences and 6 custodial sentences'.

    A fact is left out where one of its groups is small: so few values leave no other group to hide it behind.
    """
    for fact in framework.facts:
        numbers = sample.made_up_of.get(fact.id, {})
        if not may_be_printed(numbers, framework.method.publication.smallest_group):
            continue
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
    return f"Cases are drawn from {name} of {window.from_months} to {window.to_months} months before the inspection."


def _share(report: RatedBundle, case_type: str) -> str:
    """Return the share of the whole sample that was drawn, and the one of the design where that differs.

    Small services have too few cases for the design's shares, and a draw rounds up to whole cases.
    """
    designed = next(
        window.share_percent for window in _windows(report.framework.method) if window.case_type == case_type
    )
    numbers = {each.id: cases_read(report.bundle, each.id).in_sample for each in report.framework.case_types}
    whole = sum(numbers.values())
    if not whole:
        return "" if designed is None else f"By design they make up {designed} per cent of the whole sample."
    share = whole_percent(numbers[case_type], whole, Rounding.HALF_UP)
    drawn = f"{share} per cent of the whole sample ({numbers[case_type]} of {whole} cases)"
    if designed is None:
        return f"They make up {drawn}."
    if share == designed:
        return f"They make up {drawn}, as designed."
    return f"In this inspection they make up {drawn}; by design it would be {designed} per cent."


def _read(report: RatedBundle, sample: SampleRecord) -> str:
    cases = cases_read(report.bundle, sample.case_type)
    words = f"In this inspection {count_of(cases.read, 'case was', 'cases were')} read"
    if cases.read < cases.in_sample:
        words = f"So far {cases.read or 'none'} of the {count_of(cases.in_sample, 'case')} in the sample "
        words += "has been read" if cases.read <= 1 else "have been read"
    interviews = "" if sample.interviews is None else f", with {count_of(sample.interviews, 'interview')}"
    return f"{words}{interviews}."


def _eligible(report: RatedBundle, case_type: str) -> str:
    eligible = next((sample.eligible for sample in report.bundle.sample if sample.case_type == case_type), None)
    if eligible is None:
        return "How many cases were eligible is not known."
    if eligible.basis == "assumed":
        return f"The number of eligible cases is assumed to be {eligible.number}. {eligible.source}"
    return f"{count_of(eligible.number, 'case was', 'cases were')} eligible. {eligible.source}"


def _sources(framework: Framework) -> Iterator[Block]:
    method = framework.method
    yield Heading(2, "Where each rule comes from", "m-sources", in_contents=False)
    named = [
        ("Rating scale", method.ratings_source),
        ("Bands", method.bands_source),
        ("Rounding", method.rounding_source),
        ("Rating of a standard", method.standard_source),
        ("Stability", method.stability.source),
        ("Meaning of words such as 'most'", method.wording_source),
        ("Percentages that add up", method.context_source),
        (f"Smallest group printed: {method.publication.smallest_group} cases", method.publication.source),
    ]
    also = (("Overall rating", method.overall), ("Caps", method.caps), ("Professional discretion", method.discretion))
    named[4:4] = [(name, part.source) for name, part in also if part]
    named += [(f"Rating scale of {list_of(own.standards)}", own.source) for own in method.own_scales]
    named += [(f"Bands of {list_of(own.standards)}", own.source) for own in method.own_bands]
    if method.sample:
        named.insert(0, ("Sample", method.sample.source))
    columns = (Column("Rule", share=3), Column("Basis", share=2), Column("Source", share=7))
    rows = tuple(Row((plain(name), plain(source.basis.capitalize()), plain(source.text))) for name, source in named)
    yield Table("Rules of the method, with their sources", columns, rows)


def _brought_by_file(report: RatedBundle) -> Iterator[Block]:
    """What was not entered in Trigpoint itself: who reads figures may ask how they came in."""
    parts = report.bundle.brought_by_file
    if not parts:
        return
    yield Heading(2, "What came in by file", "m-by-file", in_contents=False)
    yield Paragraph(plain("These parts of the inspection were loaded from a file. The record says by whom and why."))
    columns = (
        Column("Part", share=5),
        Column("Times", numeric=True, share=2),
        Column("Last", share=3),
        Column("Stage of the inspection then", share=5),
    )
    rows = tuple(
        Row(tuple(plain(cell) for cell in (part.part, str(part.times), long_date(part.last_on), part.stage)))
        for part in parts
    )
    yield Table("Parts that came in by file", columns, rows)


def _provenance(report: RatedBundle) -> Iterator[Block]:
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
