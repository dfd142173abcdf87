"""The golden certificate: made again it is the committed file to the byte, and the command replays it."""

import json
import runpy
from pathlib import Path

import pytest

from tests.cli.running import process as run
from tests.some_quickly import some_quickly

EXAMPLE = Path(__file__).parents[2] / "examples" / "sample-2026"
FILES = (str(EXAMPLE / "certificate.json"), str(EXAMPLE / "case-list.csv"))


def test_the_files_are_those_that_the_script_makes() -> None:
    made = runpy.run_path(str(EXAMPLE / "make.py"))["texts"]()
    assert {name: (EXAMPLE / name).read_bytes() for name in made} == {n: text.encode() for n, text in made.items()}


def test_the_command_says_identical() -> None:
    done = run("sample", "replay", *FILES)
    assert done.code == 0
    assert done.out.startswith("northmere-2026: identical.\n")
    assert "court: 41 of 54 eligible cases read, 1 taken out since the draw" in done.out


@pytest.mark.proof
def test_a_changed_certificate_is_named_where_it_differs(tmp_path: Path) -> None:
    said = json.loads((EXAMPLE / "certificate.json").read_text("utf-8"))
    chosen = said["sample"]["types"][0]["chosen"]
    chosen[0], said["sample"]["types"][0]["reserves"][0] = said["sample"]["types"][0]["reserves"][0], chosen[0]
    changed = tmp_path / "certificate.json"
    changed.write_text(json.dumps(said), encoding="utf-8")
    done = run("sample", "replay", str(changed), FILES[1])
    assert done.code == 1
    assert "not identical" in done.out
    assert "the chosen cases of the type 'court'" in done.out
    found = json.loads(run("sample", "replay", str(changed), FILES[1], "--json").out)
    assert found["identical"] is False
    assert found["differences"][0]["what"] == "the chosen cases of the type 'court'"


@pytest.mark.parametrize(
    "files", some_quickly([(FILES[::-1],), ((FILES[0], "no-such.csv"),), ((FILES[0], FILES[0]),)], each=3)
)
def test_wrong_files_are_said_and_never_a_traceback(files: tuple[str, str]) -> None:
    done = run("sample", "replay", *files)
    assert done.code == 2
    assert "Traceback" not in done.err
    assert "to fix" in done.err or "expected" in done.err
