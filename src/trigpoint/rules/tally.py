"""From answers about cases to counts, 'yes of relevant' or by grade, for each key question and prompt of a standard.

Every question and every prompt has its own denominator. Key questions are answered by the inspector directly and
are not worked out from their prompts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never

from trigpoint.rules.answers import AnswerWord, AnyTally, Case, CaseAnswer, GradeTally, Tally
from trigpoint.rules.framework import AnswerScale, Graded, KeyQuestion, Standard, YesOrNo
from trigpoint.rules.gaps import Gap, GapKind


@dataclass(frozen=True, slots=True)
class Tallies:
    """The counts of one standard so far (key question or prompt id → tally) and what is still missing."""

    counts: Mapping[str, AnyTally]
    gaps: tuple[Gap, ...]


@dataclass(slots=True)
class _Count:
    yes: int = 0
    relevant: int = 0
    not_evidenced: int = 0

    def add(self, answer: CaseAnswer) -> None:
        """Count one answer. Raises TypeError at a grade, which no answer to such a question can be."""
        if isinstance(answer, int):
            raise TypeError(f"The grade {answer} was given to a question that is answered yes or no.")
        self.yes += answer is AnswerWord.YES
        self.not_evidenced += answer is AnswerWord.NOT_EVIDENCED
        self.relevant += answer is not AnswerWord.NOT_APPLICABLE

    def tally(self) -> Tally:
        return Tally(self.yes, self.relevant, self.not_evidenced)


@dataclass(slots=True)
class _GradeCount:
    cases: dict[int, int]
    not_evidenced: int = 0

    def add(self, answer: CaseAnswer) -> None:
        """Count one answer. Raises ValueError at a yes or no, and at a grade that is not on the scale."""
        if answer is AnswerWord.NOT_EVIDENCED:
            self.not_evidenced += 1
        elif isinstance(answer, int) and answer in self.cases:
            self.cases[answer] += 1
        elif answer is not AnswerWord.NOT_APPLICABLE:
            raise ValueError(f"'{answer}' was given to a question that is graded {', '.join(map(str, self.cases))}.")

    def tally(self) -> GradeTally:
        return GradeTally(tuple(self.cases), tuple(self.cases.values()), self.not_evidenced)


_AnyCount: TypeAlias = _Count | _GradeCount


def _count_for(scale: AnswerScale) -> _AnyCount:
    match scale:
        case YesOrNo():
            return _Count()
        case Graded():
            return _GradeCount(dict.fromkeys(scale.numbers, 0))
        case _:
            assert_never(scale)


@dataclass(slots=True)
class _Standard:
    """One standard while it is counted."""

    standard: Standard
    counts: dict[str, _AnyCount] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)

    def gap(self, kind: GapKind, case: Case, question: str, detail: str = "") -> None:
        self.gaps.append(Gap(kind, self.standard.id, question, case.reference, detail))

    def count_question(self, question: KeyQuestion, case: Case) -> None:
        missing = [condition.fact for condition in question.relevant_when if condition.fact not in case.facts]
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
                self.gap(GapKind.ANSWERED_THOUGH_NOT_RELEVANT, case, question_id, str(answer))


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
    for question in standard.key_questions:
        counting.counts[question.id] = _count_for(question.answers)
        for prompt in question.prompts:
            counting.counts[prompt.id] = _count_for(prompt.answers)
    for case in cases:
        if case.case_type == standard.case_type:
            for question in standard.key_questions:
                counting.count_question(question, case)
    counts = {question_id: count.tally() for question_id, count in counting.counts.items()}
    return Tallies(counts, tuple(counting.gaps))


def tally_printed(standard: Standard, printed: Mapping[str, Tally]) -> Tallies:
    """Take the counts of a published report. Each key question is needed; its prompts may not have been printed.

    A graded question has no printed count, as no publication prints one; what is missing then is a gap.
    """
    counts: dict[str, AnyTally] = {
        question_id: printed[question_id] for question_id in question_ids(standard) if question_id in printed
    }
    missing = [question.id for question in standard.key_questions if question.id not in printed]
    return Tallies(counts, tuple(Gap(GapKind.TALLY_MISSING, standard.id, question_id) for question_id in missing))
