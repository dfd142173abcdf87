"""The patterns by which words of quantity are found: how they are written, not what they mean.

What stands around some of them decides whether they say how many at all: 'the eight cases' are those that were read,
'most staff' are no cases, and what 'should always' be done is not said to have been done.
"""

import re
from collections.abc import Iterable

from trigpoint.rules.modifiers import AFTER, BEFORE
from trigpoint.rules.number_words import DECIMAL, NUMBER, NUMBER_ENDS, NUMBER_STARTS, PER_CENT, any_of

WORD_STARTS, WORD_ENDS = r"(?<![\w\-‐‑])", r"(?![\w\-‐‑])"
_TIME = r"(?!\s+(?:hour|day|week|month|year))"
_SMALL = r"(?![0-9]{4})" + NUMBER

# What one case is called. 'Children', 'reviews' and 'orders' are more often something else, so a bare number of them
# is no count; after 'five of the eight' any noun may stand.
_CASE = r"(?:cases?|instances?|files?|plans?|assessments?)"
_COUNTABLE = rf"(?:{_CASE}|child(?:ren)?|reviews?|disposals?|orders?|points?)"
_WHICH_CASES = r"(?:(?:relevant|applicable|court|post-court|out-of-court|inspected)\s+)?"
_THE = r"(?:(?:the|these|those|our|a\s+possible|a\s+total\s+of)\s+)?"

_COUNT = (
    rf"(?P<yes>{NUMBER})(?:\s+(?:{_WHICH_CASES}{_COUNTABLE}|times(?=\s+out)))?\s+(?P<out>out\s+)?of\s+"
    rf"(?:(?P<of_every>every)\s+)?{_THE}"
    rf"(?P<relevant>{NUMBER}){NUMBER_ENDS}"
)
# 'In 3 of 2019' is a year, 'three in 12 months' a rate, and '50/50' an idiom.
_PERSON = r"(?:child(?:ren)?|person|people|boys?|girls?)"
_NO_PLACE = r"(?!\s+(?!was|is|has|does)\w+s\b)"
_SHARE = (
    rf"(?!50/50)(?P<part>{_SMALL})(?:\s+in\s+(?:every\s+)?|/|\s+(?:{_CASE}|{_PERSON})\s+in\s+(?:every\s+)?(?=\S+{_NO_PLACE}))"
    rf"(?P<whole>{_SMALL}){NUMBER_ENDS}{_TIME}"
)
_PERCENT = rf"(?P<percent>{DECIMAL}){PER_CENT}"
# Before a reference 'in five' may leave the word for cases out, and so may 'only three were good enough'.
_BARE = (
    rf"(?P<within>in\s+)?(?:(?P<only>only|just|merely)\s+)?(?:(?P<limit>{any_of(BEFORE)})\s+)?"
    rf"(?P<bare>{_SMALL})(?:\s+or\s+(?P<or_bare>{_SMALL}))?"
    rf"(?:\s+(?:{_WHICH_CASES}{_CASE}|of\s+(?:these|them|those))(?!\w)(?!\s+in\s+{NUMBER})(?P<alone>\s+(?:only|alone)\b)?"
    r"|(?(within)(?=\s*\(?\ufffc)|(?!))"
    r"|(?(only)(?=\s+(?:was|were|had|met|did|showed|contained|kept|gave|set)\b)|(?!)))"
)
_ONE_OR_TWO = rf"(?<!\bnot\s)a\s+(?:(?P<single>single|sole)\s+(?:case|instance)|couple\s+of\s+{_CASE})(?!\w)"
# 'Of the 20 cases that we read, eleven were ...': what follows the number shows that it stands for cases.
_OF_WHICH = (
    rf"(?:out\s+)?of\s+{_THE}(?P<of_all>{_SMALL})(?:\s+(?:[\w’'\-]+\s+){{0,2}}?(?:[\w’'\-]+s|children|people))?(?!\w)"
    r"[^,;:()\ufff9-\ufffc]{0,80},\s+(?:[\w’'\-]+\s+){0,9}?"
    rf"(?P<these>{_SMALL})(?=\s*[,.(\ufff9-\ufffc]|\s+(?:of\s+(?:them|these|those)|had|have|has|was|were|did|could|"
    rf"showed|contained|received|met|got|{_COUNTABLE})(?!\w))"
)
_BOTH = (
    r"both\s+(?:of\s+)?(?:(?:the|these|those)\s+)?(?:(?!of\b|and\b)[\w\-]+\s+)?(?:cases|instances|files|children|plans|"
    r"assessments|reviews|orders|disposals|cautions)(?!\w)(?!\s+and\b)"
)
_NO_CASE = (
    r"(?<!with\s)(?<!was\s)(?<!were\s)(?<!had\s)(?<!has\s)(?<!have\s)no\s+(?:[\w\-]+\s+)?(?:cases?|plans?|"
    r"assessments?|reviews?|files?|child(?:ren)?)(?:\s+(?:at\s+all|whatsoever))?(?=\s*\(?[\ufff9-\ufffc])"
)
_ALL_BUT = (
    rf"(?:(?:all|every)(?:\s+(?:of\s+)?(?:the\s+)?{_CASE})?\s+(?:but|bar|except(?:\s+for)?|apart\s+from)"
    rf"(?!\s+a\s+(?:few|handful|small)\b)(?:\s+(?P<but>{_SMALL}){NUMBER_ENDS}|(?:\s+\w+){{0,3}})"
    r"|(?:with\s+the\s+exception\s+of|except\s+(?:for|in)|apart\s+from|other\s+than(?:\s+in)?|save\s+(?:for|in)|"
    rf"but\s+for|bar|barring|excepting|excluding)\s+(?P<except>{_SMALL})\s+{_WHICH_CASES}{_CASE}(?!\w)"
    rf"|with\s+(?:only\s+|just\s+)?(?P<exceptions>{_SMALL})\s+exceptions?(?!\w))"
)
_ALL_OF = (
    r"(?:all|(?:every|each)(?:\s+single)?\s+one(?=\s+of)|each(?=\s+of))\s+(?:of\s+)?(?:(?:the|these|those)\s+)?"
    rf"(?P<all_of>{_SMALL})(?!{PER_CENT}){NUMBER_ENDS}"
)
_IN_ANY = rf"(?:in|for)\s+any(?:\s+of\s+{_THE}(?:{_SMALL}\s+)?(?:{_WHICH_CASES}{_COUNTABLE}|them)|\s+{_CASE})(?!\w)"
_NONE_OF = rf"(?:none|neither|(?:not|no)(?:\s+a\s+single)?\s+one|not\s+any)\s+of\s+{_THE}{_SMALL}{NUMBER_ENDS}"
_BETWEEN = (
    rf"between\s+(?P<low>{DECIMAL}){PER_CENT}?\s+and\s+(?P<high>{DECIMAL}){PER_CENT}|"
    rf"(?:from\s+)?(?P<low_to>{DECIMAL}){PER_CENT}?\s+to\s+(?P<high_to>{DECIMAL}){PER_CENT}|"
    rf"{DECIMAL}\s+(?:and|or)\s+{DECIMAL}{PER_CENT}"
)
_NUMBERS = rf"(?:(?P<before>{any_of(BEFORE)})\s+)?(?P<number>{_COUNT}|{_SHARE}|{_PERCENT})"
_NOT = (
    r"(?:(?:(?P<unsure>if|or)\s+)?(?P<negation>not|[a-z]{2,6}n['’]t|by\s+no\s+means|far\s+from|"
    r"cannot\s+be\s+said\s+(?:that|of)|not\s+(?:the\s+case|true)\s+that)\s+(?:(?:in|for)\s+)?)?"
)
_AFTER = rf"(?:(?:\s+of\s+(?:the\s+)?{_COUNTABLE})?\s+(?P<after>{any_of(AFTER)})(?!\w))?"


def quantity_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return one pattern for all that is read: numbers, and these phrases with what may stand before them."""
    phrase = f"(?:{any_of(phrases) or '(?!)'}){WORD_ENDS}"
    fractions = f"between\\s+(?P<from>{phrase})\\s+and\\s+(?P<to>{phrase})"
    # Lazy: 'almost all' is looked for as a phrase before it is 'almost' before 'all'.
    worded = f"(?:(?P<tone>{any_of(BEFORE)})\\s+)??(?P<phrase>{phrase})"
    numbers = f"{NUMBER_STARTS}(?:(?P<of_which>{_OF_WHICH})|(?P<between>{_BETWEEN})|{_NUMBERS}|(?P<cases>{_BARE}))"
    of_all = f"(?P<all_but>{_ALL_BUT})|(?P<all_n>{_ALL_OF})|(?P<both>{_BOTH})|(?P<no_case>{_NO_CASE})"
    words = f"(?P<fractions>{fractions})|{of_all}|(?P<one_or_two>{_ONE_OR_TWO})|(?P<in_any>{_IN_ANY})|{worded}"
    # 'At most' alone is passed over, or it would be read as 'most'.
    quantity = f"(?:(?P<none_of>{_NONE_OF})|{_NOT}(?:{numbers}|{WORD_STARTS}(?:{words}|at\\s+most(?!\\w)))){_AFTER}"
    return re.compile(f"{WORD_STARTS}(?P<quantity>{quantity})(?:\\s+of\\s+all(?!\\w))?", re.IGNORECASE)


_DEFINITE = re.compile(
    r"\b(?:the|these|those|all|both|our|its|their|other|last|first|next|every|each|same|remaining|on|to|by|from|about|than|"
    r"between|(?<!total )of|(?:between|from)\s+[\w\-]+\s+(?:and|to))\s+$",
    re.IGNORECASE,
)
_WERE_READ = re.compile(
    r"\b(?:read|inspected|examined|sampled|looked\s+at|looked\s+into|selected|drew|reviewed|opened|holds?|holding|"
    r"carry|carries|carrying|supervis(?:es?|ing)|manag(?:es?|ing)|allocated)\s+(?:at\s+|(?:up\s+to|about|around)\s+)?$",
    re.IGNORECASE,
)
_OF_THE_SAMPLE = re.compile(
    r"\s+(?:were\s+|that\s+were\s+|(?:which\s+|that\s+)?we\s+)?(?:inspected|read|sampled|examined|looked\s+at|opened)\b"
    r"|\s+(?:short|away|more|fewer|below|above|decided|decides|would|could|might)\b"
    r"|\s+(?:each|apiece|at\s+a\s+time)\b|\s+(?:a|per)\s+(?:week|month|quarter|year|worker|manager|head)\b",
    re.IGNORECASE,
)


# 'Of the 24 staff, only three were trained' is of staff.
_WERE = re.compile(r"\s+(?:was|were|had|met|did|showed|contained|kept|gave|set)\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(?:staff|managers|practitioners|workers|officers|partners|volunteers|members|parents|victims|posts|replies)\b",
    re.IGNORECASE,
)


def is_of_the_sample(text: str, start: int, end: int) -> bool:
    """Say whether a bare number of cases there is of those that were read, or of another kind: 'the eight cases'."""
    return bool(
        _DEFINITE.search(text, 0, start)
        or _WERE_READ.search(text, 0, start)
        or _OF_THE_SAMPLE.match(text, end)
        or (_WERE.match(text, end) and _PEOPLE.search(text, 0, start))
    )


_OTHER_THINGS = (
    r"(?:staff|managers?|practitioners?|workers?|officers?|partners?|agenc(?:y|ies)|professionals|services|schools?|"
    r"members?|teams?|areas?|aspects?|elements?|domains?|standards?|questions?|prompts?|times?|hours?|days?|weeks?|"
    r"months?|years?|visits?|meetings?|sessions?|appointments?|factors|needs|information|levels?|"
    r"stages?|steps?|efforts?|sources|evidence|options|help|support|guidance|parents|carers|attention|focus|consideration|thought|progress|"
    r"analysis|detail|input|contact|opportunit(?:y|ies)|ways?|respects?|reasons?|effect|extent|things?|paragraphs?|"
    r"authorit(?:y|ies)|councils|boards|posts|vacancies|volunteers|respondents|replies|"
    r"responses|mentors|nurses|courts|magistrates|projects|programmes|courses|policies|pages|regions|colleagues|"
    r"employees|inspectors|supervisors|homes|procedures|budget|funding|capacity)"
)
_A_DETERMINER = r"(?:the|these|those|its|their|our|his|her|such|other)"
_OF_OTHER_THINGS = re.compile(
    rf"(?:\s+of)?(?:\s+{_A_DETERMINER})?(?:\s+(?!{_COUNTABLE}\b)[\w’'\-]+)?\s+{_OTHER_THINGS}\b"
    r"|\s+of\s+(?:it|this|that|what)\b"
    rf"|(?:\s+\w+)?\s+{_COUNTABLE}\s+(?:templates?|tools?|forms?|process(?:es)?|training|workshops?|panels?|documents?|"
    r"audits?|systems?|formats?)\b",
    re.IGNORECASE,
)
_OF_ONE_THING = re.compile(rf"\s+(?:of\s+)?{_A_DETERMINER}\s+(?P<noun>[\w’'\-]+(?:\s+[\w’'\-]+){{0,2}})", re.IGNORECASE)
_MANY = re.compile(
    r"\b(?!(?:was|is|has|its|this|does)\b)\w+(?<![su])s\b|\b(?:child|childr)en\b|\b(?:people|police|sample|cohort|caseload|them|these|those)\b",
    re.IGNORECASE,
)


_COMPARED = re.compile(r"\b(?:the|a|an|its|their|our|his|her)\s+most$")


# 'Staff have been trained, and all of them use it' is of staff.
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom)\b", re.IGNORECASE)


def is_of_other_things(text: str, end: int) -> bool:
    """Say whether the words that end there are of something else than cases: 'most staff', 'most of the paperwork'."""
    of_people = _OF_THEM.match(text, end) and _PEOPLE.search(text, 0, end)
    if of_people or _OF_OTHER_THINGS.match(text, end) or _is_superlative(text, end):
        return True
    thing = _OF_ONE_THING.match(text, end)
    return thing is not None and _MANY.search(thing["noun"]) is None


def _is_superlative(text: str, end: int) -> bool:
    """Say whether 'most' there compares: 'the most serious', 'most importantly'."""
    match = re.match(r"\s+\w+ly\b", text[end:])
    word = text[:end].casefold()
    return word.endswith("most") and bool(_COMPARED.search(word) or (match and not word.endswith("almost")))


_ADVERB = re.compile(r"(?:ly|always|never|ever|often|seldom|sometimes|rule|exception)$", re.IGNORECASE)
_NOT_OBSERVED = re.compile(
    r"\b(?:should|must|shall|will|would|can|could|may|might|to|more|less|most|as|too|so|how)\s+(?:be\s+|also\s+)?$",
    re.IGNORECASE,
)


def is_adverb(words: str) -> bool:
    """Say whether words say how often something was so, and stand before no noun."""
    return _ADVERB.search(words) is not None


_TOLD = re.compile(
    r"\b(?:told|said|says?|felt|feels?|feeling|report(?:s|ed)\s+that)\b[^,;:()\ufff9-\ufffc]*$", re.IGNORECASE
)


def is_observed(text: str, start: int) -> bool:
    """Say whether an adverb there says what was so in cases: not what 'should always' be, nor what somebody told."""
    return _NOT_OBSERVED.search(text, 0, start) is None and _TOLD.search(text, 0, start) is None


_OF_THESE = re.compile(r"\bof\s+(?:these|them|those)$", re.IGNORECASE)


def is_of_those_before(words: str) -> bool:
    """Say whether a quantity is of the cases that the one before it named: '... seven; in five of these ...'."""
    return _OF_THESE.search(words) is not None


_CHANGED = re.compile(r"\b(?:rose|risen|fell|fallen|up|down|grew|grown|went|moved|\w+(?:ed|ing))\s+$", re.IGNORECASE)
_OF_CASES = re.compile(rf"\s+of\s+{_THE}{_WHICH_CASES}{_COUNTABLE}\b", re.IGNORECASE)


def is_a_span(text: str, start: int, end: int) -> bool:
    """Say whether '50 to 60 per cent' there is of cases: a share that 'rose from 50 to 60 per cent' has changed."""
    return _OF_CASES.match(text, end) is not None and _CHANGED.search(text, 0, start) is None


_REQUIRED = re.compile(
    r"(?:\s+(?!in\b)[\w’'\-]+){0,4}?(?:\s+(?:should|must|shall|would|deserves?|ought|needs?\s+to)\b|"
    r"\s*\(?[\ufff9-\ufffc]\)?\s+(?:should|must|shall|ought)\b)",
    re.IGNORECASE,
)
_DENIED_IN = re.compile(r"(?:\bnot|n['’]t)(?:\s+[\w’'\-]+){1,4}\s+(?:in|for|with)\s+$", re.IGNORECASE)
_DENIED_HOW = re.compile(r"(?:\bnot|n['’]t)(?:\s+[\w’'\-]+){1,3}\s+$", re.IGNORECASE)


def is_required(text: str, end: int) -> bool:
    """Say whether what follows a quantity is what ought to be: 'every child deserves', 'all plans should'."""
    return _REQUIRED.match(text, end) is not None


def is_turned(text: str, start: int, words: str) -> bool:
    """Say whether a 'not' before turns words that it does not touch: 'not shared consistently', 'not met in all'."""
    pattern = _DENIED_HOW if is_adverb(words) else _DENIED_IN
    return pattern.search(text, 0, start) is not None
