"""The sample and the cases of a Bundle, checked against the certificate of the draw."""

import json
from pathlib import Path
from typing import Any

from tests.factories.bundles import PRINTED, TWIN, values, written_json
from tests.factories.loaded import YOUTH
from tests.factories.samples import case_list, certificate, listed
from trigpoint.bundle.certificate import certificate_text, shape_of
from trigpoint.bundle.check import check
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.recorded import recorded
from trigpoint.rules.certificate import Certificate
from trigpoint.rules.rating import rate

RULES = {
    "certificate_is_of_this_inspection",
    "sample_is_that_of_the_certificate",
    "cases_are_those_of_the_certificate",
}
MOVED = "The child has moved away"


def messages_of(folder: Path, certified: Certificate, changed: dict[str, Any]) -> list[str]:
    changed["certificate"] = json.loads(certificate_text(shape_of(certified)))
    bundle = load_bundle(written_json(folder, changed)).bundle
    return [
        inconsistency.message
        for inconsistency in check(bundle, YOUTH, rate(YOUTH, recorded(bundle)))
        if inconsistency.rule in RULES
    ]


def drawn(folder: Path, certified: Certificate) -> list[str]:
    """The findings on the printed example, which says that 8 and 6 cases were read."""
    changed = values(PRINTED)
    for sample, eligible in zip(changed["sample"], (8, 20), strict=True):
        sample["eligible"] = {"number": eligible, "basis": "recorded", "source": "The case lists"}
    return messages_of(folder, certified, changed)


def test_a_sample_as_it_was_drawn_has_no_finding(tmp_path: Path) -> None:
    assert drawn(tmp_path, certificate(case_list(8, 20), inspection="trafford-2021")) == []


def test_the_certificate_of_another_inspection_is_found(tmp_path: Path) -> None:
    assert drawn(tmp_path, certificate(case_list(8, 20), inspection="elsewhere")) == [
        "the certificate of the draw is of 'elsewhere', not of 'trafford-2021' as this file is"
    ]


def test_other_numbers_than_were_drawn_are_found(tmp_path: Path) -> None:
    assert drawn(tmp_path, certificate(case_list(9, 20), inspection="trafford-2021")) == [
        "8 court cases are said to be read; the certificate of the draw has 9",
        "8 court cases are said to be eligible; the certificate of the draw has 9",
    ]


def test_cases_that_were_not_drawn_and_cases_that_are_not_there_are_found(tmp_path: Path) -> None:
    changed = values(TWIN)
    references: dict[str, list[str]] = {"court": [], "out_of_court": []}
    for case in changed["cases"]:
        references[case["case_type"]].append(case["reference"])
    assert references["court"] == [f"C{n}" for n in range(1, 9)]
    cases = [
        *(listed(reference) for reference in references["court"][:7]),
        listed("C99"),
        *map(listed, references["out_of_court"]),
    ]
    messages = messages_of(tmp_path, certificate(cases, inspection="trafford-2021-cases"), changed)
    assert "case C8 is in the file and was not drawn" in messages
    assert "case C99 was drawn and is not in the file" in messages
    assert len([message for message in messages if message.startswith("case ")]) == 2
