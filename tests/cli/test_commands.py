"""What each command prints and with which exit code it ends: 0 done, 1 found wanting, 2 cannot be used."""

from pathlib import Path

import pytest

from tests.cli.running import InProcess, from_json
from tests.factories.bundles import HARBOUR_SMALL, PRINTED, TWIN, written
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
    ("sample", "template"): ("OUT", "--list", "--framework"),
    ("sample", "size"): ("--eligible", "--json"),
    ("sample", "replay"): ("CERTIFICATE", "LIST", "--commitment", "--certificate-hash", "--json"),
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


@pytest.mark.parametrize(("command", "named"), COMMANDS.items(), ids=" ".join)
def test_help_names_arguments_options_and_exit_codes(
    command: tuple[str, ...], named: tuple[str, ...], trigpoint: InProcess
) -> None:
    ended = trigpoint(*command, "--help")

    assert ended.code == 0
    assert [name for name in (*named, "-h, --help") if name not in ended.out] == []
    assert "Exit codes: 0 done, 1 checked and found wanting, 2 input that cannot be used." in " ".join(
        ended.out.split()
    )


def test_help_of_the_whole_lists_every_command(trigpoint: InProcess) -> None:
    ended = trigpoint("--help")

    assert ended.code == 0
    commands = [
        *("backup", "check", "database", "demo", "export", "frameworks", "jobs", "lint", "load", "outbox", "people"),
        *("rate", "record", "report", "restore", "sample", "serve", "work"),
    ]
    assert [name for name in commands if f"\n  {name}  " not in ended.out] == []


def test_the_version_is_said(trigpoint: InProcess) -> None:
    assert trigpoint("--version").out.startswith("trigpoint 0.")


@pytest.mark.parametrize("command", UNUSABLE, ids=lambda command: " ".join(command[:2]))
def test_what_cannot_be_used_is_said_on_the_error_stream_with_code_2(
    command: tuple[str, ...], trigpoint: InProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    ended = trigpoint(*command)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("nowhere\n  found     no such f")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [("rates",), ("rate",), ("rate", "x", "--jsn"), ("report", "x")], ids=" ".join)
def test_a_slip_in_the_command_itself_ends_with_code_2(command: tuple[str, ...], trigpoint: InProcess) -> None:
    ended = trigpoint(*command)

    assert (ended.code, ended.out) == (2, "")
    assert "Error: " in ended.err


def test_several_problems_are_listed_and_counted(trigpoint: InProcess, tmp_path: Path) -> None:
    ended = trigpoint("rate", str(written(tmp_path, "notice: 3\nzzz: 1\n")))

    assert ended.code == 2
    assert ended.err.endswith("\n2 problems.\n")


@pytest.mark.parametrize("example", [PRINTED, TWIN], ids=lambda example: example.name)
def test_check_finds_nothing_in_the_examples(example: Path, trigpoint: InProcess) -> None:
    ended = trigpoint("check", str(example))

    assert ended.code == 0
    assert ended.out.endswith(f"{example.name}: nothing found.\n")
    as_json = from_json(trigpoint("check", str(example), "--json").out)
    assert (as_json["inspection"], as_json["findings"]) == (example.name, [])
    # Of tallies nothing was drawn; of cases the draws have a chance error, which is noted and no fault.
    noted = "2.1: Inadequate 84% (83.74 ± 0.37)"
    assert [any(note.startswith(noted) for note in as_json["notes"]), noted in ended.out] == [example == TWIN] * 2


def test_check_tells_what_contradicts_its_counts_with_line_and_figure(trigpoint: InProcess, tmp_path: Path) -> None:
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


def test_lint_finds_nothing_in_the_framework_that_comes_with_trigpoint(trigpoint: InProcess) -> None:
    ended = trigpoint("lint", "hmip-youth-2018")

    assert (ended.code, ended.out) == (0, "hmip-youth-2018: no findings.\n")
    assert from_json(trigpoint("lint", "hmip-youth-2018", "--json").out)["findings"] == []


def test_lint_tells_what_is_not_sound(trigpoint: InProcess, tmp_path: Path) -> None:
    """A gap in the bands: 40 to 74 becomes 41 to 74, and 40 is in none."""
    folder = copied(HARBOUR_FOLDER, tmp_path)
    edit(folder / "method.yaml", ("{rating: Sound, from: 40, to: 74}", "{rating: Sound, from: 41, to: 74}"))

    ended = trigpoint("lint", str(folder))
    linted = from_json(trigpoint("lint", str(folder), "--json").out)

    assert ended.code == 1
    assert "harbour-2030: 1 finding.\n" in ended.out
    assert [finding["place"].split(" › ")[0] for finding in linted["findings"]] == ["bands"]


def test_lint_publishes_only_what_is_sound(trigpoint: InProcess, tmp_path: Path) -> None:
    folder = copied(HARBOUR_FOLDER, tmp_path)

    ended = trigpoint("lint", str(folder), "--publish")

    assert ended.code == 0
    assert ended.out.endswith(f"Wrote {folder / 'identifiers.txt'}.\n")
    assert (folder / "identifiers.txt").read_text("utf-8").count("\n") > 12


def test_frameworks_are_listed(trigpoint: InProcess) -> None:
    ended = trigpoint("frameworks", "list")
    (summary,) = from_json(trigpoint("frameworks", "list", "--json").out)

    assert ended.code == 0
    assert ended.out.splitlines()[-1].split()[0] == "hmip-youth-2018"
    assert (summary["id"], summary["standard_count"], summary["digest"]) == ("hmip-youth-2018", 12, YOUTH.digest)


@pytest.mark.parametrize("name", ["hmip-youth-2018", str(YOUTH_FOLDER)])
def test_a_framework_is_shown_by_its_id_or_its_folder(name: str, trigpoint: InProcess) -> None:
    ended = trigpoint("frameworks", "show", name)
    framework = from_json(trigpoint("frameworks", "show", name, "--json").out)
    standards = [standard for domain in framework["domains"] for standard in domain["standards"]]

    assert ended.code == 0
    assert [standard["id"] for standard in standards] == list(PUBLISHED["ratings"])
    assert [
        standard["id"] for standard in standards if f"  {standard['id']} {standard['name']} " not in ended.out
    ] == []


def test_a_framework_of_ones_own_is_used(trigpoint: InProcess) -> None:
    assert trigpoint("rate", str(PRINTED), "--framework", str(HARBOUR_FOLDER)).code == 2
    assert trigpoint("rate", str(PRINTED), "--framework", str(YOUTH_FOLDER)).code == 0


def test_report_writes_the_formats_that_are_asked_for(trigpoint: InProcess, tmp_path: Path) -> None:
    out = tmp_path / "new" / "report"

    ended = trigpoint("report", str(PRINTED), "--out", str(out), "--format", "html", "--format", "docx")

    assert (ended.code, ended.out) == (0, f"Wrote:\n  {out}/report.docx\n  {out}/report.html\n")
    assert sorted(path.name for path in out.iterdir()) == ["report.docx", "report.html"]


def test_report_as_json_names_its_files(trigpoint: InProcess, tmp_path: Path) -> None:
    out = tmp_path / "report"

    ended = trigpoint("report", str(PRINTED), "--out", str(out), "--format", "html", "--json")

    assert from_json(ended.out) == {"folder": str(out), "files": [f"{out}/report.html"]}


def test_report_refuses_a_folder_of_somebody_elses(trigpoint: InProcess, tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"")

    ended = trigpoint("report", str(PRINTED), "--out", str(tmp_path), "--format", "html")

    assert ended.code == 2
    assert "this folder holds 'holiday.jpg', which no report wrote." in ended.err
    assert ended.err.endswith("No report was written.\n")


def test_report_below_a_file_cannot_be_written(trigpoint: InProcess, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")

    ended = trigpoint("report", str(PRINTED), "--out", str(file / "sub" / "report"), "--format", "html")

    assert ended.code == 2
    assert ended.err == f"{file / 'sub'}: Not a directory. Nothing was changed.\n"


def test_the_reason_why_a_standard_was_not_rated_is_said_with_its_figures(trigpoint: InProcess, tmp_path: Path) -> None:
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


def test_help_shows_the_examples_line_by_line_and_no_marks_of_its_own(trigpoint: InProcess) -> None:
    printed = trigpoint("--help").out
    assert "\\b" not in printed
    assert "  Try it:\n    trigpoint rate examples/trafford-2021\n" in printed


def test_a_report_of_cases_says_that_its_data_have_none(trigpoint: InProcess, tmp_path: Path) -> None:
    ended = trigpoint("report", "examples/trafford-2021-cases", "--out", str(tmp_path / "out"), "--format", "data")
    assert ended.code == 0
    assert "The data have no single case." in ended.out
    assert "case by case" not in ended.out
