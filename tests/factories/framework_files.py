"""Copies of a framework's folder with faults planted in them.

A planted text marks the line on which the problem should be found with the comment `# here`.
"""

import shutil
from pathlib import Path

MARK = "# here"

Edit = tuple[str, str]


def copied(folder: Path, to: Path) -> Path:
    """Copy the framework's two files into a folder of the same name; return it."""
    copy = to / folder.name
    copy.mkdir()
    for name in ("framework.yaml", "method.yaml"):
        shutil.copy(folder / name, copy / name)
    return copy


def edit(file: Path, *edits: Edit) -> None:
    """Replace each text, which must stand exactly once in the file, by another."""
    text = file.read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def marked_lines(file: Path) -> list[int]:
    """Return the numbers of the marked lines, counted from 1."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, start=1) if MARK in line]
