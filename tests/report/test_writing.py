"""A report's folder is written whole or not at all."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from trigpoint.report.writing import FolderInUseError, folder_to_fill

# No process has this number: Linux gives none above 2^22.
NOBODY = 2**22 + 1


def write(wanted: Path, *names: str) -> None:
    """Write a report of these files, each with its own name in it."""
    with folder_to_fill(wanted) as folder:
        for name in names:
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(f"new {name}")


def files(folder: Path) -> dict[str, str]:
    """Return every file below a folder, hidden ones too, with its text."""
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


def earlier(folder: Path, *names: str) -> Path:
    """Make a folder with these files, as an earlier run left it."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"earlier {name}")
    return folder


def test_a_new_folder_appears_with_all_its_files_when_the_last_is_written(tmp_path: Path) -> None:
    wanted = tmp_path / "a" / "b" / "report"

    with folder_to_fill(wanted) as folder:
        (folder / "report.html").write_text("x")
        assert not wanted.exists()

    assert files(tmp_path) == {"a/b/report/report.html": "x"}


def test_an_error_inside_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), folder_to_fill(tmp_path / "report") as folder:
        (folder / "report.html").write_text("half")
        raise ZeroDivisionError

    assert list(tmp_path.iterdir()) == []


def test_an_error_inside_leaves_the_earlier_report_untouched(tmp_path: Path) -> None:
    wanted = earlier(tmp_path / "report", "report.html", "report.pdf")

    with pytest.raises(KeyboardInterrupt), folder_to_fill(wanted) as folder:
        (folder / "report.html").write_text("half")
        raise KeyboardInterrupt

    assert files(tmp_path) == {"report/report.html": "earlier report.html", "report/report.pdf": "earlier report.pdf"}


def test_a_format_written_again_replaces_the_earlier_and_the_others_are_kept(tmp_path: Path) -> None:
    wanted = earlier(tmp_path / "report", "report.html", "report.pdf", "data/datapackage.json", "data/ratings.csv")

    write(wanted, "report.html")

    assert files(tmp_path) == {
        "report/report.html": "new report.html",
        "report/report.pdf": "earlier report.pdf",
        "report/data/datapackage.json": "earlier data/datapackage.json",
        "report/data/ratings.csv": "earlier data/ratings.csv",
    }


def test_data_written_again_keeps_no_file_of_the_earlier_data(tmp_path: Path) -> None:
    wanted = earlier(tmp_path / "report", "data/datapackage.json", "data/old.csv")

    write(wanted, "data/datapackage.json")

    assert files(wanted) == {"data/datapackage.json": "new data/datapackage.json"}


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    write(tmp_path / "report", "report.pdf")

    assert files(tmp_path) == {"report/report.pdf": "new report.pdf"}


@pytest.mark.parametrize(
    ("stranger", "named"),
    [("thesis.docx", "thesis.docx"), (".git/config", ".git"), ("data/years-of-work.csv", "data")],
)
def test_a_folder_with_something_that_no_report_wrote_is_refused_and_untouched(
    stranger: str, named: str, tmp_path: Path
) -> None:
    wanted = earlier(tmp_path / "report", "report.html", stranger)
    before = files(tmp_path)

    with pytest.raises(FolderInUseError, match=f"this folder holds '{named}', which no report wrote"):
        write(wanted, "report.html")

    assert files(tmp_path) == before


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "report"
    file.write_text("x")

    with pytest.raises(FolderInUseError, match="this is a file"):
        write(file, "report.html")

    assert files(tmp_path) == {"report": "x"}


def test_the_folder_that_one_is_in_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be replaced by renaming, and whoever stands in it would stand in nothing."""
    inside = earlier(tmp_path / "report", "report.html", "data/datapackage.json")
    for here, name in ((inside, Path()), (inside / "data", Path(".."))):
        monkeypatch.chdir(here)
        with pytest.raises(FolderInUseError, match="you are in this folder"):
            write(name, "report.html")

    assert len(files(tmp_path)) == 2


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    real = earlier(tmp_path / "real", "report.html")
    link = tmp_path / "link"
    link.symlink_to(real)

    write(link, "report.html")

    assert link.is_symlink()
    assert files(real) == {"report.html": "new report.html"}


def test_a_parent_that_is_a_file_raises_what_the_system_says(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")

    with pytest.raises(OSError, match="file"):
        write(file / "report", "report.html")


def test_where_nobody_may_write_nothing_is_written() -> None:
    """Not even root makes a folder in /proc."""
    with pytest.raises(OSError, match="/proc"):
        write(Path("/proc/report"), "report.html")


def test_what_a_killed_run_left_unfinished_is_removed(tmp_path: Path) -> None:
    earlier(tmp_path / f".report.writing-{NOBODY}", "report.html")
    earlier(tmp_path / f".report.writing-{os.getpid()}", "report.html")

    write(tmp_path / "report", "report.pdf")

    assert files(tmp_path) == {"report/report.pdf": "new report.pdf"}


def test_a_run_killed_between_the_two_renamings_loses_no_report(tmp_path: Path) -> None:
    """The earlier report was moved aside; it is put back, and its formats are kept."""
    earlier(tmp_path / f".report.earlier-{NOBODY}", "report.html")
    earlier(tmp_path / f".report.writing-{NOBODY}", "report.pdf")

    write(tmp_path / "report", "report.docx")

    assert files(tmp_path) == {
        "report/report.docx": "new report.docx",
        "report/report.html": "earlier report.html",
    }


def test_a_run_killed_after_both_renamings_leaves_only_the_new_report(tmp_path: Path) -> None:
    earlier(tmp_path / f".report.earlier-{NOBODY}", "report.html")
    earlier(tmp_path / "report", "report.pdf")

    write(tmp_path / "report", "report.docx")

    assert sorted(files(tmp_path)) == ["report/report.docx", "report/report.pdf"]


@pytest.mark.parametrize(
    "ending", [lambda: str(os.getppid()), lambda: "1", lambda: "mine"], ids=["parent", "1", "word"]
)
def test_the_folders_of_a_run_that_is_still_running_are_left_alone(ending: Callable[[], str], tmp_path: Path) -> None:
    theirs = earlier(tmp_path / f".report.writing-{ending()}", "report.html")

    write(tmp_path / "report", "report.pdf")

    assert files(theirs) == {"report.html": "earlier report.html"}


def test_a_folder_of_a_longer_name_is_not_taken_for_a_leftover(tmp_path: Path) -> None:
    other = earlier(tmp_path / f".report-2.writing-{NOBODY}", "report.html")

    write(tmp_path / "report", "report.pdf")

    assert other.exists()
