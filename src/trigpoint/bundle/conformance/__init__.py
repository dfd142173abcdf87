"""Does a Bundle conform to its framework: are its ids, facts, values and ratings those that the framework declares?

A Bundle that does not cannot be used, and every problem is reported at once. Whether one that does also makes sense
(counts that contradict a text, parts that do not add up) is in `bundle.check`.
"""

from collections.abc import Callable, Iterator

from trigpoint.bundle.conformance.cases import cases, tallies
from trigpoint.bundle.conformance.nonconformity import Names, Nonconformity
from trigpoint.bundle.conformance.ratings import decisions, judgements, pin, printed
from trigpoint.bundle.conformance.surroundings import context, evidence, findings, references, sample
from trigpoint.bundle.model import Bundle
from trigpoint.rules.framework import Framework

_CHECKS: tuple[Callable[[Bundle, Names], Iterator[Nonconformity]], ...] = (
    pin,
    context,
    evidence,
    sample,
    cases,
    tallies,
    judgements,
    decisions,
    printed,
    findings,
    references,
)


def nonconformities(bundle: Bundle, framework: Framework) -> Iterator[Nonconformity]:
    """Yield everything that does not conform, check by check."""
    names = Names(framework)
    for check in _CHECKS:
        yield from check(bundle, names)
