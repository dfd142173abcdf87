"""Each key question of a standard with its count and its band, and its prompts with theirs."""

from collections.abc import Sequence
from dataclasses import dataclass

from trigpoint.rules.answers import AnyTally
from trigpoint.rules.bands import Banded, banded, whole_percent
from trigpoint.rules.framework import KeyQuestion, Prompt, Standard
from trigpoint.rules.gaps import Gap
from trigpoint.rules.method import Method
from trigpoint.rules.standard_rules import BandedQuestion, StandardRating, lowest_key_question, standard_rating
from trigpoint.rules.tally import Tallies


@dataclass(frozen=True, slots=True)
class PromptResult:
    """A prompt with its count (None where it was not printed) and whole per cent.

    The per cent is None where no case is relevant, and while answers to its key question or prompts are missing.
    """

    prompt: Prompt
    tally: AnyTally | None
    percent: int | None


@dataclass(frozen=True, slots=True)
class KeyQuestionResult:
    """A key question with its count and band.

    `banded` is None while something is missing and where no case is relevant; such a question with no relevant
    cases does not count towards the standard. It is always None where the question only informs a judgement.
    """

    question: KeyQuestion
    tally: AnyTally | None
    banded: Banded | None
    prompts: tuple[PromptResult, ...]
    gaps: tuple[Gap, ...]

    @property
    def no_relevant_cases(self) -> bool:
        """Whether the question is fully answered and applies to none of the cases."""
        return not self.gaps and self.tally is not None and self.tally.relevant == 0


def key_question_result(question: KeyQuestion, tallies: Tallies, method: Method) -> KeyQuestionResult:
    """Place one key question in its band, unless an answer to it or to one of its prompts is missing."""
    return _key_question(question, tallies, method, is_banded=True)


def key_question_evidence(question: KeyQuestion, tallies: Tallies, method: Method) -> KeyQuestionResult:
    """Return one key question with its counts and no band: what the cases say, where that gives no rating."""
    return _key_question(question, tallies, method, is_banded=False)


def _key_question(question: KeyQuestion, tallies: Tallies, method: Method, *, is_banded: bool) -> KeyQuestionResult:
    gaps = _gaps_of(question, tallies)
    prompts = tuple(_prompt_result(prompt, tallies, method, complete=not gaps) for prompt in question.prompts)
    tally = tallies.counts.get(question.id)
    ready = tally if is_banded and tally and tally.relevant and not gaps else None
    return KeyQuestionResult(question, tally, banded(ready, method) if ready else None, prompts, gaps)


def _gaps_of(question: KeyQuestion, tallies: Tallies) -> tuple[Gap, ...]:
    if not tallies.gaps:
        return ()
    own = {question.id, *(prompt.id for prompt in question.prompts)}
    return tuple(gap for gap in tallies.gaps if gap.question in own)


def _prompt_result(prompt: Prompt, tallies: Tallies, method: Method, *, complete: bool) -> PromptResult:
    tally = tallies.counts.get(prompt.id)
    counted = tally if tally and tally.relevant and complete else None
    percent = whole_percent(counted.points, counted.out_of, method.rounding) if counted else None
    return PromptResult(prompt, tally, percent)


def key_question_results(standard: Standard, tallies: Tallies, method: Method) -> tuple[KeyQuestionResult, ...]:
    """Place every key question of a standard in its band."""
    return tuple(key_question_result(question, tallies, method) for question in standard.key_questions)


def evidence_results(standard: Standard, tallies: Tallies, method: Method) -> tuple[KeyQuestionResult, ...]:
    """Count every key question of a judged standard that is informed by cases, and band none."""
    return tuple(key_question_evidence(question, tallies, method) for question in standard.key_questions)


def banded_questions(results: Sequence[KeyQuestionResult]) -> list[BandedQuestion]:
    """Return the key questions that count towards the standard, as its rule is given them."""
    return [BandedQuestion(result.question.id, result.banded) for result in results if result.banded]


def rating_of(results: Sequence[KeyQuestionResult], method: Method) -> StandardRating | None:
    """Return what the rules make of these key questions; None where none of them has a relevant case."""
    return standard_rating(banded_questions(results), method)


def lowest_key_questions(results: Sequence[KeyQuestionResult]) -> tuple[KeyQuestionResult, ...]:
    """Return the key question with the lowest exact share; several where they are level, none where none counts."""
    questions = banded_questions(results)
    lowest = lowest_key_question(questions).questions if questions else ()
    return tuple(result for result in results if result.question.id in lowest)
