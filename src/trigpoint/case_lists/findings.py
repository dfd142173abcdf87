"""What was found in a list, the like together: ten rows with one fault are one finding with ten places."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from trigpoint.case_lists.remarks import CheckedList, Remark, Severity
from trigpoint.case_lists.wordings import in_lines


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was found: a line, its sheet where there are several, and the cell where it tells something."""

    line: int
    sheet: str
    cell: str

    @property
    def where(self) -> str:
        """The place in words: 'line 3'."""
        return in_lines([self])


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to correct or to know. What is of the list as a whole has no places."""

    rule: str
    column: str | None
    severity: Severity
    words: str
    places: tuple[Place, ...]


def findings(checked: CheckedList, asked: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return everything that was found: what blocks the list first, the whole before rows, then what most rows have.

    What a question asks already is left out: `asked` are the ids of those that are open.
    """
    whole = (
        Finding(remark.rule, remark.column, remark.severity, remark.message, ())
        for remark in checked.remarks
        if remark.question not in asked
    )
    return tuple(sorted((*whole, *_of_rows(checked, asked)), key=_order))


def number_of(some: Sequence[Finding]) -> int:
    """How many faults or notes some findings are: one for each place, and one for the list as a whole."""
    return sum(max(1, len(finding.places)) for finding in some)


def _of_rows(checked: CheckedList, asked: Collection[str]) -> Iterator[Finding]:
    # Of one rule, column and sentence: two columns of codes know other words, and are told apart.
    alike: dict[tuple[str, str | None, str], list[tuple[Remark, Place]]] = {}
    for row in checked.rows:
        for remark in row.remarks:
            if remark.question in asked:
                continue
            key = (remark.rule, remark.column, remark.of_many or remark.message)
            alike.setdefault(key, []).append((remark, Place(row.line, row.sheet, remark.cell)))
    for (rule, column, of_many), alike_remarks in alike.items():
        first = alike_remarks[0][0]
        words = first.message if len(alike_remarks) == 1 else of_many
        yield Finding(rule, column, first.severity, words, tuple(at for _, at in alike_remarks))


def _order(finding: Finding) -> tuple[bool, int]:
    return finding.severity is Severity.NOTE, -len(finding.places) if finding.places else -1_000_000
