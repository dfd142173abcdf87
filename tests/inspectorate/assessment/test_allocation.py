"""Who reads which case: small worlds worked by hand, and random ones against every way that there is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trigpoint.inspectorate.assessment.allocation import CannotBeAllocatedError, share_out
from trigpoint.inspectorate.sampling.piece import CaseToRead

Barred = frozenset[tuple[str, UUID]]
NONE: Barred = frozenset()
A, B, C, D = (UUID(int=number) for number in (40, 30, 20, 10))


def cases(court: int, out_of_court: int = 0) -> list[CaseToRead]:
    return [
        *(CaseToRead(f"EX-C{n:03}", "court") for n in range(1, court + 1)),
        *(CaseToRead(f"EX-O{n:03}", "out-of-court") for n in range(1, out_of_court + 1)),
    ]


def loads(reader_of: Mapping[str, UUID], readers: Sequence[UUID], start: str = "") -> list[int]:
    count = Counter(reader for reference, reader in reader_of.items() if reference.startswith(start))
    return [count[reader] for reader in readers]


def spread(reader_of: Mapping[str, UUID], readers: Sequence[UUID], start: str = "") -> int:
    return max(loads(reader_of, readers, start)) - min(loads(reader_of, readers, start))


def test_cases_are_shared_evenly_and_the_one_over_goes_to_the_first_reader() -> None:
    reader_of = share_out(cases(7), [A, B, C], NONE, {})
    assert list(reader_of) == [case.reference for case in cases(7)]
    assert list(reader_of.values()) == [A, A, A, B, B, C, C]


def test_each_case_type_is_shared_evenly_too() -> None:
    # 4 court and 2 out-of-court cases on two: three each, of which two court.
    reader_of = share_out(cases(4, 2), [A, B], NONE, {})
    assert reader_of == {"EX-C001": A, "EX-C002": A, "EX-C003": B, "EX-C004": B, "EX-O001": A, "EX-O002": B}


def test_an_even_share_of_all_cases_goes_before_an_even_share_of_each_type() -> None:
    # A has a conflict with every out-of-court case: two cases each is only had with both court cases on A.
    barred = frozenset(("EX-O" + number, A) for number in ("001", "002"))
    reader_of = share_out(cases(2, 2), [A, B], barred, {})
    assert reader_of == {"EX-C001": A, "EX-C002": A, "EX-O001": B, "EX-O002": B}


def test_nobody_gets_a_case_with_which_they_have_a_conflict() -> None:
    reader_of = share_out(cases(4), [A, B], frozenset({("EX-C001", A), ("EX-C004", B)}), {})
    assert reader_of == {"EX-C001": B, "EX-C002": A, "EX-C003": B, "EX-C004": A}


def test_what_the_lead_has_put_on_somebody_stays_and_the_others_even_it_out() -> None:
    fixed = dict.fromkeys(("EX-C001", "EX-C002", "EX-C003", "EX-C007"), B)
    reader_of = share_out(cases(7), [A, B, C], NONE, fixed)
    # B has four already, so the other three are two for A and one for C.
    assert reader_of == fixed | {"EX-C004": A, "EX-C005": A, "EX-C006": C}


def test_a_case_kept_by_somebody_that_is_not_read_any_more_counts_for_nothing() -> None:
    assert share_out(cases(2), [A, B], NONE, {"EX-GONE": D}) == {"EX-C001": A, "EX-C002": B}


def test_readers_between_the_most_and_the_fewest_have_even_shares() -> None:
    # B keeps nine and A may read one case alone: eight apart in any way. The other ten are five each, not nine and one.
    barred = frozenset((case.reference, A) for case in cases(20)[:-1])
    fixed = {case.reference: B for case in cases(9)}
    assert loads(share_out(cases(20), [A, B, C, D], barred, fixed), [A, B, C, D]) == [1, 9, 5, 5]


def test_without_cases_there_is_nothing_to_do_even_without_readers() -> None:
    assert share_out([], [], NONE, {"EX-C001": A}) == {}


@pytest.mark.parametrize(
    ("readers", "barred", "fixed", "sentence"),
    [
        ([], NONE, {"EX-C001": A}, "There is nobody to read the cases. Add a reader to the team."),
        (
            [A, B],
            frozenset(product(("EX-C001", "EX-C003"), (A, B))) | {("EX-C002", A)},
            {},
            "Every reader has a conflict with the cases EX-C001, EX-C003. Add a reader to the team who has none.",
        ),
        (
            [A],
            frozenset({("EX-C002", A)}),
            {},
            "Every reader has a conflict with the case EX-C002. Add a reader to the team who has none.",
        ),
        (
            [A, B],
            frozenset({("EX-C002", A)}),
            {"EX-C002": A},
            "The case EX-C002 is allocated to somebody who has a conflict with it. Move it to somebody else.",
        ),
        (
            [A, B],
            NONE,
            {"EX-C002": D},
            "The case EX-C002 is allocated to somebody who is not among the readers. Move it to one of them.",
        ),
    ],
)
def test_where_there_is_no_way_the_sentence_says_what_is_in_it(
    readers: list[UUID], barred: Barred, fixed: dict[str, UUID], sentence: str
) -> None:
    with pytest.raises(CannotBeAllocatedError) as error:
        share_out(cases(3), readers, barred, fixed)
    assert str(error.value) == sentence


def test_the_largest_sample_is_shared_by_twelve_readers_with_conflicts() -> None:
    readers = [UUID(int=n) for n in range(12)]
    barred = frozenset((case.reference, readers[(7 * n) % 12]) for n, case in enumerate(cases(91, 61)) if n % 4 == 0)
    reader_of = share_out(cases(91, 61), readers, barred, {})
    # 152 on twelve: 12 each and eight over.
    assert loads(reader_of, readers) == [13] * 8 + [12] * 4
    assert not barred & set(reader_of.items())


CASES = st.tuples(st.integers(0, 25), st.integers(0, 15)).map(lambda numbers: cases(*numbers))
READERS = st.lists(st.sampled_from([UUID(int=n) for n in range(8)]), min_size=1, max_size=5, unique=True)


@st.composite
def asked(draw: st.DrawFn, most: int) -> tuple[list[CaseToRead], list[UUID], Barred, dict[str, UUID]]:
    court = draw(st.integers(0, most))
    sample = cases(court, draw(st.integers(0, most - court)))
    readers = draw(READERS)[:3]
    pairs = [(case.reference, reader) for case in sample for reader in readers]
    barred = draw(st.frozensets(st.sampled_from(pairs), max_size=6)) if pairs else NONE
    fixed = dict(draw(st.lists(st.sampled_from(pairs), max_size=2))) if pairs else {}
    return sample, readers, barred, fixed


@given(CASES, READERS)
@settings(deadline=None)
def test_without_conflicts_every_case_is_read_once_and_shares_differ_by_one_at_most(
    sample: list[CaseToRead], ids: list[UUID]
) -> None:
    reader_of = share_out(sample, ids, NONE, {})
    assert list(reader_of) == sorted(case.reference for case in sample)
    for start in ("", "EX-C", "EX-O"):
        assert spread(reader_of, ids, start) <= 1
    assert loads(reader_of, ids) == sorted(loads(reader_of, ids), reverse=True)


@given(asked(most=6))
@settings(deadline=None, max_examples=300)
def test_no_way_of_all_that_there_are_is_more_even(
    task: tuple[list[CaseToRead], list[UUID], Barred, dict[str, UUID]],
) -> None:
    sample, readers, barred, fixed = task

    def worth(reader_of: Mapping[str, UUID]) -> tuple[int, int]:
        return spread(reader_of, readers), spread(reader_of, readers, "EX-C") + spread(reader_of, readers, "EX-O")

    def fits(reader_of: Mapping[str, UUID]) -> bool:
        return not barred & set(reader_of.items()) and {**reader_of, **fixed} == reader_of

    every = (
        dict(zip((case.reference for case in sample), ways, strict=True))
        for ways in product(readers, repeat=len(sample))
    )
    best = min((worth(way) for way in every if fits(way)), default=None)
    if best is None:
        with pytest.raises(CannotBeAllocatedError):
            share_out(sample, readers, barred, fixed)
    else:
        reader_of = dict(share_out(sample, readers, barred, fixed))
        assert list(reader_of) == sorted(case.reference for case in sample)
        assert fits(reader_of)
        assert worth(reader_of) == best


@given(asked(most=12), st.permutations(range(12)))
@settings(deadline=None)
def test_the_order_in_which_cases_conflicts_and_kept_cases_come_changes_nothing(
    task: tuple[list[CaseToRead], list[UUID], Barred, dict[str, UUID]], order: list[int]
) -> None:
    sample, readers, barred, fixed = task
    shuffled = [sample[number] for number in order if number < len(sample)]
    backwards = dict(reversed(fixed.items()))
    assert outcome_of(shuffled, readers, frozenset(sorted(barred)), backwards) == outcome_of(
        sample, readers, barred, fixed
    )


def outcome_of(
    sample: list[CaseToRead], readers: list[UUID], barred: Barred, fixed: dict[str, UUID]
) -> list[tuple[str, UUID]] | str:
    """The allocation in its order, or the sentence."""
    try:
        return list(share_out(sample, readers, barred, fixed).items())
    except CannotBeAllocatedError as error:
        return str(error)
