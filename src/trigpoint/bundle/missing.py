"""What is missing or does not fit, summed up in all, by case and by standard: a line for each of hundreds is no use."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from trigpoint.bundle.messages import gap_sentence
from trigpoint.english import count_of, list_of
from trigpoint.rules.answers import OVERALL
from trigpoint.rules.gaps import Gap, GapKind

FEW: Final = 12
"""So many are listed one by one."""

_NOUNS: Final = {
    GapKind.ANSWER_MISSING: ("answer missing", "answers missing"),
    GapKind.FACT_MISSING: ("fact missing", "facts missing"),
    GapKind.ANSWERED_THOUGH_NOT_RELEVANT: ("answer that does not fit", "answers that do not fit"),
    GapKind.NOT_APPLICABLE_THOUGH_IT_APPLIES: ("answer that does not fit", "answers that do not fit"),
    GapKind.TALLY_MISSING: ("tally missing", "tallies missing"),
    GapKind.JUDGEMENT_MISSING: ("judgement missing", "judgements missing"),
}
_OTHER: Final = ("other", "others")


@dataclass(frozen=True, slots=True)
class Missing:
    """All that is missing or does not fit, each thing once."""

    gaps: tuple[Gap, ...]

    @property
    def number(self) -> int:
        """How many things are missing or do not fit."""
        return len(self.gaps)

    @property
    def is_short(self) -> bool:
        """Whether they can be listed one by one."""
        return self.number <= FEW

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every one of them, in a sentence without its last full stop."""
        return tuple(gap_sentence(gap) for gap in self.gaps)

    @property
    def total(self) -> str:
        """Return '345 in all: 338 answers missing in 9 cases, 5 judgements missing'."""
        others = [gap for gap in self.gaps if not gap.case]
        parts = [self.in_cases, _counted(others)]
        return f"{self.number:,} in all: {list_of([part for part in parts if part])}"

    @property
    def in_cases(self) -> str:
        """Return what is missing of cases: '338 answers missing in 9 cases'; '' where nothing is."""
        of_cases = [gap for gap in self.gaps if gap.case]
        cases = len({gap.case for gap in of_cases})
        return f"{_counted(of_cases)} in {count_of(cases, 'case')}" if cases else ""

    @property
    def by_case(self) -> tuple[tuple[str, str], ...]:
        """Each case with what is missing of it: ('C3', '42 answers missing: 2.1, 2.2')."""
        cases = dict.fromkeys(gap.case for gap in self.gaps if gap.case)
        return tuple((case, self._of([gap for gap in self.gaps if gap.case == case])) for case in cases)

    def _of(self, gaps: Sequence[Gap]) -> str:
        return f"{_counted(gaps)}: {', '.join(dict.fromkeys(gap.standard for gap in gaps))}"

    @property
    def by_standard(self) -> tuple[tuple[str, str], ...]:
        """Each standard with what is missing of it: ('2.1', '42 answers missing in 3 cases')."""
        standards = dict.fromkeys(gap.standard for gap in self.gaps)
        return tuple(
            ("whole" if standard == OVERALL else standard, in_brief([g for g in self.gaps if g.standard == standard]))
            for standard in standards
        )


def missing(gaps: Iterable[Gap]) -> Missing:
    """Return what is missing, without what only says that nothing but a printed rating is known."""
    # Two questions may wait for one fact; that it is missing is said once.
    once = {gap_sentence(gap): gap for gap in reversed(list(gaps))}
    return Missing(tuple(reversed(once.values())))


def in_brief(gaps: Sequence[Gap]) -> str:
    """Return what is missing of one standard in a few words, or the one thing that is missing."""
    if len(gaps) == 1:
        return gap_sentence(gaps[0])
    cases = len({gap.case for gap in gaps if gap.case})
    return _counted(gaps) + (f" in {count_of(cases, 'case')}" if cases else "")


def _counted(gaps: Sequence[Gap]) -> str:
    return list_of(list(_numbers(gaps)))


def _numbers(gaps: Sequence[Gap]) -> Iterator[str]:
    numbers = Counter(_NOUNS.get(gap.kind, _OTHER) for gap in gaps)
    for (noun, plural), number in numbers.items():
        yield count_of(number, noun, plural)
