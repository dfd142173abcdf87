"""Random Bundles of the shipped framework that conform to it: every part filled at random, or left empty.

A Bundle is drawn part by part, in an order in which each part can look at those that it must agree with: the draw of
a sample, the cases that were read, what was counted, what surrounds it, the panel's decisions, then every text, as a
text may name anything before it. Half of the inspections are complete: nearly all of those are rated, and may be published.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from hypothesis import strategies as st

from tests.factories.inspections import asked, case_based
from tests.factories.loaded import YOUTH
from tests.factories.random_texts import paragraphs, phrases, texts
from tests.factories.samples import certificate, listed
from trigpoint.bundle.certificate import CertificateShape, shape_of
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.recorded import recorded
from trigpoint.rules.answers import AnswerWord
from trigpoint.rules.framework import StandardBasis
from trigpoint.rules.rating import rate

Values = dict[str, Any]

MOST_CASES: Final = 6
_CASE_TYPES: Final = tuple(case_type.id for case_type in YOUTH.case_types)
_RATINGS: Final = tuple(rating.name for rating in YOUTH.method.ratings)
_STANDARDS: Final = tuple(standard.id for standard in YOUTH.standards)
_JUDGED: Final = tuple(standard.id for standard in YOUTH.standards if standard.basis is StandardBasis.JUDGED)
_CASE_BASED: Final = case_based(YOUTH)
_NOT_YES: Final = (AnswerWord.NO, AnswerWord.NOT_EVIDENCED)


@st.composite
def bundles(draw: st.DrawFn) -> Bundle:
    """Draw a Bundle of the shipped framework that may be loaded. One that says when it was published is rated."""
    complete = draw(st.booleans())
    values: Values = {
        "bundle_version": 1,
        "inspection": draw(_inspections()),
        "framework": {"id": YOUTH.id, "digest": YOUTH.digest},
        "context": draw(st.lists(_context_groups(), max_size=2).map(_with_ids_of_their_own)),
        "evidence": draw(_evidence()),
    }
    sample_drawn = draw(st.none() | _certificates(values["inspection"]["reference"]))
    if sample_drawn:
        values["certificate"] = sample_drawn
    values["cases"] = draw(_cases(sample_drawn, complete=complete))
    values["tallies"] = draw(_tallies(values["cases"], complete=complete))
    values["sample"] = draw(_samples(values["cases"], values["tallies"]))
    values["judgements"] = draw(_judgements(complete=complete))
    values["printed"] = draw(_printed())
    if draw(st.booleans()):
        values["notice"] = draw(phrases())
    if draw(st.booleans()):
        signature = {"name": draw(phrases()), "post": draw(phrases())}
        values["imprint"] = {"role": [draw(phrases())], "signature": signature, "copyright": draw(phrases())}
    values["panel_decisions"] = draw(_decisions_on(Bundle.model_validate(values)))
    bundle = Bundle.model_validate(values)
    # However complete, an inspection without a case that counts for a standard has no rating of it.
    if rate(YOUTH, recorded(bundle)).final and draw(st.booleans()):
        day = draw(st.dates(date(2018, 1, 1), date(2030, 12, 31)))
        values["inspection"]["published"] = draw(
            st.sampled_from([f"{day.day} {day:%B %Y}", f"{day:%B %Y}", f"{day:%Y}"])
        )
        if draw(st.booleans()):
            # As an edition has it that was sealed here.
            brought = {"part": "the cases and their answers", "times": 2, "last_on": "2030-01-02", "stage": "Case week"}
            values["brought_by_file"] = [brought]
    return Bundle.model_validate(values | draw(_words_of(bundle)))


@st.composite
def _inspections(draw: st.DrawFn) -> Values:
    head = {
        "reference": draw(st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)),
        "title": draw(phrases()),
        "service": {"name": draw(phrases()), "short_name": draw(phrases())},
        "inspectorate": draw(phrases()),
    }
    return head | draw(st.fixed_dictionaries({}, optional=dict.fromkeys(("fieldwork", "source", "licence"), phrases())))


@st.composite
def _certificates(draw: st.DrawFn, reference: str) -> Values:
    """The certificate of a real draw from an invented list, perhaps with an exclusion, a replacement or an old seed."""
    court, out_of_court = draw(st.integers(0, 12)), draw(st.integers(1, 12))
    sexes, risks = st.sampled_from(["male", "female"]), st.sampled_from(["low", "medium", "high"])
    cases = [
        listed(f"{letter}{number:03}", draw(sexes), draw(risks))
        for letter, most in (("C", court), ("O", out_of_court))
        for number in range(1, most + 1)
    ]
    exclusions = draw(st.dictionaries(st.just("O001"), phrases(), max_size=1)) if out_of_court > 1 else {}
    first = certificate(cases, exclusions=exclusions, inspection=reference)
    read = [case for type_sample in first.sample.types for case in type_sample.read]
    leaving = draw(st.lists(st.tuples(st.sampled_from(read), phrases(), st.integers(0, 9)), max_size=1))
    final = certificate(cases, exclusions=exclusions, taken_out=leaving, inspection=reference)
    dumped: Values = shape_of(final).model_dump(mode="json")
    return dumped


@st.composite
def _cases(draw: st.DrawFn, certificate: Values | None, *, complete: bool) -> list[Values]:
    """The cases of both types, of one, or of none; where a sample was drawn, of the cases that it says are read."""
    references = {name: [f"{name}-{n}" for n in range(1, MOST_CASES + 1)] for name in _CASE_TYPES}
    if certificate:
        types = CertificateShape.model_validate(certificate).sample.types
        references |= {drawn.case_type: _read(drawn.chosen, drawn.taken_out) for drawn in types}
    cases: list[Values] = []
    for case_type in draw(st.sets(st.sampled_from(_CASE_TYPES))):
        most = len(references[case_type])
        number = most if certificate else draw(st.integers(0, most))
        for reference in references[case_type][:number]:
            facts = draw(_facts(case_type, complete=complete))
            answers = draw(_answers(case_type, facts, complete=complete))
            cases.append({"reference": reference, "case_type": case_type, "facts": facts, "answers": answers})
    return draw(st.permutations(cases))


def _read(chosen: Sequence[str], taken_out: Sequence[Any]) -> list[str]:
    replaced = {leaving.reference: leaving.replaced_by for leaving in taken_out}
    return [case for reference in chosen if (case := replaced.get(reference, reference))]


def _facts(case_type: str, *, complete: bool) -> st.SearchStrategy[dict[str, str]]:
    facts = {
        fact.id: st.sampled_from([value.id for value in fact.values if value.case_type in (None, case_type)])
        for fact in YOUTH.facts
        if fact.asked_of(case_type)
    }
    return st.fixed_dictionaries(facts) if complete else st.fixed_dictionaries({}, optional=facts)


@st.composite
def _answers(draw: st.DrawFn, case_type: str, facts: Mapping[str, str], *, complete: bool) -> dict[str, str]:
    """An answer to each question that the case counts for; of an unfinished case some, and answers too many."""
    questions = [
        (key_question, question)
        for standard in _CASE_BASED
        if standard.case_type == case_type
        for key_question, question in asked(standard)
    ]
    generosity = draw(st.integers(0, 256))
    drawn = draw(st.binary(min_size=len(questions), max_size=len(questions)))
    answers: dict[str, str] = {}
    for (key_question, question), byte in zip(questions, drawn, strict=True):
        relevant = all(facts.get(needed.fact) in needed.values for needed in key_question.relevant_when)
        if relevant if complete else byte % 4:
            answers[question.id] = str(AnswerWord.YES if byte < generosity else _NOT_YES[byte % 2])
    return answers


@st.composite
def _tallies(draw: st.DrawFn, cases: Sequence[Values], *, complete: bool) -> Values:
    """Counts for the case types without cases. Every prompt applies to as many cases as its key question."""
    with_cases = {case["case_type"] for case in cases}
    tallies: Values = {}
    for standard in _CASE_BASED:
        if standard.case_type in with_cases:
            continue
        for key_question in standard.key_questions:
            if complete or draw(st.booleans()):
                relevant = draw(st.integers(1, 40))
                for question_id in (key_question.id, *(prompt.id for prompt in key_question.prompts)):
                    yes = draw(st.integers(0, relevant))
                    tallies[question_id] = {"yes": yes, "relevant": relevant}
                    if draw(st.booleans()):
                        tallies[question_id]["not_evidenced"] = draw(st.integers(0, relevant - yes))
    return tallies


@st.composite
def _samples(draw: st.DrawFn, cases: Sequence[Values], tallies: Values) -> list[Values]:
    samples: list[Values] = []
    for case_type in draw(st.permutations(_CASE_TYPES)):
        if draw(st.booleans()):
            continue
        in_file = sum(case["case_type"] == case_type for case in cases)
        read = in_file or max((tally["relevant"] for tally in tallies.values()), default=draw(st.integers(0, 50)))
        sample: Values = {"case_type": case_type, "read": read}
        if draw(st.booleans()):
            number, basis = read + draw(st.integers(0, 300)), draw(st.sampled_from(["recorded", "assumed"]))
            sample["eligible"] = {"number": number, "basis": basis, "source": draw(phrases())}
        if draw(st.booleans()):
            sample["interviews"] = draw(st.integers(0, 50))
        values = draw(_facts(case_type, complete=False))
        sample["made_up_of"] = {fact: {value: draw(st.integers(0, 50))} for fact, value in values.items()}
        samples.append(sample)
    return samples


@st.composite
def _judgements(draw: st.DrawFn, *, complete: bool) -> Values:
    standards: Iterable[str] = _JUDGED if complete else draw(st.sets(st.sampled_from(_JUDGED)))
    judgements: Values = {
        standard: {"rating": draw(st.sampled_from(_RATINGS)), "reason": draw(paragraphs())} for standard in standards
    }
    if not complete and draw(st.booleans()):
        judgements[draw(st.sampled_from(_JUDGED))] = {"reason": draw(paragraphs())}
    return judgements


def _printed() -> st.SearchStrategy[Values]:
    ratings = st.dictionaries(st.sampled_from(_STANDARDS), st.sampled_from(_RATINGS), max_size=4)
    return st.fixed_dictionaries(
        {}, optional={"ratings": ratings, "score": st.integers(0, 36), "overall": st.sampled_from(_RATINGS)}
    )


@st.composite
def _decisions_on(draw: st.DrawFn, bundle: Bundle) -> Values:
    """Decisions of a panel that saw these results, on some of the standards that are open to discretion."""
    decisions: Values = {}
    for result in rate(YOUTH, recorded(bundle)).standards:
        if result.rules is None or not result.open_to_discretion or draw(st.booleans()):
            continue
        others = [name for name in _RATINGS if name != result.rules.name]
        decision: Values = {
            "outcome": "considered and not used",
            "from": result.rules.name,
            "reason": draw(paragraphs()),
        }
        if draw(st.booleans()):
            decision |= {"outcome": "used", "to": draw(st.sampled_from(others))}
        decisions[result.standard.id] = decision
    return decisions


@st.composite
def _context_groups(draw: st.DrawFn) -> Values:
    numbers = st.decimals(0, 10**6, places=2) | st.integers(0, 10**6)
    group: Values = {"title": draw(phrases()), "figures": [], "breakdowns": []}
    for _ in range(draw(st.integers(0, 3))):
        figure = {
            "label": draw(phrases()),
            "value": str(draw(numbers)),
            "unit": draw(st.sampled_from(["number", "percent"])),
        }
        group["figures"].append(figure | draw(_origins()))
    if draw(st.booleans()):
        columns = draw(st.lists(phrases(), min_size=1, max_size=3, unique=True))
        names = draw(st.lists(phrases(), min_size=1, max_size=2, unique=True))
        rows = [{"name": name, "values": [str(draw(numbers)) for _ in columns]} for name in names]
        breakdown = {"title": draw(phrases()), "unit": "number", "columns": columns, "rows": rows}
        group["breakdowns"].append(breakdown | draw(_origins()))
    return group


def _origins() -> st.SearchStrategy[Values]:
    return st.fixed_dictionaries({"year": st.sampled_from(["2019", "2019-20"]), "source": phrases()})


def _with_ids_of_their_own(groups: list[Values]) -> list[Values]:
    """Give everything an id; every second number is a part of the one before, and every third a share of the two."""
    figures = [figure for group in groups for figure in group["figures"]]
    for number, figure in enumerate(figures):
        figure["id"] = f"figure_{number}"
        if figure["unit"] == "number" and number % 2:
            figure["whole"] = f"figure_{number - 1}"
        elif figure["unit"] == "percent" and number > 1:
            figure |= {"part": f"figure_{number - 1}", "whole": f"figure_{number - 2}"}
    for number, breakdown in enumerate(breakdown for group in groups for breakdown in group["breakdowns"]):
        breakdown["id"] = f"breakdown_{number}"
    return groups


def _evidence() -> st.SearchStrategy[list[Values]]:
    evidence = st.fixed_dictionaries(
        {"id": st.sampled_from(["meetings", "surveys", "visits"]), "label": phrases(), "number": st.integers(0, 99)}
    )
    return st.lists(evidence, max_size=3, unique_by=lambda kind: kind["id"])


@st.composite
def _words_of(draw: st.DrawFn, bundle: Bundle) -> Values:
    """Every text of the report; any of them may name any figure of the Bundle."""
    text = texts(bundle, YOUTH)
    some = st.lists(text, max_size=2)
    domains = st.sampled_from([domain.id for domain in YOUTH.domains])
    of_domain = st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("opening", "strengths", "areas_for_improvement"), some)
    )
    standards: Values = {}
    for standard in draw(st.sets(st.sampled_from(_STANDARDS), max_size=2)):
        questions = st.sampled_from([question.id for question in YOUTH.standard(standard).key_questions])
        standards[standard] = {
            "summary": draw(some),
            "key_questions": draw(st.dictionaries(questions, some, max_size=2)),
            "closing": draw(some),
        }
    return {
        "texts": {"introduction": draw(some), "background": draw(some)},
        "findings": {"domains": draw(st.dictionaries(domains, of_domain, max_size=2)), "standards": standards},
        "recommendations": draw(st.lists(st.fixed_dictionaries({"addressee": phrases(), "text": text}), max_size=3)),
    }
