"""What a module imports stands at its top; what is loaded by name instead, because it takes long, is listed here."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import trigpoint

HOME = Path(trigpoint.__path__[0])
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda

BY_NAME = {
    "cli/commands.py": "a command, when it is run",
    "cli/formats/__init__.py": "a format of the report, when it is written",
    "report/files.py": "a format of the report, when somebody asks for its file",
    "rules/stability.py": "numpy, when there is an urn to fill",
}


def hidden(tree: ast.AST) -> Iterator[int]:
    """The lines of imports inside functions."""
    for function in ast.walk(tree):
        if isinstance(function, FUNCTIONS):
            yield from (node.lineno for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom))


def loads_by_name(tree: ast.AST) -> bool:
    nodes = tuple(ast.walk(tree))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return bool({"import_module", "__import__"} & (names | attributes))


def test_an_import_inside_a_function_is_found() -> None:
    assert list(hidden(ast.parse("import a\ndef f():\n    if f:\n        from b import c\n"))) == [4]
    assert loads_by_name(ast.parse("importlib.import_module(name)"))


@cache
def trees() -> dict[str, ast.AST]:
    """The syntax tree of every module, by its path: read once for both tests."""
    return {str(file.relative_to(HOME)): ast.parse(file.read_bytes()) for file in HOME.rglob("*.py")}


def test_no_import_is_hidden_in_a_function() -> None:
    assert [f"{path}:{line}" for path, tree in trees().items() for line in hidden(tree)] == []


def test_only_what_takes_long_to_import_is_loaded_by_name() -> None:
    assert sorted(path for path, tree in trees().items() if loads_by_name(tree)) == sorted(BY_NAME)
