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
    to_correct: int
    noted: int
    whole: tuple[str, ...]
    errors: tuple[tuple[int, str], ...]
    notes: tuple[tuple[int, str], ...]
    more: int


def found_shown(checked: CheckedList) -> FoundShown:
    """Return what a page shows of a checked list; the annotated copy has every row."""
    errors, notes = _lines(checked, Severity.ERROR), _lines(checked, Severity.NOTE)
    return FoundShown(
        rows=len(checked.rows),
        to_correct=len(errors),
        noted=len(notes),
        whole=tuple(remark.message for remark in checked.remarks),
        errors=errors[:MOST_ROWS],
        notes=notes[:MOST_ROWS],
        more=max(0, len(errors) - MOST_ROWS),
    )


@dataclass(frozen=True, slots=True)
class WordShown:
    """A word of a list that is none of ours: in which of our columns it is; what it means, '' if nothing yet."""

    word: str
    column: str
    means: str


def words_shown(words: Sequence[GivenWord], layout: CaseListLayout) -> tuple[WordShown, ...]:
    """Return the first words of a list, with what they mean in our words."""
    attributes = {attribute.id: attribute for attribute in layout.attribute_layouts}
    return tuple(
        WordShown(
            word.word,
            attributes[word.attribute].column.label,
            attributes[word.attribute].attribute.label_of(word.value) if word.value else "",
        )
        for word in words[:MOST_WORDS]
    )


def _lines(checked: CheckedList, severity: Severity) -> tuple[tuple[int, str], ...]:
    rows = ((row.line, " ".join(remark.message for remark in row.of(severity))) for row in checked.rows)
    return tuple((line, text) for line, text in rows if text)
