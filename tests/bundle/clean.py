"""A Bundle that agrees with itself throughout, as the plain values of its file, and copies of it with a fault.

It has the published counts of Trafford, and texts, context figures and a sample that were made up to agree.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from tests.factories.loaded import YOUTH
from tests.factories.trafford import PUBLISHED, TRAFFORD
from trigpoint.bundle.check import Inconsistency, check
from trigpoint.bundle.conformance import nonconformities
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.problems import Place
from trigpoint.bundle.recorded import recorded
from trigpoint.rules.framework import Framework
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
    "tallies": {
        question: {"yes": tally.yes, "relevant": tally.relevant} for question, tally in TRAFFORD.tallies.items()
    },
    "judgements": {
        standard: {"rating": judged.rating, "reason": "Seen."} for standard, judged in TRAFFORD.judgements.items()
    },
    "panel_decisions": {
        standard: {"outcome": "used", "from": before, "to": after, "reason": "One case was looked at again."}
        for standard, (before, after) in PUBLISHED["discretion"].items()
    },
    "printed": {"ratings": PUBLISHED["ratings"], "score": 20, "overall": "Good"},
    "texts": {
        "introduction": ["All partners attend the board {1.1.1}.", "Of {context people}, 25,426 of 237,354 (10.7%)."],
        "background": ["In half of the cases (4 of 8, 50 per cent) others were kept safe {2.1.3 share}."],
    },
    "findings": {
        "standards": {
            "2.1": {"closing": ["In some cases it was so {2.1.1.4}."]},
            "3.4": {
                "summary": ["In most cases the police were not told {3.4.2.1 not}. None of it is so {2.1 rating}."]
            },
        }
    },
    "recommendations": [{"addressee": "The board", "text": "Tell the police: most were not told {3.4.2.1 not yes}."}],
}


def fitting(source: Mapping[str, object], framework: Framework) -> Bundle:
    """Return a Bundle that fits its framework."""
    bundle = Bundle.model_validate(source)
    assert list(nonconformities(bundle, framework)) == []
    return bundle


def findings(source: Mapping[str, object], framework: Framework = YOUTH) -> tuple[Inconsistency, ...]:
    """Return what check finds in a Bundle."""
    bundle = fitting(source, framework)
    return check(bundle, framework, rate(framework, recorded(bundle)))


def with_fault(source: Mapping[str, object], place: Place, value: object) -> dict[str, object]:
    """Return the source with another value at a place, or with nothing there if the value is None."""
    copy: Any = deepcopy(dict(source))
    inside = copy
    for step in place[:-1]:
        inside = inside[step]
    if value is None:
        del inside[place[-1]]
    else:
        inside[place[-1]] = value
    return dict(copy)
