"""Files are moved into place all of them or none, and a place that was half restored before says so until it is whole."""

from pathlib import Path

import pytest

from trigpoint.operation.backups.moving import CutOffError, whole_or_not_at_all


class SomethingFailedError(Exception):
    pass


def inside(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def moved_and_failed(var: Path, error: Exception) -> None:
    (var / "a").write_bytes(b"a")
    with pytest.raises(type(error)), whole_or_not_at_all(var) as moves:
        moves.move(var / "a", var / "aside" / "keys" / "a")
        assert inside(var) == {"aside", "aside/keys", "aside/keys/a", "restoring"}
        raise error


def test_what_fails_leaves_neither_a_file_nor_a_folder_nor_the_word_that_it_is_under_way(tmp_path: Path) -> None:
    moved_and_failed(tmp_path, SomethingFailedError())
    assert inside(tmp_path) == {"a"}


def test_an_earlier_restore_that_was_cut_off_still_is_when_the_next_one_fails(tmp_path: Path) -> None:
    (tmp_path / "restoring").touch()
    moved_and_failed(tmp_path, SomethingFailedError())
    assert inside(tmp_path) == {"a", "restoring"}


def test_what_can_be_neither_ended_nor_undone_says_that_it_was_cut_off(tmp_path: Path) -> None:
    moved_and_failed(tmp_path, CutOffError())
    assert "restoring" in inside(tmp_path)
