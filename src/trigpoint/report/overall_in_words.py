"""The overall rating in words: what it was added up to or who judged it, and what a cap took away."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from trigpoint.bundle.references import escape
from trigpoint.english import count_of, list_of
from trigpoint.rules.answers import OVERALL
from trigpoint.rules.caps import Capped
from trigpoint.rules.gaps import Gap
from trigpoint.rules.method import OverallJudge
from trigpoint.rules.overall_rules import JudgedWhole, Overall, Total

NOT_KNOWN = "not known"
NO_OVERALL = "This framework gives no overall rating: each standard is rated by itself."

_JUDGES = {OverallJudge.LEAD_INSPECTOR: "the lead inspector", OverallJudge.RATINGS_PANEL: "the ratings panel"}


def judge_in_words(judge: OverallJudge) -> str:
    """Return 'the lead inspector'."""
    return _JUDGES[judge]


def total_in_words(overall: Overall | None) -> str:
    """Return '20 of 36', or who judged where nothing was added up."""
    match overall:
        case Total():
            return f"{overall.score} of {overall.out_of}"
        case JudgedWhole():
            return f"judged by {judge_in_words(overall.judge)}"
        case None:
            return NOT_KNOWN
        case _:
            assert_never(overall)


def score_and_rating(overall: Overall | None) -> str:
    """Return '20, Good', or the rating alone where nothing was added up."""
    match overall:
        case Total():
            return f"{overall.score}, {overall.rating.name}"
        case JudgedWhole():
            return overall.rating.name
        case None:
            return NOT_KNOWN
        case _:
            assert_never(overall)


def overall_missing(gaps: Sequence[Gap]) -> str:
    """Return what an overall rating waits for: '2 standards without a rating', and a judgement on the whole."""
    standards = sum(gap.standard != OVERALL for gap in gaps)
    waits = [f"{count_of(standards, 'standard')} without a rating"] if standards else []
    if standards < len(gaps):
        waits.append("no judgement on the whole")
    return list_of(waits)


def cap_steps(capped: Capped | None, after: str) -> Iterator[str]:
    """Yield a sentence for each cap that lowered a rating, and one for what it was before; they are escaped."""
    if capped is None:
        return
    for cap in capped.caps:
        yield escape(f"The cap '{cap.name}' applies. {cap.words}")
    yield escape(f"Before the cap it was {capped.before.name}; under it, it is {after}.")


def overall_steps(overall: Overall | None) -> Iterator[str]:
    """Yield what is to be said of an overall rating beside its score: who judged it and why, and its caps.

    They are texts as a Bundle has them: the reason may hold references, all other words are escaped.
    """
    match overall:
        case None:
            return
        case Total():
            pass
        case JudgedWhole():
            yield f"The overall rating was judged by {judge_in_words(overall.judge)}. The reason: {overall.reason}"
        case _:
            assert_never(overall)
    yield from cap_steps(overall.capped, overall.rating.name)
