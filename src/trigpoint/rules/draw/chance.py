"""Chance from a public seed: SHA-256 over the seed and a counter, so that anybody can make the same numbers again."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import TypeVar

BITS = 256

One = TypeVar("One")


@dataclass(slots=True)
class Chance:
    """A source of whole numbers. Block number i is the SHA-256 of the text 'seed:purpose:i', read as a number."""

    seed: str
    purpose: str
    blocks_used: int = 0

    def below(self, limit: int) -> int:
        """Return a whole number from 0 to limit - 1, each equally likely. Raises ValueError for a limit below 1.

        As many whole blocks as the limit needs are read, of which the first bits count. A number that is not below the
        limit is passed over: a remainder would make small numbers likelier.
        """
        if limit < 1:
            raise ValueError(f"no whole number is below {limit}")
        # As few bits as hold the limit: then at most half of the numbers are passed over, whatever the limit.
        bits = limit.bit_length()
        blocks = -(-bits // BITS)
        while True:
            number = 0
            for _ in range(blocks):
                number = number << BITS | self._block()
            number >>= blocks * BITS - bits
            if number < limit:
                return number

    def happens(self, probability: Fraction) -> bool:
        """Return True with exactly this probability."""
        return self.below(probability.denominator) < probability.numerator

    def shuffled(self, ones: Iterable[One]) -> list[One]:
        """Return them in an order of chance: from the last place down, each swaps with one at or before it."""
        order = list(ones)
        for position in range(len(order) - 1, 0, -1):
            other = self.below(position + 1)
            order[position], order[other] = order[other], order[position]
        return order

    def _block(self) -> int:
        # A text and no bytes of ours, so that an outsider can make the block with sha256sum alone.
        digest = sha256(f"{self.seed}:{self.purpose}:{self.blocks_used}".encode()).digest()
        self.blocks_used += 1
        return int.from_bytes(digest, "big")
