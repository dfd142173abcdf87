"""What each command prints and with which exit code it ends: 0 done, 1 found wanting, 2 cannot be used."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Here
from tests.factories.bundles import HARBOUR_SMALL, PRINTED, TWIN, values, written, written_json
from tests.factories.framework_files import copied, edit
from tests.factories.loaded import HARBOUR_FOLDER, YOUTH, YOUTH_FOLDER
from tests.factories.trafford import PUBLISHED

COMMANDS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("rate",): ("BUNDLE", "--explain", "--framework", "--json"),
    ("check",): ("BUNDLE", "--framework", "--json"),
    ("lint",): ("FRAMEWORK", "--publish", "--json"),
    ("report",): ("BUNDLE", "--out", "--format", "--framework", "--json"),
    ("frameworks",): ("list", "show"),
    ("sample",): ("check", "template", "size", "replay"),
    ("sample", "check"): ("FILE", "--list", "--fieldwork", "--annotated", "--json"),
    ("sample", "size"): ("--eligible", "--json"),
    ("sample", "replay"): ("CERTIFICATE", "LIST", "--json"),
    ("frameworks", "list"): ("--json",),
    ("frameworks", "show"): ("FRAMEWORK", "--json"),
}
UNUSABLE: tuple[tuple[str, ...], ...] = (
    ("rate", "nowhere"),
    ("check", "nowhere"),
    ("report", "nowhere", "--out", "new"),
    ("lint", "nowhere"),
    ("frameworks", "show", "nowhere"),
    ("sample", "replay", "nowhere", "nowhere"),
)


@pytest.fixture
def incomplete(tmp_path: Path) -> str:
    """The twin without the answer to 2.1.2 in case C3."""
    bundle = values(TWIN)
    (case,) = [case for case in bundle["cases"] if case["reference"] == "C3"]
    del case["answers"]["2.1.2"]
    return str(written_json(tmp_path, bundle))


def from_json(text: str) -> Any:
    return json.loads(text)


@pytest.mark.parametrize(("command", "named"), COMMANDS.items(), ids=" ".join)
def test_help_names_arguments_options_and_exit_codes(
    command: tuple[str, ...], named: tuple[str, ...], trigpoint: Here
) -> None:
    ended = trigpoint(*command, "--help")

    assert ended.code == 0
    assert [name for name in (*named, "-h, --help") if name not in ended.out] == []
    assert "Exit codes: 0 done, 1 checked and found wanting, 2 input that cannot be used." in " ".join(
        ended.out.split()
    )


def test_help_of_the_whole_lists_every_command(trigpoint: Here) -> None:
    ended = trigpoint("--help")

    assert ended.code == 0
    commands = ("check", "demo", "export", "frameworks", "lint", "load", "rate", "record", "report", "sample", "serve")
    assert [one for one in commands if f"\n  {one}  " not in ended.out] == []


def test_the_version_is_said(trigpoint: Here) -> None:
    assert trigpoint("--version").out.startswith("trigpoint 0.")


@pytest.mark.parametrize("command", UNUSABLE, ids=lambda command: " ".join(command[:2]))
def test_what_cannot_be_used_is_said_on_the_error_stream_with_code_2(
    command: tuple[str, ...], trigpoint: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    ended = trigpoint(*command)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("nowhere\n  found     no such f")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [("rates",), ("rate",), ("rate", "x", "--jsn"), ("report", "x")], ids=" ".join)
def test_a_slip_in_the_command_itself_ends_with_code_2(command: tuple[str, ...], trigpoint: Here) -> None:
    ended = trigpoint(*command)

    assert (ended.code, ended.out) == (2, "")
    assert "Error: " in ended.err


def test_several_problems_are_listed_and_counted(trigpoint: Here, tmp_path: Path) -> None:
    ended = trigpoint("rate", str(written(tmp_path, "notice: 3\nzzz: 1\n")))

    assert ended.code == 2
    assert ended.err.endswith("\n2 problems.\n")


def test_rate_prints_both_totals_and_the_rules_beside_what_is_final(trigpoint: Here) -> None:
    ended = trigpoint("rate", str(PRINTED))
    lines = [line.split() for line in ended.out.splitlines()]

    assert (ended.code, ended.err) == (0, "")
    assert "By the rules: 17 of 36, Requires improvement\nFinal:        20 of 36, Good\n" in ended.out
    assert ["2.1", "Assessment", "Inadequate", "Requires", "improvement"] in lines
    assert ["3.4", "Joint", "working", "Requires", "improvement", "Good"] in lines
    assert "      lowest: 2.1.2 (safety of the child) 3 of 8; the panel used discretion\n" in ended.out


def test_rate_as_json_holds_the_values_of_the_screen(trigpoint: Here) -> None:
    ended = trigpoint("rate", str(PRINTED), "--json")
    rated = from_json(ended.out)

    assert ended.code == 0
    assert rated["overall"]["rules"] == {"score": 17, "out_of": 36, "rating": "Requires improvement"}
    assert rated["overall"]["final"] == {"score": 20, "out_of": 36, "rating": "Good"}
    assert {one["standard"]: one["final"] for one in rated["standards"]} == PUBLISHED["ratings"]
    assert {one["standard"]: [one["rules"], one["final"]] for one in rated["standards"] if one["panel"]} == PUBLISHED[
        "discretion"
    ]
    assert rated["framework"] == {"id": "hmip-youth-2018", "digest": YOUTH.digest}


def test_explain_opens_a_standard_down_to_its_cases(trigpoint: Here) -> None:
    """2.1.2: 3 of 8 is exactly 37.5, rounded half up 38; one more yes is 4 of 8, 50 per cent, in the next band."""
    ended = trigpoint("rate", str(TWIN), "--explain", "2.1")
    said = " ".join(ended.out.split())

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
        assert sentence in said


def test_explain_as_json_holds_the_same(trigpoint: Here) -> None:
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


def test_explain_of_printed_counts_has_no_cases(trigpoint: Here) -> None:
    ended = trigpoint("rate", str(PRINTED), "--explain", "2.1")

    assert "case by case" not in ended.out


def test_explain_of_a_standard_that_is_none_suggests_one(trigpoint: Here) -> None:
    ended = trigpoint("rate", str(PRINTED), "--explain", "2.11")

    assert (ended.code, ended.out) == (2, "")
    assert "'2.11' is no standard." in ended.err
    assert "Did you mean '2.1'?" in ended.err


def test_an_incomplete_inspection_is_not_rated_and_says_what_is_missing(trigpoint: Here, incomplete: str) -> None:
    ended = trigpoint("rate", incomplete)
    lines = [line.split() for line in ended.out.splitlines()]

    assert ended.code == 1
    assert ["2.1", "Assessment", "Not", "yet", "rated", "Not", "yet", "rated"] in lines
    assert "By the rules: not yet rated\nFinal:        not yet rated\n" in ended.out
    assert "  case C3: no answer to 2.1.2\n" in ended.out


def test_an_incomplete_standard_explained_ends_with_code_1_and_a_complete_one_with_0(
    trigpoint: Here, incomplete: str
) -> None:
    ended = trigpoint("rate", incomplete, "--explain", "2.1")

    assert ended.code == 1
    assert "2.1.2 (safety of the child): not yet rated, because answers are missing." in ended.out
    assert trigpoint("rate", incomplete, "--explain", "2.2").code == 0


def test_an_incomplete_inspection_as_json_lists_what_is_missing(trigpoint: Here, incomplete: str) -> None:
    ended = trigpoint("rate", incomplete, "--json")
    rated = from_json(ended.out)

    assert ended.code == 1
    assert rated["overall"]["final"] is None
    assert [gap["said"] for one in rated["standards"] for gap in one["missing"]] == ["case C3: no answer to 2.1.2"]


@pytest.mark.parametrize("example", [PRINTED, TWIN], ids=lambda example: example.name)
def test_check_finds_nothing_in_the_examples(example: Path, trigpoint: Here) -> None:
    ended = trigpoint("check", str(example))

    assert (ended.code, ended.out) == (0, f"{example.name}: nothing found.\n")
    assert from_json(trigpoint("check", str(example), "--json").out) == {"inspection": example.name, "findings": []}


def test_check_tells_what_contradicts_its_counts_with_line_and_figure(trigpoint: Here, tmp_path: Path) -> None:
    """Added to the example: a claim of 'most' beside 2.1.2, which is 3 of 8."""
    text = (PRINTED / "inspection.yaml").read_text("utf-8")
    old = "texts:\n  introduction:\n"
    assert text.count(old) == 1
    file = tmp_path / "inspection.yaml"
    file.write_text(text.replace(old, f"{old}    - It was so in most cases ({{2.1.2}}).\n"), encoding="utf-8")
    line = file.read_text("utf-8").splitlines().index("    - It was so in most cases ({2.1.2}).") + 1

    ended = trigpoint("check", str(file))
    (finding,) = from_json(trigpoint("check", str(file), "--json").out)["findings"]

    assert ended.code == 1
    assert ended.out.startswith(f"{file}, line {line}: texts › introduction, 1st\n")
    assert '"most" beside 2.1.2: 3 of 8 (38 per cent)' in ended.out
    assert ended.out.endswith("trafford-2021: 1 finding.\n")
    assert (finding["file"], finding["line"], finding["place"]) == (str(file), line, "texts › introduction, 1st")
    assert finding["message"] in ended.out


def test_lint_finds_nothing_in_the_framework_that_comes_with_trigpoint(trigpoint: Here) -> None:
    ended = trigpoint("lint", "hmip-youth-2018")

    assert (ended.code, ended.out) == (0, "hmip-youth-2018: no findings.\n")
    assert from_json(trigpoint("lint", "hmip-youth-2018", "--json").out)["findings"] == []


def test_lint_tells_what_is_not_sound(trigpoint: Here, tmp_path: Path) -> None:
    """A gap in the bands: 40 to 74 becomes 41 to 74, and 40 is in none."""
    folder = copied(HARBOUR_FOLDER, tmp_path)
    edit(folder / "method.yaml", ("{rating: Sound, from: 40, to: 74}", "{rating: Sound, from: 41, to: 74}"))

    ended = trigpoint("lint", str(folder))
    found = from_json(trigpoint("lint", str(folder), "--json").out)

    assert ended.code == 1
    assert "harbour-2030: 1 finding.\n" in ended.out
    assert [finding["place"].split(" › ")[0] for finding in found["findings"]] == ["bands"]


def test_lint_publishes_only_what_is_sound(trigpoint: Here, tmp_path: Path) -> None:
    folder = copied(HARBOUR_FOLDER, tmp_path)

    ended = trigpoint("lint", str(folder), "--publish")

    assert ended.code == 0
    assert ended.out.endswith(f"Wrote {folder / 'identifiers.txt'}.\n")
    assert (folder / "identifiers.txt").read_text("utf-8").count("\n") > 12


def test_frameworks_are_listed(trigpoint: Here) -> None:
    ended = trigpoint("frameworks", "list")
    (summary,) = from_json(trigpoint("frameworks", "list", "--json").out)

    assert ended.code == 0
    assert ended.out.splitlines()[-1].split()[0] == "hmip-youth-2018"
    assert (summary["id"], summary["standard_count"], summary["digest"]) == ("hmip-youth-2018", 12, YOUTH.digest)


@pytest.mark.parametrize("name", ["hmip-youth-2018", str(YOUTH_FOLDER)])
def test_a_framework_is_shown_by_its_id_or_its_folder(name: str, trigpoint: Here) -> None:
    ended = trigpoint("frameworks", "show", name)
    shown = from_json(trigpoint("frameworks", "show", name, "--json").out)
    standards = [standard for domain in shown["domains"] for standard in domain["standards"]]

    assert ended.code == 0
    assert [one["id"] for one in standards] == list(PUBLISHED["ratings"])
    assert [one["id"] for one in standards if f"  {one['id']} {one['name']} " not in ended.out] == []


def test_a_framework_of_ones_own_is_used(trigpoint: Here) -> None:
    assert trigpoint("rate", str(PRINTED), "--framework", str(HARBOUR_FOLDER)).code == 2
    assert trigpoint("rate", str(PRINTED), "--framework", str(YOUTH_FOLDER)).code == 0


def test_report_writes_the_formats_that_are_asked_for(trigpoint: Here, tmp_path: Path) -> None:
    out = tmp_path / "new" / "report"

    ended = trigpoint("report", str(PRINTED), "--out", str(out), "--format", "html", "--format", "docx")

    assert (ended.code, ended.out) == (0, f"Wrote:\n  {out}/report.docx\n  {out}/report.html\n")
    assert sorted(path.name for path in out.iterdir()) == ["report.docx", "report.html"]


def test_report_as_json_names_its_files(trigpoint: Here, tmp_path: Path) -> None:
    out = tmp_path / "report"

    ended = trigpoint("report", str(PRINTED), "--out", str(out), "--format", "html", "--json")

    assert from_json(ended.out) == {"folder": str(out), "files": [f"{out}/report.html"]}


def test_report_refuses_a_folder_of_somebody_elses(trigpoint: Here, tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"")

    ended = trigpoint("report", str(PRINTED), "--out", str(tmp_path), "--format", "html")

    assert ended.code == 2
    assert "this folder holds 'holiday.jpg', which no report wrote." in ended.err
    assert ended.err.endswith("No report was written.\n")


def test_report_below_a_file_cannot_be_written(trigpoint: Here, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")

    ended = trigpoint("report", str(PRINTED), "--out", str(file / "sub" / "report"), "--format", "html")

    assert ended.code == 2
    assert ended.err == f"{file / 'sub'}: Not a directory. Nothing was changed.\n"


def test_the_reason_why_a_standard_was_not_rated_is_said_with_its_figures(trigpoint: Here, tmp_path: Path) -> None:
    """6.1 of the harbour framework may be left unrated; the sample says how many passages were read."""
    added = (
        "sample:\n  - {case_type: passage, read: 4}\n"
        'judgements:\n  "6.1": {reason: "None of the {sample passage read} was a heavy tow."}\n'
    )
    file = written(tmp_path, added, start=HARBOUR_SMALL)
    command = ("rate", str(file), "--framework", str(HARBOUR_FOLDER))

    assert "      None of the 4 was a heavy tow.\n" in trigpoint(*command).out
    explained = from_json(trigpoint(*command, "--explain", "6.1", "--json").out)
    assert explained["not_rated"] == "None of the 4 was a heavy tow."


def test_help_shows_the_examples_line_by_line_and_no_marks_of_its_own(trigpoint: Here) -> None:
    said = trigpoint("--help").out
    assert "\\b" not in said
    assert "  Try it:\n    trigpoint rate examples/trafford-2021\n" in said
