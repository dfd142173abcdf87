"""Does a Bundle fit its framework: are its ids, facts, values and ratings those that the framework declares?

A Bundle that does not fit cannot be used, and every problem is said at once. Whether what fits also makes sense
(counts that contradict a text, parts that do not add up) is in `bundle.check`.
"""

from collections.abc import Callable, Iterator

from trigpoint.bundle.fit.cases import cases, tallies
from trigpoint.bundle.fit.misfit import Misfit, Names
from trigpoint.bundle.fit.ratings import decisions, judgements, pin, printed
from trigpoint.bundle.fit.surroundings import context, evidence, findings, references, sample
from trigpoint.bundle.model import Bundle
from trigpoint.rules.framework import Framework

_CHECKS: tuple[Callable[[Bundle, Names], Iterator[Misfit]], ...] = (
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


def misfits(bundle: Bundle, framework: Framework) -> list[Misfit]:
    """Return everything that does not fit, check by check."""
    names = Names(framework)
    return [misfit for check in _CHECKS for misfit in check(bundle, names)]
