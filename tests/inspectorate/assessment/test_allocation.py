"""Which case is read by whom: balanced by number, and never by somebody with a conflict."""

from collections import Counter
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trigpoint.inspectorate.assessment.allocation import CannotBeAllocatedError, CaseToRead, allocated

ADA, BEN, CAT = (UUID(int=number) for number in (1, 2, 3))
NOBODY: frozenset[tuple[str, UUID]] = frozenset()


def cases(court: int, other: int) -> list[CaseToRead]:
    return [
        *(CaseToRead(f"C{n}", "court") for n in range(court)),
        *(CaseToRead(f"O{n}", "out_of_court") for n in range(other)),
    ]


def numbers(found: dict[str, UUID], letter: str = "") -> list[int]:
    return sorted(Counter(reader for case, reader in found.items() if case.startswith(letter)).values())


def test_everybody_reads_as_many_of_all_and_of_each_type() -> None:
    found = allocated(cases(8, 6), [ADA, BEN], NOBODY, {})
    assert (numbers(found), numbers(found, "C"), numbers(found, "O")) == ([7, 7], [4, 4], [3, 3])


def test_where_it_does_not_go_evenly_the_difference_is_one() -> None:
    # 14 cases among three: 5, 5 and 4; court 3, 3, 2 and out of court 2, 2, 2.
    found = allocated(cases(8, 6), [ADA, BEN, CAT], NOBODY, {})
    assert (numbers(found), numbers(found, "C"), numbers(found, "O")) == ([4, 5, 5], [2, 3, 3], [2, 2, 2])


def test_nobody_reads_a_case_with_which_they_have_a_conflict() -> None:
    barred = frozenset({("C0", ADA), ("C1", ADA), ("C2", ADA)})
    found = allocated(cases(4, 0), [ADA, BEN], barred, {})
    # Ada can read C3 alone.
    assert found == {"C0": BEN, "C1": BEN, "C2": BEN, "C3": ADA}


def test_what_the_lead_has_put_on_somebody_stays() -> None:
    kept = {"C0": BEN, "C1": BEN, "C2": BEN}
    found = allocated(cases(6, 0), [ADA, BEN], NOBODY, kept)
    assert found == kept | {"C3": ADA, "C4": ADA, "C5": ADA}


def test_of_no_cases_there_is_nothing_to_share_out() -> None:
    assert allocated([], [], NOBODY, {}) == {}


@pytest.mark.parametrize(
    ("readers", "barred", "kept", "sentence"),
    [
        ([], NOBODY, {}, "Nobody on the team reads cases"),
        ([ADA, BEN], frozenset({("C0", ADA), ("C0", BEN)}), {}, "Everybody who reads cases has a conflict with C0"),
        ([ADA, BEN], frozenset({("C0", ADA)}), {"C0": ADA}, "Case C0 is with somebody who may not read it"),
        ([ADA], NOBODY, {"C0": BEN}, "Case C0 is with somebody who may not read it"),
    ],
)
def test_what_is_in_the_way_is_said(
    readers: list[UUID], barred: frozenset[tuple[str, UUID]], kept: dict[str, UUID], sentence: str
) -> None:
    with pytest.raises(CannotBeAllocatedError, match=sentence):
        allocated(cases(2, 0), readers, barred, kept)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 12), st.integers(0, 8), st.integers(1, 5), st.randoms(use_true_random=False))
def test_every_case_is_on_one_reader_and_the_order_of_cases_does_not_count(
    court: int, other: int, people: int, random: st.DataObject
) -> None:
    readers = [UUID(int=number + 1) for number in range(people)]
    listed = cases(court, other)
    found = allocated(listed, readers, NOBODY, {})
    assert set(found) == {case.reference for case in listed}
    counts = Counter(found.values())
    assert max((counts[one] for one in readers), default=0) - min(counts[one] for one in readers) <= 1
    random.shuffle(listed)  # type: ignore[attr-defined]
    assert allocated(listed, readers, NOBODY, {}) == found
