"""From answers about cases to counts, 'yes of relevant' or by grade, for each key question and prompt of a standard.

Every question and every prompt has its own denominator. Key questions are answered by the inspector directly and
are not worked out from their prompts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from trigpoint.rules.answers import AnswerWord, AnyTally, Case, CaseAnswer, GradeTally, Tally
from trigpoint.rules.framework import AnswerScale, Graded, KeyQuestion, Standard, YesOrNo
from trigpoint.rules.gaps import Gap, GapKind


@dataclass(frozen=True, slots=True)
class Tallies:
    """The counts of one standard so far (key question or prompt id → tally) and what is still missing."""

    counts: Mapping[str, AnyTally]
    gaps: tuple[Gap, ...]


def _tally_of(answers: Sequence[CaseAnswer], scale: AnswerScale) -> AnyTally:
    """Count the answers to one question, of the cases that it applies to or might have applied to."""
    match scale:
        case YesOrNo():
            return _yes_of_relevant(answers)
        case Graded():
            return _cases_by_grade(answers, scale)
        case _:
            assert_never(scale)


def _yes_of_relevant(answers: Sequence[CaseAnswer]) -> Tally:
    """Raises TypeError at a grade, which no answer to such a question can be."""
    yes, not_evidenced = answers.count(AnswerWord.YES), answers.count(AnswerWord.NOT_EVIDENCED)
    not_applicable = answers.count(AnswerWord.NOT_APPLICABLE)
    if yes + answers.count(AnswerWord.NO) + not_evidenced + not_applicable != len(answers):
        grade = next(answer for answer in answers if isinstance(answer, int))
        raise TypeError(f"The grade {grade} was given to a question that is answered yes or no.")
    return Tally(yes, len(answers) - not_applicable, not_evidenced)


def _cases_by_grade(answers: Sequence[CaseAnswer], scale: Graded) -> GradeTally:
    """Raises ValueError at a yes or no, and at a grade that is not on the scale."""
    grades = tuple(scale.numbers)
    for answer in answers:
        if answer not in {*grades, AnswerWord.NOT_EVIDENCED, AnswerWord.NOT_APPLICABLE}:
            raise ValueError(f"'{answer}' was given to a question that is graded {', '.join(map(str, grades))}.")
    return GradeTally(grades, tuple(map(answers.count, grades)), answers.count(AnswerWord.NOT_EVIDENCED))


@dataclass(slots=True)
class _Standard:
    """One standard while it is counted: key question or prompt id → the answers so far."""

    standard: Standard
    answers: dict[str, list[CaseAnswer]]
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
            self.answers[question_id].append(answer)

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
    scales: dict[str, AnswerScale] = {}
    for question in standard.key_questions:
        scales[question.id] = question.answers
        scales |= {prompt.id: prompt.answers for prompt in question.prompts}
    counting = _Standard(standard, {question_id: [] for question_id in scales})
    for case in cases:
        if case.case_type == standard.case_type:
            for question in standard.key_questions:
                counting.count_question(question, case)
    counts = {question_id: _tally_of(counting.answers[question_id], scale) for question_id, scale in scales.items()}
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
