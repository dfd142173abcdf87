"""The sample, the context figures, the findings and the references in texts."""

from collections.abc import Iterator
from typing import assert_never

from trigpoint.bundle.conformance.nonconformity import Names, Nonconformity, unknown
from trigpoint.bundle.context import Breakdown, ContextFigure, SampleRecord
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.problems import Place
from trigpoint.bundle.references import KINDS, Nameable, WrongReference, parts
from trigpoint.bundle.texts import texts_of
from trigpoint.rules.framework import Framework, Graded
from trigpoint.rules.method import JudgedOverall, OverallMethod, SumOfScores
from trigpoint.rules.tally import question_ids


def sample(bundle: Bundle, names: Names) -> Iterator[Nonconformity]:
    """Each case type once, with no more cases read than were eligible, made up of declared facts and values."""
    types = [case_type.id for case_type in names.framework.case_types]
    seen: set[str] = set()
    for number, record in enumerate(bundle.sample):
        at: Place = ("sample", number)
        if record.case_type not in types:
            yield unknown((*at, "case_type"), record.case_type, "the case type", types)
        if record.case_type in seen:
            yield Nonconformity((*at, "case_type"), f"'{record.case_type}' a second time", "each case type once")
        seen.add(record.case_type)
        if record.eligible is not None:
            in_file = sum(case.case_type == record.case_type for case in bundle.cases)
            yield from _eligible(record.eligible.number, record.read, in_file, (*at, "eligible", "number"))
        yield from _made_up_of(record, (*at, "made_up_of"), names)


def _eligible(number: int, read: int, in_file: int, at: Place) -> Iterator[Nonconformity]:
    # Stability draws samples of this size from so many cases: with fewer there would be no urn to draw from.
    if number < read:
        yield Nonconformity(at, f"{number} eligible cases, {read} read", "at least as many eligible as read")
    elif number < in_file:
        actual = f"{number} eligible cases, {in_file} in the file"
        yield Nonconformity(at, actual, "at least as many eligible as there are in the file")


def _made_up_of(record: SampleRecord, at: Place, names: Names) -> Iterator[Nonconformity]:
    facts = {
        fact.id: [value.id for value in fact.values if value.case_type in (None, record.case_type)]
        for fact in names.framework.facts
        if fact.asked_of(record.case_type)
    }
    for fact, values in record.made_up_of.items():
        if fact not in facts:
            yield unknown((*at, fact), fact, "the fact", facts)
            continue
        for value in values:
            if value not in facts[fact]:
                yield unknown((*at, fact, value), value, f"the {fact}", facts[fact])


def context(bundle: Bundle, _: Names) -> Iterator[Nonconformity]:
    """Each figure's id once; parts and wholes are figures; a breakdown has a value for each column."""
    figures = [figure.id for group in bundle.context for figure in group.figures]
    # One set of ids for figures and breakdowns, so that an id never means two things.
    seen: set[str] = set()
    for g, group in enumerate(bundle.context):
        for f, figure in enumerate(group.figures):
            at: Place = ("context", g, "figures", f)
            if figure.id in seen:
                yield Nonconformity((*at, "id"), f"the id '{figure.id}' a second time", "each id once")
            seen.add(figure.id)
            yield from _part_of_whole(figure, at, figures)
        for b, breakdown in enumerate(group.breakdowns):
            at_breakdown: Place = ("context", g, "breakdowns", b)
            if breakdown.id in seen:
                yield Nonconformity((*at_breakdown, "id"), f"the id '{breakdown.id}' a second time", "each id once")
            seen.add(breakdown.id)
            yield from _columns(breakdown, at_breakdown)


def _part_of_whole(figure: ContextFigure, at: Place, figures: list[str]) -> Iterator[Nonconformity]:
    for key, other in (("part", figure.part), ("whole", figure.whole)):
        if other is not None and other not in figures:
            yield unknown((*at, key), other, "the figure", figures)
        elif other == figure.id:
            yield Nonconformity((*at, key), f"the figure '{other}' itself", "another figure")
    if figure.unit == "percent" and figure.whole is not None and figure.part is None:
        yield Nonconformity(
            (*at, "whole"), "a whole for a percentage", "with it a part: the percentage is part of whole"
        )
    if figure.part is not None and (figure.whole is None or figure.unit != "percent"):
        yield Nonconformity((*at, "part"), "a part", "with it a whole, and unit: percent")


def _columns(breakdown: Breakdown, at: Place) -> Iterator[Nonconformity]:
    rows = [row.name for row in breakdown.rows]
    for key, names in (("columns", list(breakdown.columns)), ("rows", rows)):
        for number, name in enumerate(names):
            if name in names[:number]:
                yield Nonconformity((*at, key, number), f"'{name}' a second time", "a name of its own for each")
    for r, row in enumerate(breakdown.rows):
        if len(row.values) != len(breakdown.columns):
            at_values = (*at, "rows", r, "values")
            yield Nonconformity(at_values, f"{len(row.values)} values", f"{len(breakdown.columns)}, one a column")


def evidence(bundle: Bundle, _: Names) -> Iterator[Nonconformity]:
    """Each kind of evidence has an id of its own, or a text could name either."""
    ids = [kind.id for kind in bundle.evidence]
    for number, kind in enumerate(ids):
        if kind in ids[:number]:
            yield Nonconformity(("evidence", number, "id"), f"the id '{kind}' a second time", "each id once")


def findings(bundle: Bundle, names: Names) -> Iterator[Nonconformity]:
    """Findings are under ids of the framework."""
    domains = [domain.id for domain in names.framework.domains]
    for domain in bundle.findings.domains:
        if domain not in domains:
            yield unknown(("findings", "domains", domain), domain, "the domain", domains)
    for standard, words in bundle.findings.standards.items():
        at: Place = ("findings", "standards", standard)
        if standard not in names.standards:
            yield unknown(at, standard, "the standard", names.standards)
            continue
        own = [question.id for question in names.framework.standard(standard).key_questions]
        for question in words.key_questions:
            if question not in own:
                yield unknown((*at, "key_questions", question), question, "the key question", own)


def references(bundle: Bundle, names: Names) -> Iterator[Nonconformity]:
    """Every reference in a text names something that is there."""
    may_be_named = nameable(bundle, names.framework)
    for at, text in texts_of(bundle):
        try:
            list(parts(text, may_be_named))
        except WrongReference as wrong:
            yield Nonconformity(at, wrong.actual, wrong.expected, wrong.fix)


def nameable(bundle: Bundle, framework: Framework) -> Nameable:
    """Return what the Bundle's texts may name."""
    judged = [
        question for standard in framework.standards if not standard.reads_cases for question in question_ids(standard)
    ]
    return Nameable(
        ids={
            "question": [question for standard in framework.standards for question in question_ids(standard)],
            "standard": [standard.id for standard in framework.standards],
            "context": [figure.id for group in bundle.context for figure in group.figures],
            "sample": [sample.case_type for sample in bundle.sample],
            "evidence": [evidence.id for evidence in bundle.evidence],
        },
        judged=judged,
        graded=[question.id for question in framework.questions() if isinstance(question.answers, Graded)],
        overall=_overall_figures(framework.method.overall),
    )


def _overall_figures(overall: OverallMethod | None) -> tuple[str, ...]:
    match overall:
        case SumOfScores():
            return KINDS["overall"]
        case JudgedOverall():
            return tuple(figure for figure in KINDS["overall"] if "score" not in figure)
        case None:
            return ()
        case _:
            assert_never(overall)
