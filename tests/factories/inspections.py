"""Random inspections of any framework, for property tests.

The answers of a case are drawn as one run of bytes, a byte for each question: a strategy for each single answer would
be drawn a thousand times for one inspection. Shrinking leads to nought bytes, so to cases answered yes throughout.
"""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from hypothesis import strategies as st

from trigpoint.rules.answers import AnswerWord, Case, Decision, Judgement, Recorded, Tally
from trigpoint.rules.framework import CaseType, Framework, KeyQuestion, Prompt, Standard, StandardBasis

T = TypeVar("T")

MOST_CASES = 12
_NOT_YES = (AnswerWord.NO, AnswerWord.NOT_EVIDENCED)
_ANY = (*AnswerWord, None)
# A byte below it is a yes. The lowest key question decides, so without the second part hardly any would be rated well.
_GENEROSITY = st.integers(0, 256) | st.integers(224, 256)


def case_based(framework: Framework) -> tuple[Standard, ...]:
    """Return the standards that rest on cases or counts."""
    return tuple(one for one in framework.standards if one.basis is StandardBasis.CASE_BASED)


def asked(standard: Standard) -> Iterator[tuple[KeyQuestion, KeyQuestion | Prompt]]:
    """Yield each key question and prompt of a standard, with the key question that it belongs to."""
    for question in standard.key_questions:
        yield question, question
        for prompt in question.prompts:
            yield question, prompt


@st.composite
def complete_inspections(draw: st.DrawFn, framework: Framework) -> Recorded:
    """Draw an inspection with every fact, answer and judgement: 1 to 12 cases of each type, from poor to excellent."""
    cases: list[Case] = []
    for case_type in framework.case_types:
        generosity = draw(_GENEROSITY)
        for number in range(draw(st.integers(1, MOST_CASES))):
            facts = draw(_facts(framework, case_type))
            empty = Case(f"{case_type.id}-{number + 1}", case_type.id, facts, {})
            cases.append(draw(_answered(framework, empty, generosity)))
    names = st.sampled_from([rating.name for rating in framework.method.ratings])
    judged = [one.id for one in framework.standards if one.basis is StandardBasis.JUDGED]
    return Recorded(cases=tuple(cases), judgements={one: Judgement(draw(names), "drawn") for one in judged})


def _facts(framework: Framework, case_type: CaseType) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries(
        {
            fact.id: st.sampled_from([v.id for v in fact.values if v.case_type in (None, case_type.id)])
            for fact in framework.facts
            if fact.asked_of(case_type.id)
        }
    )


@st.composite
def _answered(draw: st.DrawFn, framework: Framework, empty: Case, generosity: int) -> Case:
    relevant = [
        one
        for standard in case_based(framework)
        if standard.case_type == empty.case_type
        for question, one in asked(standard)
        if empty.relevant_to(question)
    ]
    drawn = draw(st.binary(min_size=len(relevant), max_size=len(relevant)))
    answers = {one.id: _answer(one, byte, generosity) for one, byte in zip(relevant, drawn, strict=True)}
    return Case(empty.reference, empty.case_type, empty.facts, answers)


def _answer(question: KeyQuestion | Prompt, byte: int, generosity: int) -> AnswerWord:
    if isinstance(question, Prompt) and question.may_not_apply and byte % 5 == 4:
        return AnswerWord.NOT_APPLICABLE
    return AnswerWord.YES if byte < generosity else _NOT_YES[byte % 2]


@st.composite
def unfinished_inspections(draw: st.DrawFn, framework: Framework) -> Recorded:
    """Draw whatever may have been recorded so far: facts and answers missing or at odds, stray counts and decisions."""
    names = [rating.name for rating in framework.method.ratings]
    name, perhaps = st.sampled_from(names), st.sampled_from([*names, None])
    ids = [one.id for standard in case_based(framework) for _, one in asked(standard)]
    cases = draw(st.lists(_unfinished_case(framework, ids), max_size=4))
    return Recorded(
        cases=tuple(cases),
        tallies=draw(_some(ids, tallies())),
        judgements=draw(_some(_ids(framework), st.builds(Judgement, perhaps, st.just("drawn")))),
        printed=draw(_some(_ids(framework), name)),
        decisions=draw(decisions(framework)),
    )


@st.composite
def _unfinished_case(draw: st.DrawFn, framework: Framework, ids: list[str]) -> Case:
    case_type = draw(st.sampled_from(framework.case_types))
    facts = draw(_facts(framework, case_type))
    kept = draw(st.sets(st.sampled_from(sorted(facts)))) if facts else set()
    known = {one: value for one, value in facts.items() if one in kept}
    drawn = draw(st.binary(min_size=len(ids), max_size=len(ids)))
    given = {one: _ANY[byte % len(_ANY)] for one, byte in zip(ids, drawn, strict=True)}
    answers = {one: answer for one, answer in given.items() if answer is not None}
    return Case(draw(st.text(max_size=3)), case_type.id, known, answers)


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    """Draw a count that can be, of 0 to 40 cases."""
    relevant = draw(st.integers(0, 40))
    yes = draw(st.integers(0, relevant))
    return Tally(yes, relevant, draw(st.none() | st.integers(0, relevant - yes)))


def decisions(framework: Framework) -> st.SearchStrategy[Mapping[str, Decision]]:
    """Draw panel decisions on some standards, whether they fit what the rules give or not."""
    names = [rating.name for rating in framework.method.ratings]
    decision = st.builds(Decision, st.sampled_from(names), st.sampled_from([*names, None]), st.just("drawn"))
    return _some(_ids(framework), decision)


def _ids(framework: Framework) -> list[str]:
    return [one.id for one in framework.standards]


def _some(ids: list[str], values: st.SearchStrategy[T]) -> st.SearchStrategy[dict[str, T]]:
    return st.dictionaries(st.sampled_from(ids), values, max_size=MOST_CASES)
