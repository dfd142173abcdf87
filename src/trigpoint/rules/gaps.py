"""What prevents a rating. A gap is never filled by a guess: it is listed."""

from dataclasses import dataclass
from enum import StrEnum


class GapKind(StrEnum):
    """Why something cannot be rated yet."""

    FACT_MISSING = "fact missing"
    ANSWER_MISSING = "answer missing"
    ANSWERED_THOUGH_NOT_RELEVANT = "answered though not relevant"
    NOT_APPLICABLE_THOUGH_IT_APPLIES = "not applicable though it applies"
    TALLY_MISSING = "tally missing"
    JUDGEMENT_MISSING = "judgement missing"
    NOTHING_RECORDED = "nothing recorded"
    NO_RELEVANT_CASES = "no relevant cases"
    MAY_NOT_BE_LEFT_UNRATED = "may not be left unrated"
    DECISION_ON_ANOTHER_RATING = "decision on another rating"
    DECISION_WITHOUT_GROUND = "decision without ground"
    STANDARD_NOT_RATED = "standard not yet rated"
    ONLY_PRINTED = "only the printed rating is known"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing or does not fit, and where. `detail` is the fact or rating that it is about."""

    kind: GapKind
    standard: str
    question: str = ""
    case: str = ""
    detail: str = ""
