"""Quantities that are not of the cases here and now: told, once so, wanted, a change, a name, a label."""

import re

_SIGNS = "\ufff9-\ufffc"
_TOLD = re.compile(
    r"(?<!\bwe\s)(?<!\binspectors\s)\b(?:told|said|says?|reported|felt|thought|believed?|claimed|estimated|stated|assured)"
    rf"\s+(?:\w+\s+)?that\b[^.;:{_SIGNS}]*$"
    rf"|\b(?:according\s+to|in\s+the\s+(?:view|opinion|words)\s+of)\s+(?!(?:the\s+|our\s+)?inspectors)[^.;:{_SIGNS}]*$",
    re.IGNORECASE,
)
_ANOTHER_TIME = (
    r"\b(?:(?:at|in|during|by)\s+(?:our|the|its|their)\s+(?:last|previous|earlier|first)\s+\w+|previously|formerly|"
    r"in\s+the\s+past|last\s+(?:year|time)|(?:a|two|three)\s+years?\s+(?:ago|earlier|before))\b"
)
_THEN_BEFORE = re.compile(
    rf"{_ANOTHER_TIME},?[^,.;:{_SIGNS}]*$|\bsince\s+\w+\s+(?:last|previous)\s+\w+,?\s+when\b[^,.;:{_SIGNS}]*$",
    re.IGNORECASE,
)
_THEN_AFTER = re.compile(rf"[^,.;:{_SIGNS}]{{0,60}}?{_ANOTHER_TIME}", re.IGNORECASE)
# What is supposed or wanted, and not what was found.
_SUPPOSED = re.compile(
    r"\b(?:if|unless|whether|would\s+like|wants?|wanted|hop(?:es|ed|ing)|aim(?:s|ed|ing)\s+(?:to|for|at)|intend(?:s|ed)|"
    rf"expect(?:s|ed)?\s+(?:that|to)|targets?(?:\s+of|\s+is|\s+was)?|should|must|ought|needs?\s+to)\s[^,;:.{_SIGNS}]*$",
    re.IGNORECASE,
)
_MOVES = (
    r"(?:rose|risen|rises?|rising|fell|fallen|falls?|falling|increas\w+|decreas\w+|reduc\w+|cut|grew|grown|up|down|"
    r"dropp\w+|improv\w+|declin\w+)"
)
_COMPARED = re.compile(
    r"\b(?:compared\s+(?:with|to)|as\s+against|against|rather\s+than|instead\s+of)\s+(?:(?:in|just|only|the|its)\s+)*$",
    re.IGNORECASE,
)
_MOVED = re.compile(rf"\b{_MOVES}\s+(?:from|by)\s+(?:(?:in|just|only|the|its)\s+)*$", re.IGNORECASE)
# 'Five of eight {2.1.1}, compared with three of eight for safety {2.1.2}' has a reference of its own.
_OWN_QUESTION = re.compile(r"[^,.;:]*\ufffc")
_A_CHANGE = re.compile(r"\s+(?:rise|increase|cut|reduction|fall|drop|growth|higher|lower|faster)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"\b(?:pages?|paragraphs?|sections?|questions?|prompts?|standards?|parts?|steps?|stages?|phases?|figures?|tables?|"
    r"charts?|annexe?s?|appendix|notes?|versions?|volumes?|levels?|tiers?|grades?|chapters?|recommendations?|number)\s+$",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"[0-9]|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE)
_IN_QUOTES = re.compile(r"(?:^|[\s(])['‘“\"](?=\w)([^'‘’“”\"]*)$")
_QUOTES_END = re.compile(r"([^'‘’“”\"]*)['’”\"](?!\w)")
_IN_A_NAME = re.compile(r"\w\s+['‘“\"]?$")
_CAPITAL = re.compile(r"\s+[A-Z]")


def is_said_elsewhere(text: str, start: int, end: int) -> bool:
    """Say whether a quantity there is no count of the cases here and now."""
    return bool(
        _TOLD.search(text, 0, start)
        or _THEN_BEFORE.search(text, 0, start)
        or _THEN_AFTER.match(text, end)
        or _SUPPOSED.search(text, 0, start)
        or (_COMPARED.search(text, 0, start) and not _OWN_QUESTION.match(text, end))
        or _MOVED.search(text, 0, start)
        or _A_CHANGE.match(text, end)
        or (_LABEL.search(text, 0, start) and _NUMERAL.match(text, start))
        or _is_in_longer_quotes(text, start, end)
        or (text[start].isupper() and _IN_A_NAME.search(text, 0, start) and _CAPITAL.match(text, end))
    )


def _is_in_longer_quotes(text: str, start: int, end: int) -> bool:
    """Say whether somebody's words or a name are quoted there; a quantity that is quoted alone is the author's."""
    before, after = _IN_QUOTES.search(text, 0, start), _QUOTES_END.match(text, end)
    return bool(before and after and (before[1] + after[1]).strip())
