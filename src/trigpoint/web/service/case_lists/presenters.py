"""Values for the service's pages of a case list."""

from collections.abc import Sequence
from dataclasses import dataclass

from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.case_lists.remarks import CheckedList, Severity
from trigpoint.tables.mapping import GivenWord

MOST_ROWS = 100
# Of one form. A code list has a few dozen; where a wrong column was named there are as many as rows.
MOST_WORDS = 100


@dataclass(frozen=True, slots=True)
class FoundShown:
    """What was found in a list: counts, faults of the whole, and the first rows with something in them."""

    rows: int
    to_mend: int
    noted: int
    whole: tuple[str, ...]
    mend: tuple[tuple[int, str], ...]
    notes: tuple[tuple[int, str], ...]
    more: int


def found_shown(checked: CheckedList) -> FoundShown:
    """Return what a page shows of a checked list; the annotated copy has every row."""
    mend, notes = _lines(checked, Severity.ERROR), _lines(checked, Severity.NOTE)
    return FoundShown(
        rows=len(checked.rows),
        to_mend=len(mend),
        noted=len(notes),
        whole=tuple(one.message for one in checked.remarks),
        mend=mend[:MOST_ROWS],
        notes=notes[:MOST_ROWS],
        more=max(0, len(mend) - MOST_ROWS),
    )


@dataclass(frozen=True, slots=True)
class WordShown:
    """A word of a list that is none of ours: in which of our columns it stands; what it means, '' if nothing yet."""

    word: str
    column: str
    means: str


def words_shown(words: Sequence[GivenWord], layout: CaseListLayout) -> tuple[WordShown, ...]:
    """Return the first words of a list, with what they mean in our words."""
    attributes = {one.id: one for one in layout.attribute_layouts}
    return tuple(
        WordShown(
            word.word,
            attributes[word.attribute].column.label,
            attributes[word.attribute].attribute.label_of(word.value) if word.value else "",
        )
        for word in words[:MOST_WORDS]
    )


def _lines(checked: CheckedList, severity: Severity) -> tuple[tuple[int, str], ...]:
    found = ((row.line, " ".join(one.message for one in row.of(severity))) for row in checked.rows)
    return tuple((line, said) for line, said in found if said)
