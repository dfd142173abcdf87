"""The project's own source, read as syntax trees: what the tests of this folder and `measure` look at."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
# What a tool wrote, or another project, is not ours to cut.
NOT_OURS = {"generated", "static"}


@dataclass(frozen=True)
class Source:
    """One Python file of a folder, by its path below that folder."""

    path: str
    text: str

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of its syntax tree."""
        return tuple(ast.walk(ast.parse(self.text)))

    def functions(self) -> Iterator[tuple[str, int]]:
        """Yield each function with its length in lines."""
        for node in self.nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node.name, (node.end_lineno or 0) - node.lineno + 1


def sources(folder: Path, *, migrations: bool = True) -> list[Source]:
    """Every file of a folder that somebody wrote, in the order of its path."""
    unread = NOT_OURS if migrations else NOT_OURS | {"migrations"}
    paths = sorted(path.relative_to(folder) for path in folder.rglob("*.py"))
    return [Source(str(path), (folder / path).read_text("utf-8")) for path in paths if not unread & set(path.parts)]
