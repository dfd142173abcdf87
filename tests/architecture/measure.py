"""Print what can be counted of the code: `python -m tests.architecture.measure`, or of another checkout's folder.

Files, functions, names and comments are those of `src`, without migrations; tests and the places where they assert
something are those of `tests`.
"""

import ast
import io
import sys
import tokenize
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from tests.architecture.names import bindings, empty
from tests.architecture.source import ROOT, Source, sources

FOR_TOOLS = ("# noqa", "# type:", "# nosec")


def measures(root: Path) -> Iterator[tuple[str, str]]:
    """Yield each measure of a checkout, with its name."""
    code, tests = sources(root / "src", migrations=False), sources(root / "tests")
    yield "Files", f"{len(code)}"
    yield "Lines", f"{sum(source.lines for source in code):,}"
    yield "File, median", f"{median(source.lines for source in code):.0f}"
    yield "File, largest", _largest((source.path, source.lines) for source in code)
    functions = [(f"{source.path}, {name}", length) for source in code for name, length in source.functions()]
    yield "Function, median", f"{median(length for _, length in functions):.0f}"
    yield "Function, largest", _largest(iter(functions))
    given = [binding for source in code for binding in bindings(source)]
    yield "Names that are empty words", f"{100 * len(empty(given)) / len(given):.2f} % of {len(given):,}"
    lines = sum(source.lines for source in code)
    for_people = 100 * sum(comments(source, for_tools=False) for source in code) / lines
    for_tools = 100 * sum(comments(source, for_tools=True) for source in code) / lines
    yield "Comments per 100 lines", f"{for_people:.1f} for people, {for_tools:.1f} for tools"
    yield "Test functions", f"{sum(map(test_functions, tests)):,}"
    yield "Places where tests assert", f"{sum(map(assertions, tests)):,}"


def _largest(lengths: Iterator[tuple[str, int]]) -> str:
    name, length = max(lengths, key=lambda named: named[1])
    return f"{length} ({name})"


def comments(source: Source, *, for_tools: bool) -> int:
    """Lines with a comment: for a reader, or one that begins with what a tool reads."""
    tokens = tokenize.generate_tokens(io.StringIO(source.text).readline)
    texts = [token.string for token in tokens if token.type == tokenize.COMMENT]
    return sum(text.startswith(FOR_TOOLS) is for_tools for text in texts)


def test_functions(source: Source) -> int:
    return sum(name.startswith("test_") for name, _ in source.functions())


def assertions(source: Source) -> int:
    """`assert` statements and `pytest.raises`."""
    return sum(isinstance(node, ast.Assert) or _is_raises(node) for node in source.nodes)


def _is_raises(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.raises"


def main(arguments: Sequence[str]) -> None:
    root = Path(arguments[0]) if arguments else ROOT
    for name, value in measures(root):
        print(f"{name:<28}{value}")  # noqa: T201 - this is a command


if __name__ == "__main__":
    main(sys.argv[1:])
