"""Which files a backup may hold: its database, and what an installation keeps beside it. A manifest may be forged."""

from collections.abc import Collection
from pathlib import PurePosixPath
from typing import Final

from trigpoint.operation.backups import postgresql, sqlite
from trigpoint.operation.backups.stored_files import FOLDER, is_kept

# The one file of the database, by the kind of database.
DATABASES: Final = {"sqlite": sqlite.FILE, "postgresql": postgresql.FILE}


def faults_of_names(names: Collection[str], engine: str) -> tuple[str, ...]:
    """Return, as ends of sentences that begin with the manifest, what is wrong with the names of a backup's files."""
    database = DATABASES[engine]
    misplaced = [f"names the file {name!r}, which no backup holds" for name in names if not may_hold(name, database)]
    below = {str(folder) for name in names for folder in PurePosixPath(name).parents}
    doubled = [f"names {name!r} as a file and as a folder" for name in names if name in below]
    missing = [] if database in names else [f"names no database: '{database}' is missing in it"]
    return (*misplaced, *doubled, *missing)


def may_hold(name: str, database: str) -> bool:
    """Whether a backup may hold a file of this name: it says one place, inside, and the same on every system."""
    parts = name.split("/")
    is_plain = name.isprintable() and "\\" not in name and not {"", ".", ".."} & set(parts)
    if not is_plain or len(parts) == 1:
        return is_plain and name == database
    return parts[0] == FOLDER and is_kept(PurePosixPath(*parts[1:]))
