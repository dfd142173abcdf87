"""Which case is read by whom: never by somebody with a conflict, and as evenly as can be.

Cases of one type that the same readers may read are alike (a kind). How many of each kind a reader has is worked out in
`even_shares`; here they are handed out in the order of their references.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from trigpoint.inspectorate.assessment.even_shares import even_shares
from trigpoint.inspectorate.sampling.piece import CaseToRead


class CannotBeAllocatedError(ValueError):
    """There is no way to allocate every case; the sentence says what is in the way."""


def share_out(
    cases: Sequence[CaseToRead],
    readers: Sequence[UUID],
    barred: frozenset[tuple[str, UUID]],
    fixed: Mapping[str, UUID],
) -> Mapping[str, UUID]:
    """Return the reader of every case, by the case's reference, in the order of the references.

    `barred` are pairs of case and reader that have a conflict; `fixed` are cases that stay with the reader they have
    (one that is not among the cases counts for nothing). The order of the readers counts, that of everything else does
    not. Raises CannotBeAllocatedError where there is no way.
    """
    if not cases:
        return {}
    task = _Task(tuple(sorted(cases, key=lambda case: case.reference)), tuple(readers), barred, fixed)
    _check_readers(task)
    _check_fixed_cases(task)
    _check_every_case_can_be_read(task)
    return _hand_out(task)


@dataclass(frozen=True, slots=True)
class _Task:
    """All that is to be shared out, with the cases in order."""

    cases: tuple[CaseToRead, ...]
    readers: tuple[UUID, ...]
    barred: frozenset[tuple[str, UUID]]
    fixed: Mapping[str, UUID]

    def may_read(self, case: CaseToRead) -> tuple[int, ...]:
        """The readers, by number, to whom a case can be allocated: for a fixed case, the one who has it."""
        readers = enumerate(self.readers)
        if case.reference in self.fixed:
            return tuple(number for number, reader in readers if reader == self.fixed[case.reference])
        return tuple(number for number, reader in readers if (case.reference, reader) not in self.barred)

    def fixed_cases(self) -> tuple[tuple[str, UUID], ...]:
        """The fixed cases that are read, each with its reader."""
        return tuple(
            (case.reference, self.fixed[case.reference]) for case in self.cases if case.reference in self.fixed
        )


def _check_readers(task: _Task) -> None:
    if not task.readers:
        raise CannotBeAllocatedError("There is nobody to read the cases. Add a reader to the team.")


def _check_fixed_cases(task: _Task) -> None:
    """A case that somebody has can stay with them."""
    for reference, reader in task.fixed_cases():
        if reader not in task.readers:
            raise CannotBeAllocatedError(
                f"The case {reference} is allocated to somebody who is not among the readers. Move it to one of them."
            )
        if (reference, reader) in task.barred:
            raise CannotBeAllocatedError(
                f"The case {reference} is allocated to somebody who has a conflict with it. Move it to somebody else."
            )


def _check_every_case_can_be_read(task: _Task) -> None:
    unreadable = [case.reference for case in task.cases if not task.may_read(case)]
    if unreadable:
        raise CannotBeAllocatedError(
            f"Every reader has a conflict with {_list_cases(unreadable)}. Add a reader to the team who has none."
        )


def _list_cases(references: Sequence[str]) -> str:
    return ("the case " if len(references) == 1 else "the cases ") + ", ".join(references)


def _hand_out(task: _Task) -> dict[str, UUID]:
    """Hand the cases of each kind to their readers, each as many as is even, in the order of references."""
    of_kind = defaultdict(list)
    for case in task.cases:
        of_kind[case.case_type, task.may_read(case)].append(case.reference)
    number_of_kind = {kind: len(references) for kind, references in of_kind.items()}
    reader_of: dict[str, UUID] = {}
    for references, shares in zip(of_kind.values(), even_shares(number_of_kind, len(task.readers)), strict=True):
        readers = (reader for reader, share in zip(task.readers, shares, strict=True) for _ in range(share))
        reader_of.update(zip(references, readers, strict=True))
    return dict(sorted(reader_of.items()))
