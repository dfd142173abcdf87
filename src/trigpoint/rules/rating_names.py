"""Ratings as a text names them: which words of a sentence are one, and whether they say that it was given.

A name counts as a rating where it is in quotes, has its capital inside a sentence, follows 'rated' or 'a rating of', or
comes before 'rating'; else only where it is said of the reference next to it. What was once so, or could be so, is not
read.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from trigpoint.rules.number_words import any_of, plain
from trigpoint.rules.passages import QUESTION, RATING, Sentence
from trigpoint.rules.quantity_patterns import WORD_ENDS, WORD_STARTS


@dataclass(frozen=True, slots=True)
class NamedRating:
    """A rating named in a sentence. `direct` where it is one only if it is said of the reference next to it.

    `is_denied` where the sentence says that it was not given: 'was not rated Outstanding'.
    """

    words: str
    name: str
    start: int
    end: int
    direct: bool
    by_rules: bool
    was_raised: bool
    is_denied: bool = False


QUOTES, ENDQUOTES = "['‘“\"]", "['’”\"]"
BE = r"(?:is|are|was|were|remains?|remained|been|be|as)"
_JUDGED = re.compile(
    r"\b(?:rated|graded|judged|deemed|considered|banded|found|(?:rating|judgement|grade|verdict)\s+(?:of|is|was))"
    r"(?:\s+(?:as|to\s+be|overall|now|again|both|all|therefore)){0,3}\s+$",
    re.IGNORECASE,
)
_A_RATING = re.compile(r"\s+(?:overall\s+)?(?:rating|judgement|grade|verdict)\b", re.IGNORECASE)
_PROPER_NAME = re.compile(r"\s+[A-Z]")
_NOT_SAID = re.compile(
    r"(?:\b(?:should|must|could|might|may|needs?|needed|wants?|hopes?|aims?|aimed|becom\w+|reach|achieve|short\s+of|"
    r"than|above|below|between|if|whether|neither|nor|unless|until|not|never|or|at\s+least|any|every|"
    r"(?<!judged\s)(?<!deemed\s)(?<!found\s)(?<!considered\s)(?<!assessed\s)to\s+(?:be|get))"
    r"|n['’]t)(?:\s+(?:to|be|been|a|an|as|rated|judged|for|the)){0,3}\s+['‘“\"]?$",
    re.IGNORECASE,
)
_DENIED = re.compile(rf"\b{BE}\s+not\s+(?:rated|judged|graded|found)\s+(?:as\s+|to\s+be\s+)?{QUOTES}?$", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\w+ing\s", re.IGNORECASE)
_AS = re.compile(rf"\bas\s+{QUOTES}?$", re.IGNORECASE)
_WOULD = re.compile(r"\bwould(?:\s+\w+){0,3}\s+['‘“\"]?$", re.IGNORECASE)
_NOT_YET = re.compile(
    rf"{ENDQUOTES}?\s*(?:(?:band|boundary|threshold|criteri\w*|practice|or|until)\b|"
    r"[^,;:]{0,30}?\b(?:last|previous(?:ly)?|earlier|former(?:ly)?|ago|before|in\s+(?:19|20)[0-9]{2})\b)",
    re.IGNORECASE,
)
_ONCE = re.compile(r"\b(?:previously|formerly|once|last\s+\w+|had\s+been|used\s+to\s+be)\b[^,;:]{0,25}$", re.IGNORECASE)
_BY_RULES = re.compile(
    r"\b(?:(?:by|under|on|from)\s+the\s+rules|the\s+rules|initial(?:ly)?|original(?:ly)?|at\s+first|provisional(?:ly)?|"
    r"before\s+(?:the\s+panel|discretion|moderation))\b",
    re.IGNORECASE,
)
_FROM, _TO = re.compile(r"\bfrom\s+['‘“\"]?$", re.IGNORECASE), re.compile(r"\s*to\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def _names(names: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of all ratings, and the name of each form: 'required' and 'requiring improvement' too."""
    forms: dict[str, str] = {}
    for name in names:
        first, _, rest = name.partition(" ")
        verb = first.removesuffix("s")
        inflected = (verb, f"{verb}d", f"{verb.removesuffix('e')}ing") if rest and first.endswith("s") else ()
        forms |= {plain(f"{form} {rest}"): name for form in inflected} | {plain(name): name}
    pattern = f"{WORD_STARTS}(?:{any_of(forms)}){WORD_ENDS}"
    return re.compile(pattern, re.IGNORECASE), forms


def named_ratings(sentence: Sentence, names: tuple[str, ...]) -> list[NamedRating]:
    """Return the ratings that a sentence names, in order."""
    pattern, forms = _names(names)
    ratings: list[NamedRating] = []
    since = 0
    for match in pattern.finditer(sentence.words):
        rating = _rating(match, forms[plain(match[0])], since)
        if rating is not None:
            ratings.append(rating)
        since = match.end()
    return ratings


def _rating(match: re.Match[str], name: str, since: int) -> NamedRating | None:
    words, start, end = match.string, match.start(), match.end()
    upto = words[since:start]
    following = words[end : end + len("as the rules alone have it")]
    by_rules = bool(_BY_RULES.search(upto) or _BY_RULES.search(following.partition(",")[0]))
    is_denied = _DENIED.search(upto) is not None
    # 'Areas requiring improvement' are rated nothing; 'rated as requiring improvement' is a rating.
    is_attribute = _ATTRIBUTE.match(match[0]) is not None and not _AS.search(upto)
    if is_attribute or (_NOT_SAID.search(upto) and not is_denied) or _NOT_YET.match(words, end) or _ONCE.search(upto):
        return None
    if _WOULD.search(upto) and not by_rules:
        return None
    was_raised = bool(_FROM.search(upto) and _TO.match(words[end:].lstrip("'’”\"")))
    by_rules = (by_rules and not _moved_by_panel(upto)) or was_raised
    return NamedRating(
        f"{'not ' if is_denied else ''}{' '.join(match[0].split())}",
        name,
        start,
        end,
        not _is_plainly_a_rating(match),
        by_rules,
        was_raised,
        is_denied,
    )


def _moved_by_panel(upto: str) -> bool:
    """Say whether the panel's act is told last, so that what follows is final again."""
    panel = upto.lower().rfind("panel")
    rules = max((match.start() for match in _BY_RULES.finditer(upto)), default=-1)
    return panel > rules and not upto[:panel].lower().rstrip().endswith("before the")


def _is_plainly_a_rating(match: re.Match[str]) -> bool:
    words, start, end = match.string, match.start(), match.end()
    quoted = re.search(f"{QUOTES}$", words[:start]) and re.match(ENDQUOTES, words[end:])
    inside = words[:start].strip(f" \n\t'‘“\"({RATING}{QUESTION}") != "" or RATING in words[:start]
    capital = match[0][0].isupper() and inside and not _PROPER_NAME.match(words, end)
    return bool(quoted or capital or _JUDGED.search(words, 0, start) or _A_RATING.match(words, end))
