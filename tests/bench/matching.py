"""How well samples match: ours, simple random sampling (exactly), and R's `sampling::samplecube`.

The measure is the mean, over the values of an attribute, of how many cases a sample is off what would match exactly.
"""

import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb
from pathlib import Path

from trigpoint.rules.draw.chance import Chance
from trigpoint.rules.draw.cube import Profile, drawn

SCRIPT = Path(__file__).with_name("samplecube.R")
LINEAR_PROGRAMMING, DROPPING = 1, 2

# The shares of values as they might be in a service, in per cent. Invented.
SHARES: Mapping[str, Sequence[int]] = {
    "sex": (85, 15),
    "disposal": (60, 25, 10, 5),
    "risk_of_serious_harm": (30, 45, 20, 5),
    "safety_and_wellbeing": (35, 40, 20, 5),
}
Off = dict[str, float]


@dataclass(frozen=True, slots=True)
class Matched:
    """How far samples of one size are off, in cases by attribute, by each way of drawing."""

    eligible: int
    size: int
    ours: Off
    simple: Off
    r: Mapping[int, Off]


def invented(number: int) -> list[Profile]:
    """Return so many invented cases, the same each time."""
    chance = Chance(f"{number} invented cases", "population")
    return [tuple(_value(chance.below(100), shares) for shares in SHARES.values()) for _ in range(number)]


def _value(at: int, shares: Sequence[int]) -> str:
    for value, share in enumerate(shares):
        if at < share:
            return str(value)
        at -= share
    raise AssertionError("the shares do not add up to 100")


def matched(eligible: int, size: int, draws: int, folder: Path) -> Matched:
    """Draw so many samples each way and measure them. R needs to be there: see `r_is_there`."""
    profiles = invented(eligible)
    r = {landing: in_r(profiles, size, draws, landing, folder) for landing in (LINEAR_PROGRAMMING, DROPPING)}
    return Matched(eligible, size, ours(profiles, size, draws), simple(profiles, size), r)


def ours(profiles: Sequence[Profile], size: int, draws: int) -> Off:
    """Return how far our samples are off, on average over so many seeds."""
    totals = dict.fromkeys(SHARES, 0.0)
    for draw in range(draws):
        sample = [profiles[place] for place in drawn(profiles, size, Chance(f"draw {draw}", "court"))]
        for place, attribute in enumerate(SHARES):
            there = Counter(one[place] for one in profiles)
            read = Counter(one[place] for one in sample)
            off = [abs(read[value] - number * size / len(profiles)) for value, number in there.items()]
            totals[attribute] += sum(off) / len(off) / draws
    return totals


def simple(profiles: Sequence[Profile], size: int) -> Off:
    """Return how far simple random samples are off on average: exactly, by the hypergeometric distribution."""
    off = {}
    for place, attribute in enumerate(SHARES):
        there = Counter(one[place] for one in profiles)
        off[attribute] = float(sum(_mean_off(one, len(profiles), size) for one in there.values()) / len(there))
    return off


def _mean_off(having: int, eligible: int, size: int) -> Fraction:
    ways = comb(eligible, size)
    expected = Fraction(having * size, eligible)
    return sum(
        (
            Fraction(comb(having, read) * comb(eligible - having, size - read), ways) * abs(read - expected)
            for read in range(max(0, size - eligible + having), min(having, size) + 1)
        ),
        Fraction(0),
    )


def r_is_there() -> bool:
    """Whether R and its package 'sampling' are on this machine."""
    if shutil.which("Rscript") is None:
        return False
    return subprocess.run(["Rscript", "-e", "library(sampling)"], check=False, capture_output=True).returncode == 0


def in_r(profiles: Sequence[Profile], size: int, draws: int, landing: int, folder: Path) -> Off:
    """Return how far R's samples are off."""
    file = folder / "profiles.csv"
    file.write_text("\n".join(",".join(row) for row in [tuple(SHARES), *profiles]) + "\n", encoding="utf-8")
    said = subprocess.run(
        ["Rscript", str(SCRIPT), str(file), str(size), str(draws), str(landing)],
        check=True,
        capture_output=True,
        text=True,
        timeout=300,
    ).stdout
    return {name: float(off) for name, _, off in (line.partition(",") for line in said.splitlines())}


def mean(off: Off) -> float:
    """Return the mean over the attributes."""
    return sum(off.values()) / len(off)
