"""Small hand-made records: whole cases answered alike, and counts in the order of the key questions."""

from collections.abc import Iterable, Mapping

from trigpoint.rules.answers import AnswerWord, Case, Judgement, Recorded, Tally
from trigpoint.rules.framework import Framework, Standard, StandardBasis


def counts(framework: Framework, standard_id: str, *pairs: tuple[int, int]) -> dict[str, Tally]:
    """Return yes and relevant for each key question of a standard, in its order."""
    questions = framework.standard(standard_id).key_questions
    return {question.id: Tally(*pair) for question, pair in zip(questions, pairs, strict=True)}


def judgements(framework: Framework, rating: str) -> dict[str, Judgement]:
    """Return the same judgement for every judged standard."""
    judged = (one.id for one in framework.standards if one.basis is StandardBasis.JUDGED)
    return {one: Judgement(rating, "all the evidence") for one in judged}


def alike(framework: Framework, yes: int, relevant: int, judged: str) -> Recorded:
    """Return an inspection whose every key question has the same count and every judgement the same rating."""
    tallies = {
        question.id: Tally(yes, relevant)
        for standard in framework.standards
        if standard.basis is StandardBasis.CASE_BASED
        for question in standard.key_questions
    }
    return Recorded(tallies=tallies, judgements=judgements(framework, judged))


def case(
    framework: Framework,
    case_type: str,
    facts: Mapping[str, str],
    *,
    answer: AnswerWord = AnswerWord.YES,
    but: Mapping[str, AnswerWord] | None = None,
    reference: str = "A",
) -> Case:
    """Return a case whose every relevant question and prompt has one answer, but for the answers given by id."""
    whole = Case(reference, case_type, facts, {})
    ids = (one for standard in framework.standards for one in relevant_ids(standard, whole))
    return Case(reference, case_type, facts, dict.fromkeys(ids, answer) | dict(but or {}))


def relevant_ids(standard: Standard, of: Case) -> Iterable[str]:
    """Yield the ids of the key questions and prompts of a standard that are relevant to a case with all its facts."""
    if standard.basis is StandardBasis.CASE_BASED and standard.case_type == of.case_type:
        for question in standard.key_questions:
            if of.relevant_to(question):
                yield question.id
                yield from (prompt.id for prompt in question.prompts)


def without(of: Case, *, answer: str = "", fact: str = "") -> Case:
    """Return the case without one answer or without one fact."""
    facts = {one: value for one, value in of.facts.items() if one != fact}
    answers = {one: value for one, value in of.answers.items() if one != answer}
    return Case(of.reference, of.case_type, facts, answers)
