"""Write an invented inspection in the middle of its case week, from the invented cases of 'trafford-2021-cases'.

Eastmere is no real service and no child is real. The first cases of each type are read, the others wait; nothing is
judged and no panel has met. Nothing is left to chance: the same input gives the same bytes.
"""

from pathlib import Path

import yaml

from trigpoint.bundle.files import load_bundle

HERE = Path(__file__).parent
CASES = HERE.parent / "trafford-2021-cases"
HEAD = "# Written by make.py from the example 'trafford-2021-cases': change that or make.py, not this file.\n\n"
NOTICE = (
    "Everything in this inspection is invented: the service, its cases and what was found. They are of no real child."
)
READ = {"court": 5, "out_of_court": 3}


def document() -> dict[str, object]:
    """Return the inspection as it is written."""
    twin = load_bundle(CASES).bundle.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    cases = []
    seen = dict.fromkeys(READ, 0)
    for case in twin["cases"]:
        seen[case["case_type"]] += 1
        read = seen[case["case_type"]] <= READ[case["case_type"]]
        kept = {"reference": f"E{case['reference']}", "case_type": case["case_type"], "facts": case["facts"]}
        cases.append({**kept, "answers": case["answers"]} if read else kept)
    numbers = {name: sum(case["case_type"] == name for case in cases) for name in READ}
    return {
        "bundle_version": 1,
        "notice": NOTICE,
        "inspection": {
            "reference": "eastmere-2026",
            "title": "An inspection of youth offending services in Eastmere",
            "service": {"name": "Eastmere Youth Justice Service", "short_name": "Eastmere"},
            "inspectorate": twin["inspection"]["inspectorate"],
        },
        "framework": twin["framework"],
        "imprint": {
            "acknowledgements": ["This inspection is invented, and so are those who took part in it."],
            "role": twin["imprint"]["role"],
        },
        "sample": [{"case_type": name, "read": number} for name, number in numbers.items()],
        "cases": cases,
    }


if __name__ == "__main__":
    text = yaml.safe_dump(document(), allow_unicode=True, sort_keys=False, width=120)
    (HERE / "inspection.yaml").write_text(HEAD + text, encoding="utf-8")
