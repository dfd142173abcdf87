"""The Pólya posterior checked against its formula, its theory, and inspections whose every case is known.

The frameworks here have a rating for every whole per cent, so that a spread shows each possible count of yes.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from math import comb, sqrt

import numpy as np
import pytest

from tests.factories.frameworks import EVERY_PER_CENT, a_framework, case_based
from trigpoint.rules.answers import AnswerWord, Case, Recorded
from trigpoint.rules.framework import Framework
from trigpoint.rules.method import Rating
from trigpoint.rules.rating import rate
from trigpoint.rules.stability import Spread, stability

pytestmark = pytest.mark.proof

M32, M64, M128 = 2**32 - 1, 2**64 - 1, 2**128 - 1


def cases(answers: Sequence[bool]) -> tuple[Case, ...]:
    return tuple(
        Case(f"{at:04}", "court", {}, {"safety": AnswerWord.YES if yes else AnswerWord.NO})
        for at, yes in enumerate(answers)
    )


def spread(framework: Framework, answers: Sequence[bool], eligible: int) -> Spread:
    found = stability(rate(framework, Recorded(cases=cases(answers))), {"court": eligible}).standards["2.1"]
    assert isinstance(found, Spread)
    return found


def exact(yes: int, read: int, eligible: int) -> dict[int, Fraction]:
    """Return the probability of each count of yes in the full population: the Dirichlet-multinomial of two kinds."""
    unseen = eligible - read
    ways = comb(read + unseen - 1, unseen)
    return {
        yes + more: Fraction(
            comb(yes + more - 1, more) * comb(read - yes + unseen - more - 1, unseen - more),
            ways,
        )
        for more in range(unseen + 1)
    }


@pytest.mark.parametrize(("yes", "read", "eligible"), [(1, 2, 12), (3, 10, 25), (7, 8, 20), (20, 40, 50), (11, 17, 60)])
def test_the_counts_of_yes_follow_the_formula(yes: int, read: int, eligible: int) -> None:
    # Eligible is at most 60, so each count of yes has a whole per cent to itself. Counts with fewer than 5 expected
    # draws are taken together. A chi-square is near k - 1 with a standard deviation of sqrt(2(k - 1)): 5 of them.
    draws = 200_000
    framework = a_framework(case_based("2.1", "safety"), steps=EVERY_PER_CENT, draws=draws)
    found = spread(framework, [True] * yes + [False] * (read - yes), eligible)
    by_percent = {int(rating.name): number for rating, number in found.draws_with.items()}
    expected = {count: float(draws * share) for count, share in exact(yes, read, eligible).items()}
    assert sum(expected.values()) == pytest.approx(draws)
    seen = {count: by_percent.pop((200 * count + eligible) // (2 * eligible)) for count in expected}
    assert not any(by_percent.values())
    often = [count for count, number in expected.items() if number >= 5]
    pairs = [(seen[count], expected[count]) for count in often]
    rest = draws - sum(number for _, number in pairs)
    if rest >= 5:
        pairs.append((draws - sum(number for number, _ in pairs), rest))
    chi_square = sum((number - mean) ** 2 / mean for number, mean in pairs)
    freedom = len(pairs) - 1
    assert chi_square < freedom + 5 * sqrt(2 * freedom)


@pytest.mark.parametrize(("yes", "read", "eligible"), [(1, 2, 50), (3, 10, 100), (39, 60, 100), (19, 20, 25)])
def test_the_mean_of_the_full_reads_is_the_share_of_the_sample(yes: int, read: int, eligible: int) -> None:
    # Ghosh and Meeden: mean yes/read, and variance p(1 - p) x (N - n) / (N(n + 1)). N divides 100, so a whole per
    # cent is exact. 5 standard errors.
    draws = 100_000
    framework = a_framework(case_based("2.1", "safety"), steps=EVERY_PER_CENT, draws=draws)
    found = spread(framework, [True] * yes + [False] * (read - yes), eligible)
    shares = [(int(rating.name) / 100, number) for rating, number in found.draws_with.items()]
    mean = sum(share * number for share, number in shares) / draws
    variance = sum((share - mean) ** 2 * number for share, number in shares) / draws
    p = yes / read
    expected = p * (1 - p) * (eligible - read) / (eligible * (read + 1))
    assert abs(mean - p) < 5 * sqrt(expected / draws)
    assert variance == pytest.approx(expected, rel=0.05)


def said_and_met(read: int, eligible: int, services: int) -> Iterator[tuple[Rating, float, Rating, bool]]:
    """Yield, for services whose every case is known: a rating, its chance, the sample's rating, whether it is true.

    The cases are in no order, with a share of yes drawn evenly from 0 to 1; the first ones are read.
    """
    framework = a_framework(case_based("2.1", "safety"), draws=400)
    chance = np.random.Generator(np.random.PCG64(7))
    for _ in range(services):
        population = (chance.random(eligible) < chance.random()).tolist()
        truth = rate(framework, Recorded(cases=cases(population))).standard("2.1").rules
        found = spread(framework, population[:read], eligible)
        for rating in found.draws_with:
            yield rating, float(found.probability(rating)), found.rating, rating == truth


def test_the_chances_given_are_the_chances_met() -> None:
    """Measured with 20 of 60 cases read: a chance of p comes true in a share p of the services, tenth by tenth.

    The chances are a little too sure of themselves at both ends (said 98, met 97), as a sample of nothing but yes
    leaves an urn in no doubt: 1.5 points are allowed for that, and 4 standard errors.
    """
    by_tenth: dict[int, list[tuple[float, bool]]] = {}
    for _, said, _, true in said_and_met(20, 60, services=4_000):
        by_tenth.setdefault(min(int(10 * said), 9), []).append((said, true))
    assert len(by_tenth) == 10
    for pairs in by_tenth.values():
        mean = sum(said for said, _ in pairs) / len(pairs)
        met = sum(true for _, true in pairs) / len(pairs)
        assert abs(mean - met) < 0.015 + 4 * sqrt(mean * (1 - mean) / len(pairs))


@pytest.mark.parametrize(("read", "eligible", "least", "most"), [(5, 20, 0.04, 0.10), (20, 60, -0.01, 0.03)])
def test_with_few_cases_read_a_rating_looks_surer_than_it_is(
    read: int, eligible: int, least: float, most: float
) -> None:
    """Measured over 2,000 services: how often the rating of the sample stands, said and met.

    5 of 20: said in 81 of 100 services, met in 74. 20 of 60: 88 and 86. A standard error of the share met is about
    one point; the limits are three either way.
    """
    chances = said_and_met(read, eligible, services=2_000)
    own = [(said, true) for rating, said, of_sample, true in chances if rating == of_sample]
    mean = sum(said for said, _ in own) / len(own)
    met = sum(true for _, true in own) / len(own)
    assert least < mean - met < most


def test_the_draws_can_be_replayed_without_numpy() -> None:
    # PCG64 (XSL-RR 128/64) and numpy's seeding, from their published definitions, in whole numbers.
    for seed in ([2021, 0], [2021, 1], [0, 0], [2**40 + 3, 1]):
        assert list(islice(pcg64(seed), 500)) == np.random.PCG64(seed).random_raw(500).tolist()


def pcg64(seed: Sequence[int]) -> Iterator[int]:
    """Yield the raw 64-bit numbers of a seed."""
    first, second, third, fourth = (low | high << 32 for low, high in seeded(seed))
    multiplier, increment = 0x2360ED051FC65DA44385DF649FCCF645, ((third << 64 | fourth) << 1 | 1) & M128
    state = ((increment + (first << 64 | second)) * multiplier + increment) & M128
    while True:
        state = (state * multiplier + increment) & M128
        turn, mixed = state >> 122, (state >> 64 ^ state) & M64
        yield (mixed >> turn | mixed << (64 - turn)) & M64


def seeded(seed: Sequence[int]) -> list[tuple[int, int]]:
    """Return the four pairs of 32-bit words that numpy's SeedSequence makes of some whole numbers."""
    words = [word for number in seed for word in split(number)]
    constant = 0x43B0D7E5

    def hashed(value: int) -> int:
        nonlocal constant
        value ^= constant
        constant = constant * 0x931E8875 & M32
        value = value * constant & M32
        return value ^ value >> 16

    pool = [hashed(words[at] if at < len(words) else 0) for at in range(4)]
    for source in range(4):
        for target in range(4):
            if source != target:
                mixed = (0xCA01F9DD * pool[target] - 0x4973F715 * hashed(pool[source])) & M32
                pool[target] = mixed ^ mixed >> 16
    state, constant = [], 0x8B51F9DD
    for at in range(8):
        value = pool[at % 4] ^ constant
        constant = constant * 0x58F38DED & M32
        value = value * constant & M32
        state.append(value ^ value >> 16)
    return list(zip(state[::2], state[1::2], strict=True))


def split(number: int) -> list[int]:
    """Return a whole number as 32-bit words, lowest first; nought is one word."""
    return [number & M32, *(split(number >> 32) if number >> 32 else [])]
