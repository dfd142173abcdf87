"""A backup whose manifest was forged is refused before a byte of it is written anywhere: its seal is no signature."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.operation.conftest import Place, Places
from tests.operation.test_backups import taken
from trigpoint.operation.backups.manifest import BackupError
from trigpoint.operation.backups.reading import read_manifest

EVIL = b"evil"
MANIFEST: dict[str, Any] = {
    "format": "trigpoint backup 1",
    "taken_at": "2026-11-30T03:00:00+00:00",
    "software": "1.0",
    "engine": "sqlite",
    "files": {},
    "contents": {"tables": {}, "chains": {}, "migrations": [], "head": None},
}


def digest(content: bytes) -> dict[str, object]:
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def sealed(folder: Path, values: dict[str, Any]) -> None:
    """Write a manifest with the seal that fits it: SHA-256 of the values in one order, without spaces."""
    text = json.dumps(values, sort_keys=True, separators=(",", ":"))
    seal = hashlib.sha256(text.encode()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps({**values, "seal": seal}), encoding="utf-8")


def forged(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the manifest of a backup as somebody would who knows how it is made."""
    values = json.loads((folder / "manifest.json").read_text("utf-8"))
    values.pop("seal")
    change(values)
    sealed(folder, values)


def made(folder: Path, names: list[str], **values: object) -> Path:
    """A backup of nothing but a manifest that names files, and one of these as the database."""
    folder.mkdir()
    (folder / "database.sqlite3").write_bytes(EVIL)
    files = {name: digest(EVIL) for name in names}
    sealed(folder, {**MANIFEST, "files": files, **values})
    return folder


@pytest.mark.parametrize(
    "name",
    [
        "files/../evil.txt",
        "files/../../evil.txt",
        "files/keys/../../../evil.txt",
        "../evil.txt",
        "/tmp/evil.txt",  # noqa: S108 - nothing is written there: that is what is tested
        "files//evil.txt",
        "files/./evil.txt",
        "files/",
        "files",
        "",
        ".",
        "files/..",
        "files\\..\\evil.txt",
        "files/a\\b",
        "files/a\0b",
        "files/a\nb",
        "evil.txt",
        "elsewhere/evil.txt",
        "database.dump",
        "manifest.json",
        "files/serve.pid",
        "files/proven.json",
        "files/restoring",
        "files/static/evil.js",
        "files/.hidden",
        "files/.restoring/evil.txt",
        "files/replaced-2026-11-30T03-00-00Z/evil.txt",
    ],
)
def test_a_name_that_no_backup_gives_is_refused(tmp_path: Path, name: str) -> None:
    folder = made(tmp_path / "backup", ["database.sqlite3", name])
    with pytest.raises(BackupError, match="which no backup holds") as refused:
        read_manifest(folder)
    assert str(folder / "manifest.json") in str(refused.value)


@pytest.mark.parametrize(
    "name", ["files/keys/checkpoints.key", "files/mail/a b.log", "files/replaced-by.txt", "files/é"]
)
def test_a_name_that_a_backup_gives_is_taken(tmp_path: Path, name: str) -> None:
    folder = made(tmp_path / "backup", ["database.sqlite3", name])
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(EVIL)
    assert name in read_manifest(folder).files


def test_a_name_is_not_of_a_file_and_of_a_folder(tmp_path: Path) -> None:
    folder = made(tmp_path / "backup", ["database.sqlite3", "files/a", "files/a/b"])
    with pytest.raises(BackupError, match="names 'files/a' as a file and as a folder"):
        read_manifest(folder)


def test_a_backup_without_its_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=r"names no database: 'database\.sqlite3' is missing in it"):
        read_manifest(made(tmp_path / "backup", []))


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"taken_at": "yesterday"}, "taken_at"),
        ({"taken_at": "2026-02-30T03:00:00+00:00"}, "taken_at"),
        ({"taken_at": "2026-11-30T03:00:00"}, "taken_at"),
        ({"taken_at": "0000-11-30T03:00:00+00:00"}, "taken_at"),
        ({"taken_at": 5}, "taken_at"),
        ({"engine": "oracle"}, "engine"),
        ({"files": []}, "files"),
        ({"files": {"database.sqlite3": {"bytes": -1, "sha256": "0" * 64}}}, "files.database.sqlite3.bytes"),
        ({"files": {"database.sqlite3": {"bytes": 1, "sha256": "short"}}}, "files.database.sqlite3.sha256"),
        (
            {"contents": {**MANIFEST["contents"], "tables": {"t": {"rows": -1, "sha256": "0" * 64}}}},
            "contents.tables.t",
        ),
        ({"contents": {**MANIFEST["contents"], "chains": {"c": ["1", "0" * 64]}}}, "contents.chains.c"),
        ({"contents": {**MANIFEST["contents"], "migrations": [["people"]]}}, "contents.migrations.0"),
        ({"more": 1}, "more"),
    ],
)
def test_a_value_that_no_manifest_has_is_refused_and_named(
    tmp_path: Path, values: dict[str, object], where: str
) -> None:
    folder = tmp_path / "backup"
    folder.mkdir()
    sealed(folder, {**MANIFEST, "files": {"database.sqlite3": digest(EVIL)}, **values})
    with pytest.raises(BackupError, match="cannot be read as the manifest of a backup") as refused:
        read_manifest(folder)
    assert where in str(refused.value)


@pytest.mark.parametrize("linked", ["database.sqlite3", "files", "files/keys", "files/keys/a.key", "manifest.json"])
def test_a_link_in_a_backup_is_not_followed(tmp_path: Path, linked: str) -> None:
    folder = made(tmp_path / "backup", ["database.sqlite3", "files/keys/a.key"])
    (folder / "files/keys").mkdir(parents=True)
    (folder / "files/keys/a.key").write_bytes(EVIL)
    read_manifest(folder)
    (folder / linked).rename(tmp_path / "elsewhere")
    (folder / linked).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BackupError, match="is a link, and no backup has one"):
        read_manifest(folder)


@pytest.mark.proof
def test_what_is_refused_as_forged_has_written_nothing_and_is_not_proven(
    place: Place, places: Places, tmp_path: Path
) -> None:
    folder, other = taken(place, tmp_path / "backups"), places.new()
    (folder / "evil.txt").write_bytes(EVIL)

    def change(values: dict[str, Any]) -> None:
        values["files"]["files/../evil.txt"] = digest(EVIL)

    forged(folder, change)
    ended = other.run("restore", str(folder))
    assert (ended.returncode, ended.stdout, "which no backup holds" in ended.stderr) == (2, "", True)
    assert not other.var.exists()
    proof = place.run("restore", "--prove", str(folder))
    assert (proof.returncode, proof.stdout.startswith("Restore NOT proven of ")) == (1, True)
    assert not (place.var / "proven.json").exists()


@pytest.mark.proof
def test_what_turns_out_to_be_another_database_has_left_nothing(place: Place, places: Places, tmp_path: Path) -> None:
    folder, other = taken(place, tmp_path / "backups"), places.new()

    def change(values: dict[str, Any]) -> None:
        values["contents"]["tables"]["people_person"]["rows"] += 1

    forged(folder, change)
    ended = other.run("restore", str(folder))
    assert (ended.returncode, "The table people_person is " in ended.stderr) == (2, True)
    assert not other.var.exists()


@pytest.mark.proof
def test_a_backup_that_says_it_is_of_a_time_to_come_is_not_proven(place: Place, tmp_path: Path) -> None:
    folder = taken(place, tmp_path / "backups")
    forged(folder, lambda values: values.update(taken_at="2999-11-30T03:00:00+00:00"))
    proof = place.run("restore", "--prove", str(folder))
    assert (proof.returncode, "2999-11-30T03:00:00+00:00, which is yet to come" in proof.stdout) == (1, True)
    assert not (place.var / "proven.json").exists()
