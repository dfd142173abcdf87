"""What a folder holds, in a form that can be compared."""

import hashlib
from pathlib import Path


def digests(folder: Path) -> dict[str, str]:
    """Return every file below a folder with a digest of its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
