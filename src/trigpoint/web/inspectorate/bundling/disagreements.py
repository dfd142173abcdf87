"""What does not agree in what an inspection holds, as its page shows it: the findings of `trigpoint check`."""

from dataclasses import dataclass

from trigpoint.bundle.check import WAIVABLE
from trigpoint.bundle.checks.ratings import nothing_is_missing
from trigpoint.bundle.problems import in_words
from trigpoint.bundle.rated import RatedBundle


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing that does not agree: where it is, what it is, the sentence that is meant, and how to put it right."""

    where: str
    message: str
    passage: str
    mend: str
    may_be_waived: bool


def disagreements(live: RatedBundle) -> tuple[Disagreement, ...]:
    """Everything that does not agree. What is only missing is summed up with the ratings."""
    return tuple(
        Disagreement(in_words(fault.place), fault.message, fault.passage, fault.mend, fault.rule in WAIVABLE)
        for fault in live.findings
        if fault.rule != nothing_is_missing.__name__
    )
