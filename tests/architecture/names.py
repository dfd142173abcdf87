"""Every name that the code gives, and which of them say nothing: a reader should never have to ask 'one what?'."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.architecture.source import Source

EMPTY = frozenset(
    "one said there found kept held told done known place here made given ours theirs mine".split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Binding:
    """A name that is given on a line of a file."""

    path: str
    line: int
    name: str

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}: {self.name}"


def bindings(source: Source) -> Iterator[Binding]:
    """Yield every name that a file gives: to values, arguments, loops, functions, classes and what is imported as it."""
    for node in source.nodes:
        for name, line in _given(node):
            yield Binding(source.path, line, name)


def _given(node: ast.AST) -> Iterator[tuple[str, int]]:
    """Targets of `for`, `with`, `:=` and comprehensions are names that are stored, as those of assignments are."""
    match node:
        case ast.arg(arg="self" | "cls"):
            return  # nobody chooses these
        case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
            yield name, node.lineno
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name, node.lineno
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            yield name, node.lineno
        case ast.alias(asname=str(name)):
            yield name, node.lineno


def empty(given: Iterable[Binding]) -> list[Binding]:
    """Those that say nothing, with or without underscores around them."""
    return [binding for binding in given if binding.name.strip("_") in EMPTY]
