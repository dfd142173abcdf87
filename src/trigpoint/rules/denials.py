"""What a clause says was not so: 'planning did not keep the child safe in four cases', 'most plans lacked aims'.

A question is answered yes where something was done. Where a clause plainly denies that, its quantity is of the cases
not answered yes. Where it only may ('in most cases with no plan'), either reading is let stand.
"""

import re
from enum import StrEnum


class Denial(StrEnum):
    """How a quantity stands to what its clause denies.

    A 'not' before the quantity may turn that instead: 'not sufficient in most cases' is also said where it was in half
    or fewer, and 'most were not sufficient' or 'absent in most cases' is not.
    """

    NONE = "none"
    PERHAPS = "perhaps"
    NOT_BEFORE = "plainly, by a 'not' before the quantity"
    PLAIN = "plainly"


_SIGN = "[\ufff9-\ufffc]"
_CLAUSE = r"[^,;:()\ufff9-\ufffc]"
_ANY_DENIAL = (
    r"\b(?:not|no|nor|neither|without|lack\w*|fail\w*|miss(?:ed|ing)|absent|omitted|overlooked|neglected|ignored|"
    r"in(?:sufficient|adequate|accurate|complete|effective|appropriate)\w*|un(?:clear|satisfactory|reliable|suitable)|"
    r"poor\w*|weak\w*|superficial|fell\s+short|left\s+out|too\s+late)\b|n['’]t\b"
)
_PERHAPS_BEFORE = re.compile(rf"(?:{_ANY_DENIAL}){_CLAUSE}*$", re.IGNORECASE)
# '... and three were not' denies nothing of those before, nor does 'children who were not in school'.
_OTHERS = (
    r"\s+and\s+(?:the\s+)?(?:others?|rest|remaining|remainder|[0-9]|one|two|three|four|five|six|seven|eight|nine)\b"
)
_ON = rf"(?:(?!{_OTHERS}|\s+whos?e?\s){_CLAUSE})*?"
_PERHAPS_AFTER = re.compile(rf"{_ON}{_SIGN}?{_ON}(?:{_ANY_DENIAL})", re.IGNORECASE)

# Twice denied is said to be so, and what was 'not required' was not left undone.
_NOT_UNDONE = (
    r"(?:overlooked|miss\w*|ignor\w*|neglect\w*|forgotten|lost|lack\w*|omitted|left|fail\w*|only|just|merely|"
    r"applicable|relevant|required|needed|necessary|surpris\w+|alone|un\w+|poor|weak|inadequate|insufficient)\b"
)
_BE = r"(?:was|were|is|are|had\s+been|has\s+been|have\s+been|remained)"
_DENIES = (
    rf"(?:(?P<by_not>\b(?:do|does|did|was|were|is|are|had|has|have|could)(?:\s+not|n['’]t)\b(?!\s+(?:\w+\s+)?{_NOT_UNDONE}))|"
    r"\b(?:fail(?:s|ed)?|neglect(?:s|ed)|omitted)\s+to\b|\black(?:s|ed)\b|\bfell\s+short\b|"
    rf"\b{_BE}\s+(?:\w+ly\s+|too\s+)?(?:missing|absent|lacking|overlooked|ignored|neglected|omitted|left\s+out|"
    r"insufficient|inadequate|unsatisfactory|poor|weak)\b|"
    r"\b(?:paid|gave|took|made|showed|contained)\s+(?:no|little|too\s+little|insufficient)\b|"
    rf"\bthere\s+{_BE}\s+(?:no|little|too\s+little|insufficient)\b)"
)
# A word of the plain subject or object: none that opens another clause, and no verb before the one that denies.
_OPENS = (
    r"(?:who|which|that|where|when|whose|if|because|although|though|while|whereas|and|but|or|not|despite|without|"
    r"unless|until|than|since|so|as)"
)
_VERB = r"(?:\w+ed|knew|saw|found|was|were|had|took|gave|made|did|is|are|has|have)"
_SUBJECT = rf"(?!{_OPENS}\b)(?!{_VERB}\b)[\w’'\-/]+"
_OBJECT = rf"(?!{_OPENS}\b)[\w’'\-/]+"
_AFTER = re.compile(
    rf"(?:\s+{_SUBJECT}){{0,7}}?,?(?:\s*\(?{_SIGN}\)?,?)?(?:\s+{_SUBJECT}){{0,7}}?\s+{_DENIES}", re.IGNORECASE
)
_BEFORE = re.compile(
    rf"(?:^|[.;:,(]|{_SIGN}\)?)\s*(?:what\s+)?(?:{_SUBJECT}\s+){{0,9}}?{_DENIES}(?:\s+{_OBJECT}){{0,12}}?"
    r"\s+(?:in|for|with|from)\s+(?:only\s+|just\s+)?$",
    re.IGNORECASE,
)
_IN = re.compile(r"(?:in|for)\s+", re.IGNORECASE)
_NEITHER = re.compile(r"\bneither\b[^.;:]*\bnor\b[^.;:]*\s(?:in|for)\s+$", re.IGNORECASE)


def denial(text: str, start: int, end: int) -> Denial:
    """Say whether the clause around a quantity says what was not so, and how plainly."""
    if _AFTER.match(text, end):
        return Denial.PLAIN
    preposition = _IN.match(text, start)  # 'in four cases' is one quantity
    start = preposition.end() if preposition else start
    before = _BEFORE.search(text, 0, start)
    if (before and before["by_not"]) or _NEITHER.search(text, 0, start):
        return Denial.NOT_BEFORE
    if before:
        return Denial.PLAIN
    if _PERHAPS_BEFORE.search(text, 0, start) or _PERHAPS_AFTER.match(text, end):
        return Denial.PERHAPS
    return Denial.NONE
