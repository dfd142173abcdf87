"""Files that cannot be read at all: what their author is told, and what is read though it looks odd."""

from pathlib import Path

import pytest

from trigpoint.bundle.problems import Problem, UnusableFileError, in_words
from trigpoint.bundle.source import LARGEST, read_source, with_lines

Lines = tuple[int | None, str, str, str]
CHECK = "Check the indentation, the quotes and the colons on this line and the one before."
PLAIN = ("plain values", "Write the value itself.")

YAML: dict[str, tuple[bytes, Lines]] = {
    "empty": (b"", (None, "an empty file", "a document", "")),
    "only a comment": (b"# later\n", (None, "an empty file", "a document", "")),
    "not UTF-8": (
        b"a: caf\xe9\n",
        (None, "bytes that are not UTF-8 text, from byte 7", "text in UTF-8", "Save the file as UTF-8 text."),
    ),
    "a tab as indentation": (
        b"a:\n\tb: 1\n",
        (2, "text that is not YAML: found character that cannot start any token", "YAML", CHECK),
    ),
    "a quote that is not closed": (
        b"a: 1\nb: 'c\n",
        (3, "text that is not YAML: found unexpected end of stream", "YAML", CHECK),
    ),
    "two documents": (b"a: 1\n---\nb: 1\n", (2, "text that is not YAML: but found another document", "YAML", CHECK)),
    "a key twice": (
        b"a: 1\nb: 2\na: 3\n",
        (3, "the key 'a' a second time", "each key once", "It is on line 1 as well: keep one of the two."),
    ),
    "a list as key": (b"? [a, b]\n: c\n", (1, "a key that is not a word", "a word or an id as key", "")),
    "an anchor": (b"a: 1\nb: &x 2\nc: *x\n", (2, "the anchor &x", *PLAIN)),
    "an alias": (b"a: 1\nb: *x\n", (2, "the alias *x", *PLAIN)),
    "a tag": (b"a: 1\nb: !!float 2\n", (2, "the tag tag:yaml.org,2002:float", *PLAIN)),
    "nesting without end": (b"a: " + b"[" * 41 + b"]" * 41, (1, "more than 40 levels of nesting", *PLAIN)),
    "a control character as escape": (
        b'a: 1\nb: "\\x1b[31m"\n',
        (2, "the character U+001B, which cannot be printed", "text", "Remove the character."),
    ),
}

JSON: dict[str, tuple[bytes, Lines]] = {
    "empty": (b"", (1, "text that is not JSON", "JSON", "Look just before column 1: Expecting value.")),
    "a comma too many": (
        b'{\n"a": 1,\n}',
        (
            3,
            "text that is not JSON",
            "JSON",
            "Look just before column 1: Expecting property name enclosed in double quotes.",
        ),
    ),
    "a key twice": (
        b'{"a": 1, "a": 2}',
        (None, "the key 'a' twice in one place", "each key once", "Keep one of the two."),
    ),
    "no number": (b'{"a": NaN}', (None, "NaN", "a number that can be written in digits", "")),
    "a number without end": (
        b'{"a": 1e99999999999999999999}',
        (None, "nesting or a number beyond any inspection", "an ordinary JSON document", ""),
    ),
    "nesting without end": (b"[" * 900 + b"]" * 900, (None, "more than 40 levels of nesting", *PLAIN)),
    "nesting deeper than Python": (
        b"[" * 100_000,
        (None, "nesting or a number beyond any inspection", "an ordinary JSON document", ""),
    ),
    "half a character": (
        b'{\n"a": "\\ud800"}',
        (None, "the character U+D800, which cannot be printed", "text", "Remove the character."),
    ),
    "a character no format can hold": (
        b'{\n"a":\n"\\u0000"}',
        (2, "the character U+0000, which cannot be printed", "text", "Remove the character."),
    ),
}


def lines_of(file: Path) -> list[Lines]:
    with pytest.raises(UnusableFileError) as caught:
        read_source(file)
    assert {problem.file for problem in caught.value.problems} == {file}
    return [(problem.line, problem.actual, problem.expected, problem.fix) for problem in caught.value.problems]


def saved(folder: Path, name: str, content: bytes) -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(("content", "expected"), YAML.values(), ids=YAML)
def test_yaml_that_cannot_be_read_is_refused_with_its_line(content: bytes, expected: Lines, tmp_path: Path) -> None:
    assert lines_of(saved(tmp_path, "a.yaml", content)) == [expected]


@pytest.mark.parametrize(("content", "expected"), JSON.values(), ids=JSON)
def test_json_that_cannot_be_read_is_refused(content: bytes, expected: Lines, tmp_path: Path) -> None:
    assert lines_of(saved(tmp_path, "a.json", content)) == [expected]


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    expected = (None, "no such file", "a file", "Check the name and the folder.")

    assert lines_of(tmp_path / "nowhere.yaml") == [expected]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert lines_of(tmp_path) == [(None, "a folder", "a file", "Name a file in it.")]


def test_a_file_below_a_file_cannot_be_opened(tmp_path: Path) -> None:
    file = saved(tmp_path, "a.yaml", b"a: 1")

    assert lines_of(file / "b.yaml") == [
        (None, "a file that cannot be opened (Not a directory)", "a readable file", "")
    ]


def test_a_file_without_end_is_refused_and_not_read_to_its_end() -> None:
    """A device has no size that could be asked."""
    assert LARGEST == 50_000_000
    assert lines_of(Path("/dev/zero")) == [(None, "more than 50,000,000 bytes", "a file of at most so many", "")]


def test_several_keys_that_stand_twice_are_told_at_once(tmp_path: Path) -> None:
    file = saved(tmp_path, "a.yaml", b"a: 1\na: 2\nb: 1\nb: 2\n")

    assert [line for line, *_ in lines_of(file)] == [2, 4]


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert read_source(saved(tmp_path, "a.yaml", b"\xef\xbb\xbfa: 1\n")).value == {"a": 1}
    assert read_source(saved(tmp_path, "a.json", b'\xef\xbb\xbf{"a": 1}')).value == {"a": 1}


def test_a_word_is_a_word_and_only_what_looks_like_a_number_is_one(tmp_path: Path) -> None:
    """The classic traps of YAML: yes is an answer here, 2.1 a standard, 2021-02-28 text, 012 no eight times something."""
    text = (
        b"a: yes\nb: 2.1\nc: 2021-02-28\nd: 012\ne: 12\nf: -3\ng: true\nh: null\ni:\nj: 1:30\nk: 1e3\nl: True\n<<: x\n"
    )

    assert read_source(saved(tmp_path, "a.yaml", text)).value == {
        "a": "yes",
        "b": "2.1",
        "c": "2021-02-28",
        "d": "012",
        "e": 12,
        "f": -3,
        "g": True,
        "h": None,
        "i": None,
        "j": "1:30",
        "k": "1e3",
        "l": "True",
        "<<": "x",
    }


def test_the_line_of_a_place_is_that_of_the_nearest_one_around_it(tmp_path: Path) -> None:
    source = read_source(saved(tmp_path, "a.yaml", b"a:\n  - b: 1\n  - c: 2\n"))

    assert source.line(("a", 1, "c")) == 3
    assert source.line(("a", 1, "missing")) == 3
    assert source.line(("missing",)) == 1


def test_lines_of_json_are_found_when_they_are_needed(tmp_path: Path) -> None:
    source = read_source(saved(tmp_path, "a.json", b'{\n"a": 1,\n"b": [\n2]}'))

    assert source.line(("b", 0)) is None
    assert with_lines(source).line(("b", 0)) == 4


def test_a_message_says_where_what_was_found_what_was_expected_and_how_to_mend_it() -> None:
    problem = Problem(Path("a.yaml"), 3, "cases, 2nd › facts", "a fact", "one of b, c", "Did you mean 'b'?")

    assert problem.sentences().splitlines() == [
        "a.yaml, line 3: cases, 2nd › facts",
        "  found     a fact",
        "  expected  one of b, c",
        "  to fix    Did you mean 'b'?",
    ]


def test_a_place_is_said_as_people_point_at_it() -> None:
    place = ("a", 0, "b", 1, "c", 2, "d", 10, "e", 21)

    assert in_words(place) == "a, 1st › b, 2nd › c, 3rd › d, 11th › e, 22nd"
