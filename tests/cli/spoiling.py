"""Files spoiled in every way that hands and programs spoil files, and what must come of using them."""

from pathlib import Path

from hypothesis import strategies as st

from trigpoint.bundle.check import check
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.frameworks import load_framework
from trigpoint.bundle.problems import UnusableFileError
from trigpoint.bundle.rated import rated_bundle
from trigpoint.report.compose import compose
from trigpoint.report.html import html

VALUES = (
    "0", "-1", "7", "3.5", "1000000000", "9" * 40, "1e400", "true", "false", "null", "~", '""', "[]", "{}", "[[1], {a: b}]",
    "yes", "'{2.1.2 share}'", "'{'", "'{{x}}'", "'<b>&amp;</b>'", "!!int 3", "&a 1", "*a", "NaN", '"\\u0000"', '"\\ud800"',
)  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn, text: str) -> bytes:
    """Draw the text with one to four faults: lines gone, doubled or swapped, values replaced, strange characters."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["delete", "double", "swap", "value", "value", "insert", "indent"])):
            case "delete" if len(lines) > 1:
                del lines[at]
            case "double":
                lines.insert(other, lines[at])
            case "swap":
                lines[at], lines[other] = lines[other], lines[at]
            case "value":
                key, colon, rest = lines[at].rpartition(": ")
                end = "," if rest.endswith(",") else ""
                lines[at] = f"{key}{colon}{draw(st.sampled_from(VALUES))}{end}"
            case "insert":
                cut = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:cut] + draw(st.text(max_size=5)) + lines[at][cut:]
            case _:
                lines[at] = " " * draw(st.integers(1, 5)) + lines[at]
    content = "\n".join(lines).encode("utf-8", "surrogatepass")
    if draw(st.integers(0, 9)) == 0:
        cut = draw(st.integers(0, len(content)))
        return content[:cut] + draw(st.binary(max_size=3))
    return content


# Documents of any shape, written with the keys of a Bundle so that some get further than the first line.
_KEYS = st.sampled_from(
    ["bundle_version", "inspection", "framework", "cases", "tallies", "context", "texts", "2.1", "x"]
)
_LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just(1)
documents = st.recursive(
    _LEAVES, lambda inside: st.lists(inside, max_size=4) | st.dictionaries(_KEYS, inside, max_size=5), max_leaves=20
)


def use_bundle(file: Path) -> bool:
    """Load, check, rate and report a Bundle; say whether it could be used. Any error but our own goes through."""
    try:
        loaded = load_bundle(file)
    except UnusableFileError as error:
        _hold_messages(error)
        return False
    report = rated_bundle(loaded)
    check(loaded.bundle, loaded.framework, report.rated)
    html(compose(report)).encode("utf-8")
    return True


def use_framework(folder: Path) -> bool:
    """Load a framework; say whether it could be used. Any error but our own goes through."""
    try:
        load_framework(folder)
    except UnusableFileError as error:
        _hold_messages(error)
        return False
    return True


def _hold_messages(error: UnusableFileError) -> None:
    assert error.problems
    for problem in error.problems:
        assert problem.actual, problem
        assert problem.expected, problem
        assert str(problem.file) in problem.sentences()
        problem.sentences().encode("utf-8")
