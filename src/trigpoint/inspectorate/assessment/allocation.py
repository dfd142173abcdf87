"""Which case is read by whom: never by somebody with a conflict, and as evenly as can be.

Cases of one type that the same readers may read are alike (a kind). How many of each kind a reader has is worked out in
`even_shares`; here they are handed out in the order of their references.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CaseToRead:
    """A case of the sample, by its reference."""

    reference: str
    case_type: str


class CannotBeAllocatedError(ValueError):
    """There is no way to put every case on somebody; the sentence says what is in the way."""


def allocated(
    cases: Sequence[CaseToRead],
    readers: Sequence[UUID],
    barred: frozenset[tuple[str, UUID]],
    kept: Mapping[str, UUID],
) -> Mapping[str, UUID]:
    """Return the reader of every case, by the case's reference, in the order of the references.

    `barred` are pairs of case and reader that have a conflict; `kept` are cases that the lead has put on somebody (one
    that is not among the cases counts for nothing). The order of the readers counts, that of everything else does not.
    Raises CannotBeAllocatedError where there is no way.
    """
    if not cases:
        return {}
    asked = _Asked(tuple(sorted(cases, key=lambda case: case.reference)), tuple(readers), barred, kept)
    _check_there_are_readers(asked)
    _check_kept(asked)
    _check_somebody_may_read_each(asked)
    return _handed_out(asked)


@dataclass(frozen=True, slots=True)
class _Asked:
    """All that was asked, with the cases in order."""

    cases: tuple[CaseToRead, ...]
    readers: tuple[UUID, ...]
    barred: frozenset[tuple[str, UUID]]
    kept: Mapping[str, UUID]

    def may_read(self, case: CaseToRead) -> tuple[int, ...]:
        """The readers, by their places, on whom a case can be put: for a kept case, the one who has it."""
        places = enumerate(self.readers)
        if case.reference in self.kept:
            return tuple(place for place, reader in places if reader == self.kept[case.reference])
        return tuple(place for place, reader in places if (case.reference, reader) not in self.barred)

    def kept_cases(self) -> tuple[tuple[str, UUID], ...]:
        """The kept cases that are read, each with its reader."""
        return tuple((one.reference, self.kept[one.reference]) for one in self.cases if one.reference in self.kept)


def _check_there_are_readers(asked: _Asked) -> None:
    if not asked.readers:
        raise CannotBeAllocatedError("There is nobody to read the cases. Add a reader to the team.")


def _check_kept(asked: _Asked) -> None:
    """A case that was put on somebody can stay with them."""
    for reference, reader in asked.kept_cases():
        if reader not in asked.readers:
            raise CannotBeAllocatedError(
                f"The case {reference} was put on somebody who is not among the readers. Put it on one of them."
            )
        if (reference, reader) in asked.barred:
            raise CannotBeAllocatedError(
                f"The case {reference} was put on somebody who has a conflict with it. Put it on somebody else."
            )


def _check_somebody_may_read_each(asked: _Asked) -> None:
    nobodys = [case.reference for case in asked.cases if not asked.may_read(case)]
    if nobodys:
        raise CannotBeAllocatedError(
            f"Every reader has a conflict with {_named(nobodys)}. Add a reader to the team who has none."
        )


def _named(references: Sequence[str]) -> str:
    return ("the case " if len(references) == 1 else "the cases ") + ", ".join(references)


def _handed_out(asked: _Asked) -> dict[str, UUID]:
    """Hand the cases of each kind to their readers, as many as the solver says, in the order of references."""
    of_kind = defaultdict(list)
    for case in asked.cases:
        of_kind[case.case_type, asked.may_read(case)].append(case.reference)
    number_of_kind = {kind: len(references) for kind, references in of_kind.items()}
    found: dict[str, UUID] = {}
    for references, shares in zip(of_kind.values(), _shares(number_of_kind, len(asked.readers)), strict=True):
        ids = (reader for reader, share in zip(asked.readers, shares, strict=True) for _ in range(share))
        found.update(zip(references, ids, strict=True))
    return dict(sorted(found.items()))


def _shares(kinds: Mapping[tuple[str, tuple[int, ...]], int], readers: int) -> Sequence[Sequence[int]]:
    # The solver takes a second to import, and most of what imports this module never shares cases out.
    from trigpoint.inspectorate.assessment.even_shares import OutOfTimeError, even_shares  # noqa: PLC0415

    try:
        return even_shares(kinds, readers)
    except OutOfTimeError:
        raise CannotBeAllocatedError(
            "No way to share the cases out was found in time. Put some of them on readers by hand, and try again."
        ) from None
