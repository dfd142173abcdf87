"""Files and functions are small enough to be read at one go."""

from tests.architecture.source import ROOT, Source, sources

MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 45

SOURCES = sources(ROOT / "src" / "trigpoint")


def too_long(source: Source) -> list[str]:
    """What is too long in a file, and by what length."""
    file = [f"{source.path}: {source.lines}"] if source.lines > MOST_LINES_OF_A_FILE else []
    functions = [
        f"{source.path}, {name}: {length}" for name, length in source.functions() if length > MOST_LINES_OF_A_FUNCTION
    ]
    return file + functions


def test_there_are_files_to_measure() -> None:
    assert "rules/rating.py" in {source.path for source in SOURCES}
    assert len(SOURCES) > 300


def test_files_and_functions_are_short() -> None:
    assert [fault for source in SOURCES for fault in too_long(source)] == []


def test_what_is_too_long_is_found() -> None:
    function = "def planted() -> None:\n" + "    print()\n" * 45
    assert too_long(Source("planted.py", function)) == ["planted.py, planted: 46"]
    assert too_long(Source("planted.py", "\n" * 301)) == ["planted.py: 301"]
