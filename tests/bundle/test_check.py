"""What check finds: a Bundle without a fault has no findings, and each planted fault has the one that is printed here.

The clean Bundle has the published counts of Trafford, with texts, context figures and a sample that agree.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.loaded import HARBOUR, YOUTH
from tests.factories.recorded import case, relevant_ids
from tests.factories.trafford import PUBLISHED, TRAFFORD
from trigpoint.bundle import check as module
from trigpoint.bundle.check import Finding, check
from trigpoint.bundle.fit import misfits
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.problems import Place
from trigpoint.bundle.recorded import recorded
from trigpoint.rules.framework import Basis, Framework
from trigpoint.rules.rating import rate

INSPECTION = {
    "reference": "invented",
    "title": "An invented inspection",
    "service": {"name": "A service", "short_name": "It"},
    "inspectorate": "An inspectorate",
}

CLEAN: dict[str, Any] = {
    "bundle_version": 1,
    "inspection": INSPECTION,
    "framework": {"id": YOUTH.id, "digest": YOUTH.digest},
    "context": [
        {
            "title": "Population",
            "figures": [
                {"id": "people", "label": "All people", "value": "237354", "year": "2019", "source": "Census"},
                {
                    "id": "young",
                    "label": "Young people",
                    "value": "25426",
                    "year": "2019",
                    "source": "Census",
                    "whole": "people",
                },
                {
                    "id": "share",
                    "label": "Young of all",
                    "value": "10.7",
                    "unit": "percent",
                    "year": "2019",
                    "source": "Census",
                    "part": "young",
                    "whole": "people",
                },
            ],
            "breakdowns": [
                {
                    "id": "age",
                    "title": "Age",
                    "unit": "percent",
                    "year": "2019",
                    "source": "Annual statistics",
                    "columns": ["10-12", "13-14", "15-17"],
                    "rows": [{"name": "The service", "values": ["33", "33", "33"]}],  # 99: thirds, each rounded down
                },
                {
                    "id": "caseload",
                    "title": "Caseload",
                    "unit": "number",
                    "year": "2020",
                    "source": "The service",
                    "columns": ["Court", "Custody"],
                    "rows": [{"name": "The service", "values": ["48", "9"], "total": "57"}],
                },
            ],
        }
    ],
    "sample": [
        {
            "case_type": "court",
            "read": 8,
            "interviews": 7,
            "made_up_of": {"disposal": {"community_sentence": 7, "custodial_sentence": 1}},
        }
    ],
    "tallies": {one: {"yes": tally.yes, "relevant": tally.relevant} for one, tally in TRAFFORD.tallies.items()},
    "judgements": {one: {"rating": judged.rating, "reason": "Seen."} for one, judged in TRAFFORD.judgements.items()},
    "panel_decisions": {
        one: {"outcome": "used", "from": before, "to": after, "reason": "One case was looked at again."}
        for one, (before, after) in PUBLISHED["discretion"].items()
    },
    "printed": {"ratings": PUBLISHED["ratings"], "score": 20, "overall": "Good"},
    "texts": {
        "introduction": ["All partners attend the board {1.1.1}.", "Of {context people}, 25,426 of 237,354 (10.7%)."],
        "background": ["In half of the cases (4 of 8, 50 per cent) others were kept safe {2.1.3 share}."],
    },
    "findings": {
        "standards": {
            "3.4": {"summary": ["In most cases the police were not told {3.4.2.1 not}. None of it is so {2.1 rating}."]}
        }
    },
    "recommendations": [{"addressee": "The board", "text": "Tell the police: most were not told {3.4.2.1 not yes}."}],
}


def fitting(source: Mapping[str, object], framework: Framework) -> Bundle:
    """Return a Bundle that fits its framework."""
    bundle = Bundle.model_validate(source)
    assert misfits(bundle, framework) == []
    return bundle


def findings(source: Mapping[str, object], framework: Framework = YOUTH) -> tuple[Finding, ...]:
    """Return what check finds in a Bundle."""
    bundle = fitting(source, framework)
    return check(bundle, framework, rate(framework, recorded(bundle)))


def with_fault(source: Mapping[str, object], place: Place, value: object) -> dict[str, object]:
    """Return the source with another value at a place, or with nothing there if the value is None."""
    copy: Any = deepcopy(dict(source))
    here = copy
    for step in place[:-1]:
        here = here[step]
    if value is None:
        del here[place[-1]]
    else:
        here[place[-1]] = value
    return dict(copy)


def test_a_bundle_without_a_fault_has_no_findings() -> None:
    assert findings(CLEAN) == ()


@dataclass(frozen=True)
class Fault:
    """A value planted at a place, and the finding that it leads to; `found_at` is another place where it shows."""

    place: Place
    value: object
    rule: str
    message: str
    figure: str
    found_at: Place = ()

    @property
    def finding(self) -> Finding:
        """The finding that is expected."""
        return Finding(self.rule, self.found_at or self.place, self.message, self.figure)


INTRODUCTION: Place = ("texts", "introduction", 0)
FIGURES: Place = ("context", 0, "figures")
BREAKDOWNS: Place = ("context", 0, "breakdowns")
UNKNOWN_COUNT = "tallies", "2.1.2.1"

FAULTS = [
    Fault(
        INTRODUCTION,
        "In most cases the child was kept safe {2.1.2}.",
        "words_agree_with_counts",
        '"most" beside 2.1.2: 3 of 8 (38 per cent). '
        '"most" may be said of more than 50 per cent and less than 100 per cent',
        "3 of 8 (38 per cent)",
    ),
    Fault(
        INTRODUCTION,
        "In over two-thirds of the cases desistance was assessed {3.1.1}.",
        "words_agree_with_counts",
        '"over two-thirds" beside 3.1.1: 4 of 6 (67 per cent). "over two-thirds" may be said of more than 2/3',
        "4 of 6 (67 per cent)",
    ),
    Fault(
        INTRODUCTION,
        "All cases {2.1.2 percent}",
        "words_agree_with_counts",
        '"All" beside 2.1.2: 3 of 8 (38 per cent). "All" may be said of exactly 100 per cent',
        "3 of 8 (38 per cent)",
    ),
    Fault(
        ("findings", "standards", "3.4", "summary", 0),
        "Half of the police were not told {3.4.2.1 not}.",
        "words_agree_with_counts",
        '"Half" beside 3.4.2.1: 3 of 4 (75 per cent), not yes. "Half" may be said of exactly 50 per cent',
        "3 of 4 (75 per cent), not yes",
    ),
    Fault(
        ("panel_decisions", "2.1", "reason"),
        "It was so in four out of eight {2.1.2 yes}.",
        "words_agree_with_counts",
        '"four out of eight" beside 2.1.2: 3 of 8 (38 per cent). Such a figure must agree exactly',
        "3 of 8 (38 per cent)",
    ),
    Fault(
        ("recommendations", 0, "text"),
        "Only 34 of 61 (65 per cent) are in school.",
        "percentages_in_texts_are_right",
        '"65 per cent" beside "34 of 61": 34 of 61 is 56 per cent',
        "56 per cent",
    ),
    Fault(
        (*BREAKDOWNS, 0, "rows", 0, "values"),
        ["33", "33", "32.5"],
        "breakdowns_add_up",
        "the percentages of 'The service' add up to 98.5, not to 100 (within 1)",
        "98.5",
    ),
    Fault(
        (*BREAKDOWNS, 1, "rows", 0, "total"),
        "75",
        "breakdowns_add_up",
        "the numbers of 'The service' add up to 57, not to the total of 75",
        "57",
    ),
    Fault(
        (*FIGURES, 2, "value"),
        "11.0",
        "percentages_are_of_their_parts",
        # 25,426 / 237,354 = 0.10712
        "'Young of all' is 11.0 per cent, but 25,426 of 237,354 is 10.7 per cent",
        "10.7 per cent",
    ),
    Fault(
        ("sample", 0, "made_up_of", "disposal"),
        {"community_sentence": 7},
        "sample_adds_up",
        "the court cases by disposal add up to 7; 8 were read",
        "8",
    ),
    Fault(
        ("sample", 0, "interviews"),
        9,
        "interviews_are_about_cases_read",
        "9 interviews about 8 court cases: at most one a case is expected",
        "8",
    ),
    Fault(
        ("printed", "ratings", "3.3"),
        "Good",
        "printed_ratings_are_ours",
        "3.3 is printed as Good; what was recorded gives Requires improvement",
        "Requires improvement",
    ),
    Fault(
        ("printed", "score"),
        21,
        "printed_total_is_ours",
        "the score is printed as 21; what was recorded gives 20 of 36",
        "20 of 36",
    ),
    Fault(
        ("printed", "overall"),
        "Outstanding",
        "printed_total_is_ours",
        "the overall rating is printed as Outstanding; what was recorded gives Good",
        "Good",
    ),
    Fault(("tallies", "2.3.1"), None, "nothing_is_missing", "no tally of 2.3.1", ""),
    Fault(("judgements", "1.2"), {"reason": "No."}, "nothing_is_missing", "1.2 was left unrated, which the framework does not allow", ""),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.rule}: {'.'.join(map(str, fault.place))}")
def test_each_planted_fault_is_found_in_its_place(fault: Fault) -> None:
    assert findings(with_fault(CLEAN, fault.place, fault.value)) == (fault.finding,)
