"""Does a Bundle fit its framework: are its ids, facts, values and ratings those that the framework declares?

A Bundle that does not fit cannot be used, and every problem is said at once. Whether what fits also makes sense
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


def nonconformities(bundle: Bundle, framework: Framework) -> list[Nonconformity]:
    """Return everything that does not fit, check by check."""
    names = Names(framework)
    return [nonconformity for check in _CHECKS for nonconformity in check(bundle, names)]
