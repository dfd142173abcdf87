"""Move files into place, all of them or none. While they are moved, a file in the place says so."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.db import connection

from trigpoint.operation.backups.manifest import BackupError
from trigpoint.operation.private_files import onto_disk, write_private

MARKER: Final = "restoring"


class CutOffError(BackupError):
    """What was begun could be neither ended nor undone: the file stays that says so, and nothing starts."""


@dataclass
class Moves:
    """Files that are moved and folders that are made for them, so that nothing of either is left where that fails."""

    made: list[tuple[Path, Path]] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)

    def move(self, source: Path, target: Path) -> None:
        """Move a file; the folders that it needs are made. Raises OSError."""
        missing = [folder for folder in target.parents if not folder.exists()]
        for folder in reversed(missing):
            folder.mkdir(mode=0o700)
            self.folders.append(folder)
        source.rename(target)
        self.made.append((source, target))

    def undo(self) -> None:
        """Move all of them back, and take away the folders that were made. Raises OSError."""
        for source, target in reversed(self.made):
            target.rename(source)
        for folder in reversed(self.folders):
            with suppress(OSError):  # somebody else has put something there
                folder.rmdir()


def check_is_not_half_restored(var: Path) -> None:
    """Raise BackupError where a restore was cut off: what is there is neither the old nor the new."""
    if (var / MARKER).exists():
        raise BackupError(
            f"A restore was cut off in {var}. Run 'trigpoint restore' again, with --replace: what it left is kept."
        )


@contextmanager
def whole_or_not_at_all(var: Path) -> Iterator[Moves]:
    """Within, files are moved into a place; where that fails they are moved back, but for a CutOffError."""
    moves = Moves()
    was_cut_off = (var / MARKER).exists()
    connection.close()
    write_private(var / MARKER, b"A backup is being restored here.\n")
    try:
        yield moves
    except CutOffError:
        raise
    except BaseException:
        connection.close()
        moves.undo()
        # As it was before: an earlier restore that was cut off still is.
        if not was_cut_off:
            (var / MARKER).unlink()
        raise
    (var / MARKER).unlink()
    onto_disk(var)
