"""An outsider's program checks what was published, with the standard library and `cryptography` alone."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.record.writers import ADA, begin, note
from trigpoint.record.delivery import FolderWay, deliver
from trigpoint.record.heads import inclusion_file, take_head
from trigpoint.record.notes import read_note, signed_note

PUBLISHED = Path("examples/tree-head")
FILES = (
    "trigpoint.vkey",
    "head-000000000019.note",
    "head-000000000024.note",
    "consistency-000000000019-000000000024.txt",
    "entry.tlog-proof",
)
KEY, OLDER, NEWER, CONSISTENCY, PROOF = range(5)


def checked(*files: Path) -> subprocess.CompletedProcess[str]:
    # -I: nothing of this repository or of its environment's path is seen, but for the libraries that are installed.
    command = [sys.executable, "-I", str(PUBLISHED / "check.py"), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_program_is_short_and_needs_nothing_of_ours() -> None:
    text = (PUBLISHED / "check.py").read_text("utf-8")
    assert len(text.splitlines()) < 60
    imported = {
        (node.module if isinstance(node, ast.ImportFrom) else node.names[0].name).split(".")[0]  # type: ignore[union-attr]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert imported - {"cryptography"} <= set(sys.stdlib_module_names)


def test_the_published_files_hold() -> None:
    ended = checked(*(PUBLISHED / name for name in FILES))
    assert (ended.returncode, ended.stderr) == (0, "")
    # In that record the 16th entry of the inspection comes after those of its two organisations.
    assert re.fullmatch(
        r"The head of 24 entries holds that of 19, and at place 17 the entry [0-9a-f]{64}\.\n", ended.stdout
    )


def first_letter_of_line(number: int) -> Callable[[str], str]:
    def altered(text: str) -> str:
        lines = text.split("\n")
        lines[number] = ("B" if lines[number][0] == "A" else "A") + lines[number][1:]
        return "\n".join(lines)

    return altered


def without_line(number: int) -> Callable[[str], str]:
    def altered(text: str) -> str:
        lines = text.split("\n")
        return "\n".join([*lines[:number], *lines[number + 1 :]])

    return altered


ALTERED: dict[str, tuple[int, Callable[[str], str]]] = {
    "a head's size": (NEWER, lambda text: text.replace("\n24\n", "\n25\n")),
    "an older head's size": (OLDER, lambda text: text.replace("\n19\n", "\n18\n")),
    "a head's root": (NEWER, first_letter_of_line(2)),
    "an older head's root": (OLDER, first_letter_of_line(2)),
    "a head's time": (NEWER, lambda text: text.replace("time 2", "time 3")),
    "the key's name": (KEY, lambda text: text.replace("inspections", "inspection")),
    "a node of the consistency": (CONSISTENCY, first_letter_of_line(1)),
    "one node less": (CONSISTENCY, without_line(1)),
    "the size that it is about": (CONSISTENCY, lambda text: text.replace("old 19", "old 18")),
    "the entry": (PROOF, lambda text: text.replace("extra ", "extra A", 1)[:-1] + "\n"),
    "its place": (PROOF, lambda text: text.replace("index 17", "index 16")),
    "a place behind the end": (PROOF, lambda text: text.replace("index 17", "index 24")),
    "a node of its proof": (PROOF, first_letter_of_line(3)),
    "one node less of its proof": (PROOF, without_line(3)),
}


@pytest.mark.parametrize("what", ALTERED)
def test_what_was_altered_is_refused(what: str, tmp_path: Path) -> None:
    number, alter = ALTERED[what]
    files = [PUBLISHED / name for name in FILES]
    before = files[number].read_text("utf-8")
    files[number] = tmp_path / "altered"
    files[number].write_text(alter(before), "utf-8")
    assert files[number].read_text("utf-8") != before
    ended = checked(*files)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("This does not hold: ")


def test_a_head_signed_by_somebody_else_in_the_same_name_is_refused(tmp_path: Path) -> None:
    text = read_note((PUBLISHED / FILES[NEWER]).read_text("utf-8")).text
    forged = tmp_path / "forged.note"
    forged.write_text(signed_note(text, text.split("\n")[0], Ed25519PrivateKey.generate()), "utf-8")
    files = [PUBLISHED / name for name in FILES]
    files[NEWER] = forged
    ended = checked(*files)
    assert ended.returncode == 1
    assert "This does not hold: a head is signed with this key." in ended.stderr


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_what_is_not_there_or_no_such_file_is_said_in_a_sentence(tmp_path: Path) -> None:
    files = [PUBLISHED / name for name in FILES]
    for too_few in ((), files[:4], (*files[:4], tmp_path / "nowhere")):
        ended = checked(*too_few)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert ended.stderr.startswith("Five files are needed: python check.py KEY OLDER-HEAD HEAD")
    odd = tmp_path / "odd"
    for content in ("", "zzz", "\n\n", "a\n\nb c d\n", "x+y+z"):
        odd.write_text(content, "utf-8")
        for number in range(len(files)):
            ended = checked(*files[:number], odd, *files[number + 1 :])
            assert (ended.returncode, ended.stdout) == (1, "")
            assert ended.stderr.startswith("This does not hold: ")
            assert "Traceback" not in ended.stderr


@pytest.mark.django_db
@pytest.mark.parametrize(("older", "newer"), [(3, 4), (4, 5), (5, 9)])
def test_what_an_installation_delivers_today_holds(tmp_path: Path, older: int, newer: int) -> None:
    keys, folder = tmp_path / "keys", tmp_path / "witness"
    folder.mkdir()
    begin()
    for size in (older, newer):
        # Each head holds the beginning and the key as well.
        for number in range(size - (2 if size == older else older)):
            note(number)
        take_head(folder=keys, name="tests/record", by=ADA)
        deliver(FolderWay(folder))
    (folder / "proof").write_text(inclusion_file("inspection:one", 2), "utf-8")
    heads, consistency = sorted(folder.glob("head-*")), next(iter(folder.glob("consistency-*")))
    ended = checked(folder / "trigpoint.vkey", *heads, consistency, folder / "proof")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith(f"The head of {newer} entries holds that of {older}, and at place 1 the entry ")
