"""From answers about cases to 'yes of relevant', for each key question and each prompt of a standard.

Every question and every prompt has its own denominator. Key questions are answered by the inspector directly and
are not worked out from their prompts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from trigpoint.rules.answers import AnswerWord, Case, Tally
from trigpoint.rules.framework import KeyQuestion, Standard
from trigpoint.rules.gaps import Gap, GapKind


@dataclass(frozen=True, slots=True)
class Tallies:
    """The counts of one standard so far (key question or prompt id → tally) and what is still missing."""

    counts: Mapping[str, Tally]
    gaps: tuple[Gap, ...]


@dataclass(slots=True)
class _Count:
    yes: int = 0
    relevant: int = 0
    not_evidenced: int = 0

    def add(self, answer: AnswerWord) -> None:
        self.yes += answer is AnswerWord.YES
        self.not_evidenced += answer is AnswerWord.NOT_EVIDENCED
        self.relevant += answer is not AnswerWord.NOT_APPLICABLE


@dataclass(slots=True)
class _Standard:
    """One standard while it is counted."""

    standard: Standard
    counts: dict[str, _Count] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)

    def gap(self, kind: GapKind, case: Case, question: str, detail: str = "") -> None:
        self.gaps.append(Gap(kind, self.standard.id, question, case.reference, detail))

    def count_question(self, question: KeyQuestion, case: Case) -> None:
        missing = [c.fact for c in question.relevant_when if c.fact not in case.facts]
        if missing:
            self.gap(GapKind.FACT_MISSING, case, question.id, missing[0])
        elif case.relevant_to(question):
            self.count_answer(question.id, case, may_not_apply=False)
            for prompt in question.prompts:
                self.count_answer(prompt.id, case, may_not_apply=prompt.may_not_apply is not None)
        else:
            self.refuse_answers(question, case)

    def count_answer(self, question_id: str, case: Case, *, may_not_apply: bool) -> None:
        answer = case.answers.get(question_id)
        if answer is None:
            self.gap(GapKind.ANSWER_MISSING, case, question_id)
        elif answer is AnswerWord.NOT_APPLICABLE and not may_not_apply:
            self.gap(GapKind.NOT_APPLICABLE_THOUGH_IT_APPLIES, case, question_id)
        else:
            self.counts[question_id].add(answer)

    def refuse_answers(self, question: KeyQuestion, case: Case) -> None:
        """An answer to a question that is not relevant to the case contradicts its facts; 'not applicable' does not."""
        for question_id in (question.id, *(prompt.id for prompt in question.prompts)):
            answer = case.answers.get(question_id, AnswerWord.NOT_APPLICABLE)
            if answer is not AnswerWord.NOT_APPLICABLE:
                self.gap(GapKind.ANSWERED_THOUGH_NOT_RELEVANT, case, question_id, answer.value)


def question_ids(standard: Standard) -> tuple[str, ...]:
    """Return the ids of the standard's key questions and prompts, in printed order."""
    return tuple(
        question_id
        for question in standard.key_questions
        for question_id in (question.id, *(prompt.id for prompt in question.prompts))
    )


def tally_cases(standard: Standard, cases: Iterable[Case]) -> Tallies:
    """Count the answers of the standard's own case type. Source: Annexe 1, the tables of counts."""
    counting = _Standard(standard)
    counting.counts = {question_id: _Count() for question_id in question_ids(standard)}
    for case in cases:
        if case.case_type == standard.case_type:
            for question in standard.key_questions:
                counting.count_question(question, case)
    counts = {one: Tally(c.yes, c.relevant, c.not_evidenced) for one, c in counting.counts.items()}
    return Tallies(counts, tuple(counting.gaps))


def tally_printed(standard: Standard, printed: Mapping[str, Tally]) -> Tallies:
    """Take the counts of a published report. Each key question is needed; its prompts may not have been printed."""
    counts = {one: printed[one] for one in question_ids(standard) if one in printed}
    missing = [question.id for question in standard.key_questions if question.id not in printed]
    return Tallies(counts, tuple(Gap(GapKind.TALLY_MISSING, standard.id, question) for question in missing))
