"""How far a case is answered: which questions apply to it, and which of those have an answer."""

from dataclasses import dataclass

from trigpoint.rules.answers import Case
from trigpoint.rules.framework import Framework


@dataclass(frozen=True, slots=True)
class CaseProgress:
    """How many of the questions that apply to a case are answered."""

    answered: int
    asked: int

    @property
    def is_begun(self) -> bool:
        """Whether any question is answered."""
        return self.answered > 0

    @property
    def is_answered(self) -> bool:
        """Whether every question that applies is answered."""
        return self.answered == self.asked


def progress_of(framework: Framework, case: Case) -> CaseProgress:
    """Count the questions of a case, key questions and prompts, of all standards that are about cases of its type.

    A key question that is relevant under a condition counts, with its prompts, unless the facts of the case rule it
    out; an answer to a question that does not apply is none.
    """
    asked = [
        question_id
        for standard in framework.standards
        if standard.case_type == case.case_type
        for question in standard.key_questions
        if all(case.facts.get(needed.fact, needed.values[0]) in needed.values for needed in question.relevant_when)
        for question_id in (question.id, *(prompt.id for prompt in question.prompts))
    ]
    return CaseProgress(sum(question_id in case.answers for question_id in asked), len(asked))
