"""One case judged differently: in one key question of a standard, in several, or in all that it stands in.

A case that stands in several key questions is one case, however many of them it is judged differently in. Yes and no
turn into each other; on a graded question the case is one grade higher or lower. What a standard's rating rests on is
bands alone (see `standard_rules`), so only a change that moves a key question into another band is tried.
"""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from itertools import combinations, islice, product
from typing import Literal, TypeAlias, assert_never

from trigpoint.rules.answers import AnswerWord, AnyTally, Case, GradeTally, Tally
from trigpoint.rules.bands import Banded, banded
from trigpoint.rules.framework import Condition, Graded, KeyQuestion, YesOrNo
from trigpoint.rules.key_questions import KeyQuestionResult, banded_questions
from trigpoint.rules.method import Method, Rating, StandardRule
from trigpoint.rules.smallest_changes import SmallestGroups, smallest_changes
from trigpoint.rules.standard_rules import rating_by_bands

Way: TypeAlias = Literal["up", "down"]
STEPS: dict[Way, int] = {"up": 1, "down": -1}
LISTED = 40
"""So many judgements to one effect are listed one by one: more would be read by nobody."""


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """One case judged better or worse in one key question: its count before, and count and band after."""

    question: KeyQuestion
    way: Way
    before: AnyTally
    after: Banded


class CaseExists(StrEnum):
    """Whether some case stands so in all the key questions that it would be judged differently in.

    Counts alone do not always tell: 3 of 8 and 3 of 8 have two cases at least in common that are not yes, and 6 of 8
    and 6 of 8 may have none.
    """

    YES = "yes"
    NO = "no"
    NOT_SHOWN = "not shown"


@dataclass(frozen=True, slots=True)
class DifferingJudgement:
    """One case judged differently in some key questions of a standard, and the rating that the standard would have.

    `cases` are the references of all cases that it could be; none where counts alone are known.
    """

    changes: tuple[QuestionChange, ...]
    rating: Rating
    exists: CaseExists
    cases: tuple[str, ...] = ()


def differing_judgements(
    results: Sequence[KeyQuestionResult], rating: Rating, method: Method, cases: Sequence[Case] | None
) -> tuple[DifferingJudgement, ...]:
    """Return the differing judgements in one case that would change the rating of a standard, fewest changes first.

    `rating` is what the rules make of the results. `cases` are those that were counted, None where only the counts
    are known. A judgement that changes the rating with fewer key questions stands for those that change more. Where
    more than `LISTED` change as many key questions to the same effect, those of which there is a case stand for all.
    """
    bands = {question.id: question.banded.band.rating for question in banded_questions(results)}
    standard = _Standard(bands, rating, method)
    ways = [tuple(filter(standard.may_matter, _band_changes(result, method))) for result in results]
    alike = [_likeness(result, changes, standard.capped) for result, changes in zip(results, ways, strict=True)]
    places = {change: (place, way) for place, of_one in enumerate(ways) for way, change in enumerate(of_one)}
    groups = [
        sorted(changes, key=places.__getitem__)
        for smallest in smallest_changes(ways, alike, standard.is_changed)
        for changes in _listed(smallest, results, cases)
    ]
    groups.sort(key=lambda changes: (len(changes), *zip(*map(places.__getitem__, changes), strict=True)))
    return tuple(
        DifferingJudgement(tuple(changes), standard.after(changes), *_cases_so(changes, results, cases))
        for changes in groups
    )


@dataclass(frozen=True)
class _Standard:
    """A standard as it is rated: the band of each key question (by id), and what they make."""

    bands: Mapping[str, Rating]
    rating: Rating
    method: Method

    def after(self, changes: Sequence[QuestionChange]) -> Rating:
        """Return what the changes would make of the rating."""
        changed = {change.question.id: change.after.band.rating for change in changes}
        return rating_by_bands({**self.bands, **changed}, self.method)

    def is_changed(self, changes: Sequence[QuestionChange]) -> bool:
        """Say whether the changes would change the rating."""
        return self.after(changes) != self.rating

    def may_matter(self, change: QuestionChange) -> bool:
        """Say whether a change may change the rating, alone or with others that do not change it alone.

        Under the lowest key question, what lowers the rating does so alone; and only what lifts one of the lowest, or a
        cap, helps others to lift it.
        """
        if self.method.standard_rule is not StandardRule.LOWEST_KEY_QUESTION or self.is_changed((change,)):
            return True
        name = change.question.id
        lowest = min(band.score for band in self.bands.values())
        return change.way == "up" and (self.bands[name].score == lowest or name in self.capped)

    @property
    def capped(self) -> set[str]:
        """The key questions that a cap watches."""
        return {cap.key_question for cap in self.method.caps.standards} if self.method.caps else set()


def _likeness(result: KeyQuestionResult, changes: Sequence[QuestionChange], capped: Collection[str]) -> Hashable:
    """Return what a key question must share with another for their changes to come to the same.

    A rating rests on how many key questions are in each band, and on those that a cap watches.
    """
    return (
        result.banded and result.banded.band.rating,
        tuple((change.way, change.after.band.rating) for change in changes),
        result.question.id in capped and result.question.id,
    )


def _listed(
    smallest: SmallestGroups[QuestionChange], results: Sequence[KeyQuestionResult], cases: Sequence[Case] | None
) -> Sequence[tuple[QuestionChange, ...]]:
    """Return the groups of changes to list: all, or where they are too many, those that show whether a case exists."""
    if smallest.size <= LISTED:
        return list(smallest.groups())
    if cases is not None:
        of_cases = (smallest.within(partial(_can_be_judged, case)) for case in cases)
        return list(dict.fromkeys(filter(None, of_cases)))[:LISTED] or [next(smallest.groups())]
    # The more cases could be judged so in each, the sooner one must stand in all.
    likely = list(islice(smallest.groups(first=lambda change: -_number_so(change)), LISTED))
    certainty = [CaseExists.YES, CaseExists.NOT_SHOWN, CaseExists.NO]
    return [min(likely, key=lambda changes: certainty.index(_by_counts(changes, results)))]


def _band_changes(result: KeyQuestionResult, method: Method) -> tuple[QuestionChange, ...]:
    """Return the changes of one case that move a key question into another band."""
    if result.banded is None:
        return ()
    rating = result.banded.band.rating
    return tuple(change for change in question_changes(result, method) if change.after.band.rating != rating)


def question_changes(result: KeyQuestionResult, method: Method) -> Iterator[QuestionChange]:
    """Yield what one case judged better, and one judged worse, would make of one key question, where one could be."""
    if result.banded is None:
        return
    for way, step in STEPS.items():
        changed = one_case_changed(result.banded.tally, step)
        if changed is not None:
            yield QuestionChange(result.question, way, result.banded.tally, banded(changed, method))


def one_case_changed(tally: AnyTally, step: int) -> AnyTally | None:
    """Return the count with one case judged better (step 1) or worse (step -1); None where no case could be.

    Yes and no turn into each other. A graded case moves by one grade, and it does not matter which case: the points
    change by as much. The one that is moved is the lowest that can rise, or the highest that can fall.
    """
    match tally:
        case Tally():
            yes = tally.yes + step
            return Tally(yes, tally.relevant) if 0 <= yes <= tally.relevant else None
        case GradeTally():
            return _one_grade_changed(tally, step)
        case _:
            assert_never(tally)


def _one_grade_changed(tally: GradeTally, step: int) -> GradeTally | None:
    cases = list(tally.cases)
    cases[0] += tally.not_evidenced  # they count as the lowest grade, and a changed count says no more of them
    positions = range(len(cases)) if step > 0 else reversed(range(len(cases)))
    for position in positions:
        if cases[position] and 0 <= position + step < len(cases):
            cases[position] -= 1
            cases[position + step] += 1
            return GradeTally(tally.grades, tuple(cases))
    return None


def with_changes(
    results: Sequence[KeyQuestionResult], changes: Sequence[QuestionChange]
) -> tuple[KeyQuestionResult, ...]:
    """Return the key questions of a standard as they would be with these counts and bands instead."""
    after = {change.question.id: change.after for change in changes}
    return tuple(
        replace(result, tally=after[result.question.id].tally, banded=after[result.question.id])
        if result.question.id in after
        else result
        for result in results
    )


def _cases_so(
    changes: Sequence[QuestionChange], results: Sequence[KeyQuestionResult], cases: Sequence[Case] | None
) -> tuple[CaseExists, tuple[str, ...]]:
    """Say whether one case can be judged so in all these key questions, and which cases can."""
    if cases is None:
        return _by_counts(changes, results), ()
    # By reference, so that the order of a file decides nothing.
    references = sorted(case.reference for case in cases if all(_can_be_judged(case, change) for change in changes))
    return (CaseExists.YES if references else CaseExists.NO), tuple(references)


def _can_be_judged(case: Case, change: QuestionChange) -> bool:
    answer = case.answers.get(change.question.id)
    match change.question.answers:
        case YesOrNo():
            return (answer is AnswerWord.YES) if change.way == "down" else answer in _NOT_YES
        case Graded() as scale:
            if isinstance(answer, AnswerWord):
                return change.way == "up" and answer is AnswerWord.NOT_EVIDENCED
            return answer is not None and answer != (scale.numbers[-1] if change.way == "up" else scale.numbers[0])
        case _:
            assert_never(change.question.answers)


_NOT_YES = frozenset({AnswerWord.NO, AnswerWord.NOT_EVIDENCED})


def _by_counts(changes: Sequence[QuestionChange], results: Sequence[KeyQuestionResult]) -> CaseExists:
    """Say what counts alone show. So many cases in each question, of so few in all, that some stand in all of them."""
    if any(_apart(first, second) for first, second in combinations(changes, 2)):
        return CaseExists.NO
    if len(changes) == 1:
        return CaseExists.YES
    of_all = _cases_in_all(changes, results)
    so = sum(_number_so(change) for change in changes)
    return CaseExists.YES if of_all is not None and so > (len(changes) - 1) * of_all else CaseExists.NOT_SHOWN


def _number_so(change: QuestionChange) -> int:
    """The number of cases that could be judged better, or worse, in one key question."""
    match change.before:
        case Tally() as tally:
            return tally.not_yes if change.way == "up" else tally.yes
        case GradeTally() as tally:
            fixed = tally.cases[-1] if change.way == "up" else tally.cases[0] + tally.not_evidenced
            return tally.relevant - fixed
        case _:
            assert_never(change.before)


def _apart(change: QuestionChange, other: QuestionChange) -> bool:
    """Whether no case is relevant to both key questions: they ask for different values of one fact."""
    return any(
        first.fact == second.fact and not set(first.values) & set(second.values)
        for first, second in product(change.question.relevant_when, other.question.relevant_when)
    )


def _cases_in_all(changes: Sequence[QuestionChange], results: Sequence[KeyQuestionResult]) -> int | None:
    """Return how many cases there are at most that the key questions share out; None where counts do not tell.

    Key questions on one condition are about the same cases. Otherwise one that is asked of every case has counted all.
    """
    conditions: set[tuple[Condition, ...]] = {change.question.relevant_when for change in changes}
    if len(conditions) == 1:
        return max(change.before.relevant for change in changes)
    of_every_case = [result.tally.relevant for result in results if result.tally and not result.question.relevant_when]
    return max(*of_every_case, *(change.before.relevant for change in changes)) if of_every_case else None
