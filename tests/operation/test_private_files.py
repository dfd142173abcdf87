"""Nobody else on the machine reads what an installation keeps, whatever an older version left open."""

import stat
from pathlib import Path

import pytest

from tests.operation.conftest import Place


def open_to_others(folder: Path) -> list[str]:
    return [
        str(path.relative_to(folder))
        for path in (folder, *folder.rglob("*"))
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    ]


@pytest.mark.proof
def test_what_a_command_writes_is_for_its_owner_alone_whatever_the_machine_says(place: Place) -> None:
    place.var.chmod(0o755)
    for path in place.var.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert len(open_to_others(place.var)) > 2
    assert place.run("load", "examples/eastmere-2026").returncode == 0
    assert open_to_others(place.var) == []


@pytest.mark.proof
def test_a_link_out_of_the_folder_is_not_followed(place: Place, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.touch()
    elsewhere.chmod(0o644)
    (place.var / "link").symlink_to(elsewhere)
    assert place.run("record", "verify", "trafford-2021").returncode == 0
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o644
