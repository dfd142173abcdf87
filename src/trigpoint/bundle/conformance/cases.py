"""Cases and tallies: their case types, facts, values and question ids."""

from collections.abc import Iterator
from typing import assert_never

from trigpoint.bundle.cases import CaseRecord, TallyRecord
from trigpoint.bundle.conformance.nonconformity import Names, Nonconformity, unknown
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.problems import Place
from trigpoint.english import list_of, ordinal
from trigpoint.rules.answers import AnswerWord, CaseAnswer
from trigpoint.rules.framework import Graded, KeyQuestion, YesOrNo
from trigpoint.sameness import read, reference_key


def cases(bundle: Bundle, names: Names) -> Iterator[Nonconformity]:
    """Each case has a reference of its own, and facts and answers that cases of its type may have."""
    yield from _references(bundle)
    types = [case_type.id for case_type in names.framework.case_types]
    for number, case in enumerate(bundle.cases):
        at: Place = ("cases", number)
        # What a case of an unknown type may have is not known either: one problem is reported, not one an answer.
        if case.case_type not in types:
            yield unknown((*at, "case_type"), case.case_type, "the case type", types)
        else:
            yield from _facts(case, at, names)
            yield from _answers(case, at, names)


def _references(bundle: Bundle) -> Iterator[Nonconformity]:
    """No two references are the same one (see `sameness`), and each is what a reader sees of it."""
    first: dict[str, int] = {}
    for number, case in enumerate(bundle.cases):
        at: Place = ("cases", number, "reference")
        before = first.setdefault(reference_key(case.reference), number)
        unseen = [odd.in_words() for odd in read(case.reference).odd_characters if not odd.read_as]
        if before != number:
            earlier = bundle.cases[before].reference
            spelt = "" if case.reference == earlier else f" (there '{read(earlier).text}')"
            hidden = f" with {list_of(unseen)}" if unseen else ""
            fix = f"The {ordinal(before + 1)} case has it as well{spelt}: give each case its own."
            yield Nonconformity(at, f"the reference '{read(case.reference).text}'{hidden} again", "each once", fix)
        elif unseen:
            actual = f"the reference '{read(case.reference).text}' with {list_of(unseen)}"
            yield Nonconformity(at, actual, "a reference of characters that can be seen", "Take it out.")


def _facts(case: CaseRecord, at: Place, names: Names) -> Iterator[Nonconformity]:
    facts = {fact.id: fact for fact in names.framework.facts if fact.asked_of(case.case_type)}
    for fact, value in case.facts.items():
        at_fact = (*at, "facts", fact)
        if fact not in facts:
            yield unknown(at_fact, fact, "the fact", facts)
        else:
            possible = [v.id for v in facts[fact].values if v.case_type in (None, case.case_type)]
            if value not in possible:
                yield unknown(at_fact, value, f"the {fact}", possible)


def _answers(case: CaseRecord, at: Place, names: Names) -> Iterator[Nonconformity]:
    for question in case.answers:
        if names.counted.get(question) != case.case_type:
            asked = [question for question, case_type in names.counted.items() if case_type == case.case_type]
            yield unknown((*at, "answers", question), question, "an answer to", asked)
        else:
            yield from _on_scale(question, case.answers[question], (*at, "answers", question), names)


def _on_scale(question: str, answer: CaseAnswer, at: Place, names: Names) -> Iterator[Nonconformity]:
    """A grade is given where the question is graded, with a grade of its scale; a yes or no where it is not."""
    scale = names.answers[question]
    match scale:
        case YesOrNo() if isinstance(answer, int):
            yield Nonconformity(at, f"the grade {answer}", f"a word: {question} is answered yes or no")
        case Graded() if answer in (AnswerWord.YES, AnswerWord.NO) or (
            isinstance(answer, int) and answer not in scale.numbers
        ):
            grades = ", ".join(str(grade) for grade in scale.numbers)
            yield Nonconformity(at, f"the answer '{answer}'", f"a grade ({grades}), not applicable or not evidenced")
        case YesOrNo() | Graded():
            return
        case _:
            assert_never(scale)


def tallies(bundle: Bundle, names: Names) -> Iterator[Nonconformity]:
    """Tallies are of counted questions, not beside cases, and of no more cases than were read."""
    read = {sample.case_type: sample.read for sample in bundle.sample}
    with_cases = {case.case_type for case in bundle.cases}
    for question, tally in bundle.tallies.items():
        at: Place = ("tallies", question)
        case_type = names.counted.get(question)
        if case_type is None:
            yield unknown(at, question, "a tally of", names.counted)
        elif isinstance(names.answers[question], Graded):
            fix = "Give the cases with their grades: no count of yes says what they were."
            yield Nonconformity(at, f"a count of yes for {question}, which is graded", "no count", fix)
        elif case_type in with_cases:
            # With both, nobody could say which of the two was rated where they differ.
            fix = "Keep the cases: their answers are counted."
            yield Nonconformity(at, f"a tally beside {case_type} cases with answers", "one of the two", fix)
        elif tally.relevant > read.get(case_type, tally.relevant):
            yield Nonconformity(
                (*at, "relevant"), f"{tally.relevant} relevant cases", f"at most {read[case_type]} (read)"
            )
    for standard in names.framework.standards:
        for question_ in standard.key_questions:
            yield from _prompts_within(question_, bundle.tallies)


def _prompts_within(question: KeyQuestion, tallies: dict[str, TallyRecord]) -> Iterator[Nonconformity]:
    # A prompt is counted on the cases of its key question; only one that may not apply is counted on fewer.
    whole = tallies.get(question.id)
    for prompt in question.prompts:
        tally = tallies.get(prompt.id)
        if tally is None or whole is None:
            continue
        at = ("tallies", prompt.id, "relevant")
        actual = f"{tally.relevant} relevant cases beside {whole.relevant} for {question.id}"
        if tally.relevant > whole.relevant:
            yield Nonconformity(at, actual, f"at most {whole.relevant}")
        elif tally.relevant < whole.relevant and prompt.may_not_apply is None:
            yield Nonconformity(at, actual, f"{whole.relevant}: this prompt applies to every relevant case")
