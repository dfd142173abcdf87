"""What the command rate prints, with --explain and for an inspection that is incomplete, and its exit codes."""

from pathlib import Path

import pytest

from tests.cli.running import InProcess, from_json
from tests.factories.bundles import PRINTED, TWIN, values, written_json
from tests.factories.loaded import YOUTH
from tests.factories.trafford import PUBLISHED


@pytest.fixture
def incomplete(tmp_path: Path) -> str:
    """The twin without the answer to 2.1.2 in case C3."""
    bundle = values(TWIN)
    (case,) = [case for case in bundle["cases"] if case["reference"] == "C3"]
    del case["answers"]["2.1.2"]
    return str(written_json(tmp_path, bundle))


def test_rate_prints_both_totals_and_the_rules_beside_what_is_final(trigpoint: InProcess) -> None:
    ended = trigpoint("rate", str(PRINTED))
    lines = [line.split() for line in ended.out.splitlines()]

    assert (ended.code, ended.err) == (0, "")
    assert "By the rules: 17 of 36, Requires improvement\nFinal:        20 of 36, Good\n" in ended.out
    assert ["2.1", "Assessment", "Inadequate", "Requires", "improvement"] in lines
    assert ["3.4", "Joint", "working", "Requires", "improvement", "Good"] in lines
    assert "      lowest: 2.1.2 (safety of the child) 3 of 8; the panel used discretion\n" in ended.out


def test_rate_as_json_holds_the_values_of_the_screen(trigpoint: InProcess) -> None:
    ended = trigpoint("rate", str(PRINTED), "--json")
    rated = from_json(ended.out)

    assert ended.code == 0
    assert rated["overall"]["rules"] == {"score": 17, "out_of": 36, "rating": "Requires improvement"}
    assert rated["overall"]["final"] == {"score": 20, "out_of": 36, "rating": "Good"}
    assert {standard["standard"]: standard["final"] for standard in rated["standards"]} == PUBLISHED["ratings"]
    assert {
        standard["standard"]: [standard["rules"], standard["final"]]
        for standard in rated["standards"]
        if standard["panel"]
    } == PUBLISHED["discretion"]
    assert rated["framework"] == {"id": "hmip-youth-2018", "digest": YOUTH.digest}


def test_explain_opens_a_standard_down_to_its_cases(trigpoint: InProcess) -> None:
    """2.1.2: 3 of 8 is exactly 37.5, rounded half up 38; one more yes is 4 of 8, 50 per cent, in the next band."""
    ended = trigpoint("rate", str(TWIN), "--explain", "2.1")
    printed = " ".join(ended.out.split())

    assert ended.code == 0
    for sentence in (
        "By the rules: Inadequate Final: Requires improvement",
        "2.1.2 (safety of the child): 3 of 8, which is 37.5 per cent, 38 as a whole per cent. "
        "That is in the band 0 to 49: Inadequate.",
        "The lowest key question is 2.1.2 (safety of the child), so the rules give Inadequate.",
        "The panel used professional discretion: from Inadequate to Requires improvement. Its reason: Keeping the "
        "child safe had the lowest count, 3 of 8, a single case short",
        "does not hold: 2.1.2 (safety of the child), at 37.5 per cent, is not within 5 percentage points of a "
        "boundary (the nearest is 50).",
        "holds: With one more yes, 2.1.2 (safety of the child) would be 4 of 8 and the standard would be Requires "
        "improvement.",
        "does not hold: 2.1.2 (safety of the child) rests on 8 cases: more than 5 cases.",
        "2.1.2 yes 4 of 8 Requires improvement 18, Requires improvement 20, Good",
        "2.1.2 no 2 of 8 as before 17, Requires improvement 19, Good",
        "2.1.2 Does assessment sufficiently analyse how to keep the child safe? "
        "3 of 8 · 37.5%, as a whole 38% · 0 not evidenced · Inadequate (lowest)",
        "C2 no yes yes C3 yes yes yes C4 yes no no",
    ):
        assert sentence in printed


def test_explain_as_json_holds_the_same(trigpoint: InProcess) -> None:
    explained = from_json(trigpoint("rate", str(TWIN), "--explain", "2.1", "--json").out)
    (lowest,) = [question for question in explained["key_questions"] if question["lowest"]]

    assert (explained["standard"], explained["rules"], explained["final"]) == (
        "2.1",
        "Inadequate",
        "Requires improvement",
    )
    assert (lowest["id"], lowest["yes"], lowest["relevant"], lowest["share"], lowest["percent"], lowest["band"]) == (
        "2.1.2",
        3,
        8,
        "3/8",
        38,
        "Inadequate",
    )
    assert [ground["rule"] for ground in explained["grounds"] if ground["holds"]] == ["one_case"]
    assert explained["panel"]["to"] == "Requires improvement"
    assert explained["cases"]["C3"] == {"2.1.1": "yes", "2.1.2": "yes", "2.1.3": "yes"}


def test_explain_of_printed_counts_has_no_cases(trigpoint: InProcess) -> None:
    ended = trigpoint("rate", str(PRINTED), "--explain", "2.1")

    assert "case by case" not in ended.out


def test_explain_of_a_standard_that_is_none_suggests_one(trigpoint: InProcess) -> None:
    ended = trigpoint("rate", str(PRINTED), "--explain", "2.11")

    assert (ended.code, ended.out) == (2, "")
    assert "'2.11' is not a standard." in ended.err
    assert "Did you mean '2.1'?" in ended.err


def test_an_incomplete_inspection_is_not_rated_and_says_what_is_missing(trigpoint: InProcess, incomplete: str) -> None:
    ended = trigpoint("rate", incomplete)
    lines = [line.split() for line in ended.out.splitlines()]

    assert ended.code == 1
    assert ["2.1", "Assessment", "Not", "yet", "rated", "Not", "yet", "rated"] in lines
    # Without 2.1 the rules gave 17 points, and after the panel 19 were left: 0 to 3 more.
    assert (
        "By the rules: not yet rated; still possible: 17 to 20 of 36, Requires improvement or Good\n"
        "Final:        not yet rated; still possible: 19 to 22 of 36, Good\n"
    ) in ended.out
    assert "  case C3: no answer to 2.1.2\n" in ended.out


def test_an_incomplete_standard_explained_ends_with_code_1_and_a_complete_one_with_0(
    trigpoint: InProcess, incomplete: str
) -> None:
    ended = trigpoint("rate", incomplete, "--explain", "2.1")

    assert ended.code == 1
    assert "2.1.2 (safety of the child): not yet rated, because answers are missing." in ended.out
    assert trigpoint("rate", incomplete, "--explain", "2.2").code == 0


def test_an_incomplete_inspection_as_json_lists_what_is_missing(trigpoint: InProcess, incomplete: str) -> None:
    ended = trigpoint("rate", incomplete, "--json")
    rated = from_json(ended.out)

    assert ended.code == 1
    assert rated["overall"]["final"] is None
    assert [gap["said"] for standard in rated["standards"] for gap in standard["missing"]] == [
        "case C3: no answer to 2.1.2"
    ]
