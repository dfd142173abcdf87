"""Files and functions are small enough to be read at one go."""

import ast
from pathlib import Path

import pytest

import trigpoint

MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 45

HOME = Path(trigpoint.__path__[0])
# What a tool wrote, or another project, is not ours to cut.
FILES = sorted(file for file in HOME.rglob("*.py") if not {"generated", "static"} & set(file.relative_to(HOME).parts))


def test_there_are_files_to_measure() -> None:
    assert HOME / "rules" / "rating.py" in FILES


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(HOME)))
def test_files_and_functions_are_short(file: Path) -> None:
    text = file.read_text("utf-8")
    functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES_OF_A_FUNCTION} == {}
    assert len(text.splitlines()) <= MOST_LINES_OF_A_FILE
