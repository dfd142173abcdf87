"""A large inspection, the same on every machine: 120 cases in which all 7,080 questions have an answer.

A court case has 63 questions and an out-of-court case 53, key questions and prompts together. 72 and 48 cases, which
is 60 to 40 as in the published sample, are the fewest with 7,000 answers. 'Not applicable' is written out.
"""

import json
from pathlib import Path
from zlib import crc32

from tests.factories.inspections import asked, case_based
from tests.factories.loaded import YOUTH
from trigpoint.rules.answers import AnswerWord, Case
from trigpoint.rules.framework import Fact, KeyQuestion, Prompt, StandardBasis

READ = {"court": 72, "out_of_court": 48}
ELIGIBLE = {"court": 240, "out_of_court": 144}
ANSWERS = 72 * 63 + 48 * 53


def bundle() -> dict[str, object]:
    """Return the Bundle as it stands in a file."""
    judged = [one.id for one in YOUTH.standards if one.basis is StandardBasis.JUDGED]
    return {
        "bundle_version": 1,
        "notice": "Invented for timing.",
        "inspection": {
            "reference": "bench",
            "title": "An inspection for timing",
            "service": {"name": "Bench", "short_name": "Bench"},
            "inspectorate": "None",
        },
        "framework": {"id": YOUTH.id, "digest": YOUTH.digest},
        "sample": [_sample(case_type) for case_type in READ],
        "cases": [_case(case_type, number) for case_type, read in READ.items() for number in range(read)],
        "judgements": {one: {"rating": "Good", "reason": "All the evidence."} for one in judged},
    }


def write(file: Path) -> Path:
    """Write the Bundle as JSON and return its path."""
    file.write_text(json.dumps(bundle()), encoding="utf-8")
    return file


def _sample(case_type: str) -> dict[str, object]:
    eligible = {"number": ELIGIBLE[case_type], "basis": "assumed", "source": "Invented."}
    return {"case_type": case_type, "read": READ[case_type], "eligible": eligible}


def _case(case_type: str, number: int) -> dict[str, object]:
    reference = f"{case_type}-{number}"
    facts = {fact.id: _value(reference, fact, case_type) for fact in YOUTH.facts if fact.asked_of(case_type)}
    case = Case(reference, case_type, facts, {})
    answers = {
        one.id: _answer(case, question, one).value
        for standard in case_based(YOUTH)
        if standard.case_type == case_type
        for question, one in asked(standard)
    }
    return {"reference": reference, "case_type": case_type, "facts": facts, "answers": answers}


def _value(reference: str, fact: Fact, case_type: str) -> str:
    known = [value.id for value in fact.values if value.case_type in (None, case_type)]
    return known[0] if _chance(reference, fact.id) < 70 else known[-1]


def _answer(case: Case, question: KeyQuestion, one: KeyQuestion | Prompt) -> AnswerWord:
    chance = _chance(case.reference, one.id)
    if not case.relevant_to(question) or (isinstance(one, Prompt) and one.may_not_apply and chance < 8):
        return AnswerWord.NOT_APPLICABLE
    if chance < 80:
        return AnswerWord.YES
    return AnswerWord.NO if chance < 93 else AnswerWord.NOT_EVIDENCED


def _chance(*words: str) -> int:
    """Return a number from 0 to 99 that looks drawn and is always the same."""
    return crc32(" ".join(words).encode()) % 100
