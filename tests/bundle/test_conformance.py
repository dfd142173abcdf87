"""A Bundle that its framework does not know, or that contradicts itself: each fault with its line and its message."""

from pathlib import Path

import pytest

from tests.bundle.nonconformities import OF_RATINGS_AND_CASES, STANDARDS
from tests.bundle.test_bundle_files import Lines, lines_of
from tests.factories.bundles import PRINTED, TWIN, values, written, written_json
from trigpoint.bundle.files import load_bundle

# As in nonconformities.py: what does not fit in the context, the evidence and the texts.
FAULTS: dict[str, tuple[str, list[Lines]]] = OF_RATINGS_AND_CASES | {
    "a context figure that stands twice": (
        "context:\n  - title: T\n    figures:\n      - {id: a, label: A, value: 1, year: y, source: s}\n"
        "      - {id: a, label: B, value: 1, year: y, source: s}\n",
        [(14, "context, 1st › figures, 2nd › id", "the id 'a' a second time", "each id once", "")],
    ),
    "a part and a whole that are no figures": (
        "context:\n  - title: T\n    figures:\n"
        "      - {id: all, label: A, value: 1, unit: percent, part: al, whole: everyone, year: y, source: s}\n",
        [
            (13, "context, 1st › figures, 1st › part", "the figure 'al'", "all", "Did you mean 'all'?"),
            (13, "context, 1st › figures, 1st › whole", "the figure 'everyone'", "all", ""),
        ],
    ),
    "a part of nothing": (
        "context:\n  - title: T\n    figures:\n      - {id: a, label: A, value: 1, year: y, source: s}\n"
        "      - {id: b, label: B, value: 1, part: a, year: y, source: s}\n",
        [(14, "context, 1st › figures, 2nd › part", "a part", "with it a whole, and unit: percent", "")],
    ),
    "a figure that is its own whole": (
        "context:\n  - title: T\n    figures:\n      - {id: a, label: A, value: 1, whole: a, year: y, source: s}\n",
        [(13, "context, 1st › figures, 1st › whole", "the figure 'a' itself", "another figure", "")],
    ),
    "a percentage of a whole that does not say of which part": (
        "context:\n  - title: T\n    figures:\n      - {id: a, label: A, value: 1, year: y, source: s}\n"
        "      - {id: b, label: B, value: 1, unit: percent, whole: a, year: y, source: s}\n",
        [
            (
                14,
                "context, 1st › figures, 2nd › whole",
                "a whole for a percentage",
                "with it a part: the percentage is part of whole",
                "",
            )
        ],
    ),
    "two kinds of evidence with one id": (
        "evidence:\n  - {id: m, label: Meetings, number: 1}\n  - {id: m, label: More, number: 2}\n",
        [(12, "evidence, 2nd › id", "the id 'm' a second time", "each id once", "")],
    ),
    "a court sample made up of an out-of-court disposal": (
        "sample:\n  - case_type: court\n    read: 1\n    made_up_of: {disposal: {youth_caution: 1}}\n",
        [
            (
                13,
                "sample, 1st › made_up_of › disposal › youth_caution",
                "the disposal 'youth_caution'",
                "one of community_sentence, custodial_sentence",
                "",
            )
        ],
    ),
    "a breakdown with a value too few": (
        "context:\n  - title: T\n    breakdowns:\n      - {id: a, title: A, unit: number, year: y, source: s,\n"
        "         columns: [one, two], rows: [{name: n, values: [1]}]}\n",
        [(14, "context, 1st › breakdowns, 1st › rows, 1st › values", "1 values", "2, one a column", "")],
    ),
    "findings on an unknown domain": (
        'findings:\n  domains:\n    "4": {opening: [x]}\n',
        [(12, "findings › domains › 4", "the domain '4'", "one of 1, 2, 3", "")],
    ),
    "findings on an unknown standard": (
        'findings:\n  standards:\n    "2.11": {closing: [x]}\n',
        [(12, "findings › standards › 2.11", "the standard '2.11'", STANDARDS, "Did you mean '2.1'?")],
    ),
    "words on a key question of another standard": (
        'findings:\n  standards:\n    "2.1": {key_questions: {2.2.1: [x]}}\n',
        [
            (
                12,
                "findings › standards › 2.1 › key_questions › 2.2.1",
                "the key question '2.2.1'",
                "one of 2.1.1, 2.1.2, 2.1.3",
                "Did you mean '2.1.3'?",
            )
        ],
    ),
    "a text that refers to a question that is not there": (
        "texts:\n  introduction:\n    - Good in most cases ({2.1.9 share}).\n",
        [
            (
                12,
                "texts › introduction, 1st",
                "'2.1.9'",
                "the id of a question or standard, or overall, context, sample or evidence",
                "Did you mean '2.1.3'?",
            )
        ],
    ),
    "a text with a lone brace": (
        "recommendations:\n  - {addressee: The board, text: 'act } now'}\n",
        [
            (
                11,
                "recommendations, 1st › text",
                "a lone brace '}'",
                "a whole reference, or the brace written twice",
                "",
            )
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), FAULTS.values(), ids=FAULTS)
def test_what_does_not_fit_is_told_with_its_line(text: str, expected: list[Lines], tmp_path: Path) -> None:
    assert lines_of(written(tmp_path, text)) == expected


def test_an_answer_to_a_question_about_other_cases_is_refused(tmp_path: Path) -> None:
    text = "cases:\n  - {reference: C1, case_type: court, answers: {3.1.1: yes}}\n"

    ((line, place, actual, expected, _),) = lines_of(written(tmp_path, text))

    assert (line, place, actual) == (11, "cases, 1st › answers › 3.1.1", "an answer to '3.1.1'")
    assert expected.startswith("one of 2.1.1, 2.1.1.1, ")


def test_all_that_does_not_fit_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    texts = [
        text for title, (text, _) in FAULTS.items() if title.startswith(("a judgement", "findings on an unknown d"))
    ]

    assert [line for line, *_ in lines_of(written(tmp_path, "".join(reversed(texts))))] == [12, 14]


def test_eligible_cases_more_than_memory_holds_are_refused(tmp_path: Path) -> None:
    bundle = values(TWIN)
    bundle["sample"][0]["eligible"]["number"] = 10**9

    ((_, place, actual, expected, _),) = lines_of(written_json(tmp_path, bundle))

    assert (place, actual) == ("sample, 1st › eligible › number", "1000000000")
    assert expected == "a whole number of at most 10000"


def test_as_many_eligible_as_read_is_a_full_read_and_fits(tmp_path: Path) -> None:
    bundle = values(TWIN)
    bundle["sample"][0]["eligible"]["number"] = 8

    assert load_bundle(written_json(tmp_path, bundle)).bundle.sample[0].read == 8


def test_a_prompt_that_may_not_apply_may_have_fewer_relevant_cases() -> None:
    """As printed: 2.1.1 was answered for 8 cases, its prompt on barriers, 2.1.1.4, for 6."""
    tallies = load_bundle(PRINTED).bundle.tallies

    assert (tallies["2.1.1"].relevant, tallies["2.1.1.4"].relevant) == (8, 6)
