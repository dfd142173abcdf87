"""Write a report's folder whole or not at all.

Everything is written into a folder beside the wanted one, which takes its place by renaming when all of it is there.
Whoever looks at the wanted folder sees the earlier report or the new one, never half of either; where a run is killed
between the two renamings, the next one puts the earlier report back first.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWN_NAMES = frozenset({"report.html", "report.pdf", "report.docx", "data"})
"""What a report's folder may hold. A folder with anything else in it is somebody's, and is not touched."""

DATA_SIGN = "datapackage.json"
"""A folder 'data' without it may hold somebody's own data, and is not ours to replace."""


class FolderInUseError(Exception):
    """The wanted folder holds something that no report wrote."""


@contextmanager
def folder_to_fill(wanted: Path) -> Iterator[Path]:
    """Give a new, empty folder to fill; when the block ends without an error it becomes the wanted one.

    Formats of an earlier report that are not written again are kept. Raises FolderInUseError, OSError.
    """
    wanted = wanted.resolve()
    wanted.parent.mkdir(parents=True, exist_ok=True)
    _clear_up(wanted)
    _refuse_strangers(wanted)
    filling = _beside(wanted, "writing", os.getpid())
    filling.mkdir()
    try:
        yield filling
        _keep_other_formats(wanted, filling)
        _put_in_place(filling, wanted)
    finally:
        shutil.rmtree(filling, ignore_errors=True)


def _beside(wanted: Path, state: str, process: int) -> Path:
    return wanted.parent / f".{wanted.name}.{state}-{process}"


def _refuse_strangers(wanted: Path) -> None:
    if not wanted.exists():
        return
    if not wanted.is_dir():
        raise FolderInUseError(f"{wanted}: this is a file. Name a folder that is new, empty, or holds a report.")
    if Path.cwd().is_relative_to(wanted):
        raise FolderInUseError(f"{wanted}: you are in this folder, and a report would replace it. Name another.")
    strangers = sorted(_strangers(wanted))
    if strangers:
        raise FolderInUseError(
            f"{wanted}: this folder holds '{strangers[0]}', which no report wrote. "
            "Name a folder that is new, empty, or holds a report."
        )


def _strangers(wanted: Path) -> Iterator[str]:
    for path in wanted.iterdir():
        if path.name not in OWN_NAMES:
            yield path.name
    data = wanted / "data"
    if data.exists() and not (data / DATA_SIGN).is_file():
        yield "data"


def _keep_other_formats(wanted: Path, filling: Path) -> None:
    if not wanted.exists():
        return
    for path in wanted.iterdir():
        copy = filling / path.name
        if copy.exists():
            continue
        if path.is_dir():
            shutil.copytree(path, copy)
        else:
            shutil.copy2(path, copy)


def _put_in_place(filling: Path, wanted: Path) -> None:
    earlier = _beside(wanted, "earlier", os.getpid())
    if wanted.exists():
        wanted.rename(earlier)
    filling.rename(wanted)
    shutil.rmtree(earlier, ignore_errors=True)


def _clear_up(wanted: Path) -> None:
    """Put back what a killed run had moved aside, and remove what it left unfinished."""
    for earlier in _left_behind(wanted, "earlier"):
        if wanted.exists():
            shutil.rmtree(earlier, ignore_errors=True)
        else:
            earlier.rename(wanted)
    for unfinished in _left_behind(wanted, "writing"):
        shutil.rmtree(unfinished, ignore_errors=True)


def _left_behind(wanted: Path, state: str) -> list[Path]:
    start = f".{wanted.name}.{state}-"
    left = [path for path in wanted.parent.iterdir() if path.name.startswith(start)]
    return sorted(path for path in left if not _is_running(path.name.removeprefix(start)))


def _is_running(process: str) -> bool:
    """Say whether a process of this number runs; a name that is no number is nobody's to remove."""
    if not process.isdigit():
        return True
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # it runs, as somebody else
        return True
    return int(process) != os.getpid()
