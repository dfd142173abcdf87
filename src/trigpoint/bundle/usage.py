"""What words of quantity mean in a framework: its bands' words, its method's, and those of ordinary English."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from trigpoint.bundle.method_file import WordingShape
from trigpoint.bundle.method_values import word_range
from trigpoint.bundle.shape import validate
from trigpoint.bundle.source import read_source
from trigpoint.rules.method import Band, Method, Rounding, WordRange
from trigpoint.rules.number_words import plain

USAGE_FILE = Path(str(files("trigpoint"))) / "frameworks" / "usage.yaml"


@lru_cache(maxsize=8)
def with_usage(method: Method) -> Method:
    """Return the method with all the words that a text is read by.

    A word that is given twice means what the framework's bands say of it ('too few' is 50 to 64 per cent), else what
    its method says, else ordinary usage. Where the bands of single standards say otherwise, it means nothing.
    """
    ranges: list[WordRange] = []
    taken: set[str] = set()
    for meant in (*_of_bands(method), *method.wording, *ordinary_usage()):
        free = tuple(words for words in meant.words if plain(words) not in taken)
        taken.update(map(plain, free))
        if free:
            ranges.append(replace(meant, words=free))
    return replace(method, wording=tuple(ranges))


@lru_cache(maxsize=1)
def ordinary_usage() -> tuple[WordRange, ...]:
    """Return what words of ordinary English mean of a count. Source: `frameworks/usage.yaml`."""
    shape = validate(WordingShape, read_source(USAGE_FILE))
    return tuple(word_range(words) for words in shape.ranges)


def _of_bands(method: Method) -> Iterator[WordRange]:
    tables = (method.bands, *(own.bands for own in method.own_bands))
    named = [band for table in tables for band in table if band.words]
    for words in dict.fromkeys(plain(band.words) for band in named):
        same = {(band.first, band.last): band for band in named if plain(band.words) == words}
        phrases = (words, f"a {words}", f"the {words}")
        yield _range_of(next(iter(same.values())), phrases, method.rounding) if len(same) == 1 else WordRange(phrases)


def _range_of(band: Band, phrases: Sequence[str], rounding: Rounding) -> WordRange:
    """Return the shares whose whole per cent is in a band."""
    half = Fraction(1, 2) if rounding is Rounding.HALF_UP else Fraction(0)
    return WordRange(
        tuple(phrases),
        at_least=(band.first - half) / 100 if band.first > 0 else None,
        less_than=(band.last + 1 - half) / 100 if band.last < 100 else None,
        band=(band.first, band.last),
    )
