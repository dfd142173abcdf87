"""Values for the pages of what an inspection holds."""

from dataclasses import dataclass

from trigpoint.bundle.cases import CaseRecord
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.rated import RatedBundle
from trigpoint.english import count_of
from trigpoint.rules.framework import Framework, KeyQuestion, Prompt, Standard


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """One question of a case, with its answer; `prompt` where it belongs to a key question."""

    id: str
    text: str
    answer: str
    prompt: bool


@dataclass(frozen=True, slots=True)
class AnswersShown:
    """The facts of a case, and its answers standard by standard."""

    facts: tuple[tuple[str, str], ...]
    standards: tuple[tuple[str, tuple[QuestionShown, ...]], ...]


def answers_shown(live: RatedBundle, case: CaseRecord) -> AnswersShown:
    """Everything recorded about a case, in the words of the framework."""
    standards = [standard for standard in live.framework.standards if standard.case_type == case.case_type]
    return AnswersShown(
        _facts(live.framework, case),
        tuple((f"{standard.id} {standard.name}", tuple(_questions(standard, case))) for standard in standards),
    )


def what_changed(before: Bundle | None, after: Bundle) -> str:
    """How much a file holds, and held before, such as '3 cases, 14 before; 63 answers, 240 before'."""
    were = _counts(before) if before else {}
    counts = []
    for noun, number in _counts(after).items():
        was = were.get(noun, 0)
        if number or was or noun == "case":
            than = "" if before is None else (" as before" if was == number else f", {was:,} before")
            counts.append(f"{count_of(number, noun)}{than}")
    return "; ".join(counts)


def _counts(bundle: Bundle) -> dict[str, int]:
    return {
        "case": len(bundle.cases),
        "answer": sum(len(case.answers) for case in bundle.cases),
        "count": len(bundle.tallies),
        "judgement": len(bundle.judgements),
        "panel decision": len(bundle.panel_decisions),
        "recommendation": len(bundle.recommendations),
    }


def _facts(framework: Framework, case: CaseRecord) -> tuple[tuple[str, str], ...]:
    facts = []
    for fact in framework.facts:
        if fact.id in case.facts:
            labels = {value.id: value.label for value in fact.values}
            facts.append((fact.label, labels[case.facts[fact.id]]))
    return tuple(facts)


def _questions(standard: Standard, case: CaseRecord) -> list[QuestionShown]:
    shown = []
    for key_question in standard.key_questions:
        shown.append(_shown(key_question, case, prompt=False))
        shown.extend(_shown(prompt, case, prompt=True) for prompt in key_question.prompts)
    return shown


def _shown(question: KeyQuestion | Prompt, case: CaseRecord, *, prompt: bool) -> QuestionShown:
    answer = case.answers.get(question.id)
    return QuestionShown(
        question.id, question.text, str(answer).capitalize() if answer is not None else "Not answered yet", prompt
    )
