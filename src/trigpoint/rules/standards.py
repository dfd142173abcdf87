"""From key questions to a standard: its lowest band."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from trigpoint.rules.answers import Tally
from trigpoint.rules.bands import Banded, banded, whole_percent
from trigpoint.rules.framework import KeyQuestion, Prompt, Standard
from trigpoint.rules.gaps import Gap
from trigpoint.rules.method import Method, Rating, StandardRule
from trigpoint.rules.tally import Tallies


@dataclass(frozen=True, slots=True)
class PromptResult:
    """A prompt with its count (None where it was not printed) and whole per cent.

    The per cent is None where no case is relevant, and while answers to its key question or prompts are missing.
    """

    prompt: Prompt
    tally: Tally | None
    percent: int | None


@dataclass(frozen=True, slots=True)
class KeyQuestionResult:
    """A key question with its count and band.

    `banded` is None while something is missing and where no case is relevant; such a question with no relevant
    cases does not count towards the standard.
    """

    question: KeyQuestion
    tally: Tally | None
    banded: Banded | None
    prompts: tuple[PromptResult, ...]
    gaps: tuple[Gap, ...]

    @property
    def no_relevant_cases(self) -> bool:
        """Whether the question is fully answered and applies to none of the cases."""
        return not self.gaps and self.tally is not None and self.tally.relevant == 0


def key_question_result(question: KeyQuestion, tallies: Tallies, method: Method) -> KeyQuestionResult:
    """Place one key question in its band, unless an answer to it or to one of its prompts is missing."""
    own = {question.id, *(prompt.id for prompt in question.prompts)}
    gaps = tuple(gap for gap in tallies.gaps if gap.question in own)
    tally = tallies.counts.get(question.id)
    ready = tally if tally and tally.relevant and not gaps else None
    prompts = tuple(_prompt_result(prompt, tallies, method, complete=not gaps) for prompt in question.prompts)
    return KeyQuestionResult(question, tally, banded(ready, method) if ready else None, prompts, gaps)


def _prompt_result(prompt: Prompt, tallies: Tallies, method: Method, *, complete: bool) -> PromptResult:
    tally = tallies.counts.get(prompt.id)
    counted = tally if tally and tally.relevant and complete else None
    percent = whole_percent(counted.yes, counted.relevant, method.rounding) if counted else None
    return PromptResult(prompt, tally, percent)


def key_question_results(standard: Standard, tallies: Tallies, method: Method) -> tuple[KeyQuestionResult, ...]:
    """Place every key question of a standard in its band."""
    return tuple(key_question_result(question, tallies, method) for question in standard.key_questions)


def lowest_key_questions(results: Sequence[KeyQuestionResult]) -> tuple[KeyQuestionResult, ...]:
    """Return the key question with the lowest exact share; several where they are level, none where none counts."""
    counted = [(result.banded.share, result) for result in results if result.banded]
    if not counted:
        return ()
    lowest = min(share for share, _ in counted)
    return tuple(result for share, result in counted if share == lowest)


def lowest_band(places: Sequence[Banded]) -> Rating | None:
    """Return the rating of a standard: its lowest band; None where no key question has a relevant case.

    Source: Annexe 1, 'the rating is aligned to the lowest banding at the key question level'.
    """
    return min((place.band.rating for place in places), key=lambda rating: rating.score, default=None)


_RULES: dict[StandardRule, Callable[[Sequence[Banded]], Rating | None]] = {
    StandardRule.LOWEST_KEY_QUESTION: lowest_band
}


def standard_rating(places: Sequence[Banded], method: Method) -> Rating | None:
    """Return the rating that the method's rule makes of the key questions of one standard."""
    return _RULES[method.standard_rule](places)
