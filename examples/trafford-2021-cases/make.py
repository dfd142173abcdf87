"""Write the case-level twin of the Trafford example: invented cases that add up to its printed counts.

The printed report gives counts and no cases. So each key question has an order of its cases here, strongest first,
and the printed number of yes answers goes to the first of them; a question's prompts follow the order of their key
question. Nothing is left to chance: the same input gives the same bytes.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.model import Bundle
from trigpoint.rules.answers import AnswerWord
from trigpoint.rules.framework import Framework

HERE = Path(__file__).parent
PRINTED = HERE.parent / "trafford-2021"

HEAD = "# Written by make.py from the example 'trafford-2021': change that or make.py, not this file.\n\n"

NOTICE = (
    "Every case in this inspection is invented. The cases were made so as to add up to the counts printed in the "
    "report of February 2021; they are of no real child. The words, but for the imprint, are a summary written for "
    "this example and are not the Inspectorate's own."
)

THANKS = "The printed counts are those of the inspection of February 2021. The cases are invented for this example."

COURT = {f"C{number}": "community_sentence" for number in range(1, 8)} | {"C8": "custodial_sentence"}
OUT_OF_COURT = {f"O{number}": "youth_conditional_caution" for number in range(1, 5)} | {
    "O5": "community_resolution",
    "O6": "community_resolution",
}
CASE_TYPES = {"court": COURT, "out_of_court": OUT_OF_COURT}

# Facts that are 'yes' in these cases; in each case with factors about safety, something changed about them as well.
FACTORS = {
    "court": {
        "factors_safety_of_child": "C1 C3 C4 C5 C6 C7 C8",
        "factors_safety_of_others": "C1 C3 C5 C6 C8",
        "changes_desistance": "C1 C2 C3 C4 C5 C6 C7 C8",
        "changes_safety_of_child": "C1 C3 C4 C5 C6 C7 C8",
        "changes_safety_of_others": "C1 C3 C5 C6 C8",
    },
    "out_of_court": {
        "factors_safety_of_child": "O1 O2 O3 O4 O5",
        "factors_safety_of_others": "O1 O2 O3 O4 O6",
    },
}

# The cases relevant to each key question, strongest first.
ORDER = {
    "2.1.1": "C1 C4 C3 C8 C6 C2 C7 C5",
    "2.1.2": "C3 C1 C2 C4 C8 C6 C7 C5",
    "2.1.3": "C1 C3 C2 C7 C6 C4 C8 C5",
    "2.2.1": "C4 C1 C3 C2 C8 C6 C5 C7",
    "2.2.2": "C1 C3 C4 C6 C8 C5 C7",
    "2.2.3": "C3 C6 C1 C8 C5",
    "2.3.1": "C1 C5 C3 C8 C2 C6 C4 C7",
    "2.3.2": "C1 C3 C4 C5 C6 C7 C8",
    "2.3.3": "C1 C3 C6 C5 C8",
    "2.4.1": "C1 C2 C4 C7 C8 C6 C5 C3",
    "2.4.2": "C1 C3 C4 C5 C6 C7 C8",
    "2.4.3": "C3 C5 C6 C8 C1",
    "3.1.1": "O1 O3 O6 O2 O5 O4",
    "3.1.2": "O1 O6 O2 O3 O4 O5",
    "3.1.3": "O5 O1 O3 O2 O6 O4",
    "3.2.1": "O3 O1 O5 O6 O2 O4",
    "3.2.2": "O1 O2 O3 O5 O4",
    "3.2.3": "O3 O1 O6 O2 O4",
    "3.3.1": "O1 O4 O3 O2 O6 O5",
    "3.3.2": "O1 O4 O2 O5 O3",
    "3.3.3": "O1 O3 O6 O4 O2",
    "3.4.1": "O2 O4 O5 O6 O1 O3",
    "3.4.2": "O1 O4 O3 O2",
}

# C2 and C6 have no victim who could be named; only C5 and C8 needed enforcement.
NOT_APPLICABLE = {
    "2.1.1.4": "C2 C7",
    "2.1.1.6": "C2 C6",
    "2.2.1.5": "C2 C6",
    "2.2.3.3": "C6",
    "2.3.1.7": "C1 C2 C3 C4 C6 C7",
    "2.3.3.2": "C6",
    "2.3.3.3": "C3",
    "2.4.3.2": "C3",
    "2.4.3.4": "C1",
    "3.1.1.4": "O6",
    "3.4.1.2": "O6",
    "3.4.1.5": "O5",
}

# Two cases that the panel looked at again: what was done there may not have been written down.
NOT_EVIDENCED = {"2.2.2": "C6", "2.2.2.1": "C6", "3.4.2": "O3", "3.4.2.1": "O3"}

ELIGIBLE: Mapping[str, tuple[int, str]] = {
    "court": (
        10,
        (
            "Not printed. Assumed only to show how stability works. By the published sample size all of so few cases "
            "are read, so that 8 read means 8 eligible; two more are assumed, as if they could not be read."
        ),
    ),
    "out_of_court": (
        26,
        (
            "Not printed. Assumed from the 79 disposals of this type that the service counted over four quarters: four "
            "twelfths of them, for a window of four months. The number read follows from the number of court cases, "
            "not from this."
        ),
    ),
}


def answers(framework: Framework, bundle: Bundle) -> Iterator[tuple[str, str, AnswerWord]]:
    """Yield case reference, question id and answer, question by question in the framework's order."""
    for standard in framework.standards:
        for key_question in standard.key_questions if standard.case_type else ():
            for question in (key_question.id, *(prompt.id for prompt in key_question.prompts)):
                yield from _answers_to(question, ORDER[key_question.id].split(), bundle.tallies[question].yes)


def _answers_to(question: str, cases: list[str], yes: int) -> Iterator[tuple[str, str, AnswerWord]]:
    spared = NOT_APPLICABLE.get(question, "").split()
    applicable = [case for case in cases if case not in spared]
    for case in cases:
        if case in spared:
            answer = AnswerWord.NOT_APPLICABLE
        elif case in applicable[:yes]:
            answer = AnswerWord.YES
        else:
            answer = AnswerWord.NOT_EVIDENCED if case == NOT_EVIDENCED.get(question) else AnswerWord.NO
        yield case, question, answer


def cases(framework: Framework, bundle: Bundle) -> list[dict[str, object]]:
    """Return the invented cases as they stand in a file."""
    given: dict[str, dict[str, str]] = {}
    for case, question, answer in answers(framework, bundle):
        given.setdefault(case, {})[question] = answer.value
    return [
        {"reference": case, "case_type": case_type, "facts": _facts(case, case_type, disposal), "answers": given[case]}
        for case_type, disposals in CASE_TYPES.items()
        for case, disposal in disposals.items()
    ]


def _facts(case: str, case_type: str, disposal: str) -> dict[str, str]:
    factors = FACTORS[case_type].items()
    return {"disposal": disposal} | {fact: "yes" if case in those.split() else "no" for fact, those in factors}


def twin() -> dict[str, object]:
    """Return the printed example with cases in place of its tallies; all else in it stays as it is."""
    printed = load_bundle(PRINTED)
    value = printed.source.value
    if not isinstance(value, dict):
        raise TypeError("A Bundle that loaded is a mapping.")
    inspection = {
        **value["inspection"],
        "reference": "trafford-2021-cases",
        "title": f"{printed.bundle.inspection.title}: case-level twin, invented cases",
        "source": f"Invented cases that add up to the counts in: {printed.bundle.inspection.source}",
    }
    # Nobody led, signed or published an inspection of invented cases.
    imprint = {key: value["imprint"][key] for key in ("role", "notes", "copyright", "terms")}
    imprint = {"acknowledgements": [THANKS], **imprint}
    changed = {
        "notice": NOTICE,
        "inspection": inspection,
        "imprint": imprint,
        "sample": [_with_eligible(one) for one in value["sample"]],
    }
    kept = {key: part for key, part in value.items() if key != "tallies"}
    return {**kept, **changed, "cases": cases(printed.framework, printed.bundle)}


def _with_eligible(sample: dict[str, object]) -> dict[str, object]:
    number, source = ELIGIBLE[str(sample["case_type"])]
    return {**sample, "eligible": {"number": number, "basis": "assumed", "source": source}}


class _Dumper(yaml.SafeDumper):
    """Folds long texts, so that they can be read and compared line by line."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=">" if len(text) > 90 else None)


_Dumper.add_representer(str, _text)


def write(folder: Path) -> Path:
    """Write the twin's file into the folder and return its path."""
    file = folder / "inspection.yaml"
    said = yaml.dump(twin(), Dumper=_Dumper, sort_keys=False, width=110, allow_unicode=True)
    file.write_text(HEAD + said, encoding="utf-8")
    return file


if __name__ == "__main__":
    write(HERE)
