"""A file as read: its values, and the line on which each of them is.

YAML is read in the 1.2 sense, and plainer: true, false, null and whole numbers are what they look like, everything
else is text. So `yes` is an answer, `2.1` is a standard and `10.7` keeps its digits. A key may appear only once, and
anchors and aliases are refused: a reader should see what is there.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import islice
from pathlib import Path

import yaml

from trigpoint.bundle.other_files import check_is_text
from trigpoint.bundle.problems import Place, Problem, UnusableFileError, first_problems, in_words, one_problem

LARGEST = 50_000_000
"""Bytes. A Bundle of 100 cases has about 250,000; a file this large is not one."""

DEEPEST = 40
"""Levels of nesting. A framework has 10."""

MOST = 200_000
"""Keys and values. An inspection of 120 cases with every question answered has about 20,000."""

# A string of JSON, to its end or to the end of the text; or a sign that a key or a value follows. Possessive, so that
# no text makes it go over the same characters again.
_JSON_SIGNS = re.compile(r'"[^"\\]*+(?:\\.?[^"\\]*+)*+"?|[,:\[{]', re.DOTALL)

# Control characters, halves of characters and non-characters: no format of a report can hold them, and a terminal
# obeys some of them. Files can still smuggle them in as escapes.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Source:
    """One file's values (text keys only) with the line of every place in it, counted from 1."""

    file: Path
    value: object
    lines: Mapping[Place, int]

    def line(self, at: Place) -> int | None:
        """Return the line of this place, or of the nearest place around it that the file has."""
        for length in range(len(at), -1, -1):
            if at[:length] in self.lines:
                return self.lines[at[:length]]
        return None

    def texts(self) -> Iterator[tuple[Place, str]]:
        """Yield every text of the file that is a value, with its place, in the file's order."""
        waiting: list[tuple[object, Place]] = [(self.value, ())]
        while waiting:
            value, at = waiting.pop()
            if isinstance(value, str):
                yield at, value
            elif isinstance(value, dict):
                waiting += [(inside, (*at, key)) for key, inside in reversed(value.items())]
            elif isinstance(value, list):
                waiting += [(inside, (*at, number)) for number, inside in reversed(list(enumerate(value)))]

    def problem(self, at: Place, actual: str, expected: str, fix: str) -> Problem:
        """Return a problem at this place."""
        return Problem(self.file, self.line(at), in_words(at), actual, expected, fix)


def read_source(file: Path) -> Source:
    """Read a YAML or JSON file. Raises UnusableFileError where it cannot be read or is not well formed."""
    text = _read_text(file)
    source = Source(file, _read_json(file, text), {}) if file.suffix == ".json" else _read_yaml(file, text)
    unprintable = first_problems(_unprintable(source))
    if unprintable.problems:
        raise unprintable
    return source


def with_lines(source: Source) -> Source:
    """Return the same file with the line of every place: JSON is read without them, as only errors need them."""
    if source.lines:
        return source
    try:
        return _read_yaml(source.file, _read_text(source.file))
    except UnusableFileError:
        return source


def _read_text(file: Path) -> str:
    try:
        with file.open("rb") as opened:  # not by its size: a pipe has none, and a device has no end
            content = opened.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise one_problem(file, f"more than {LARGEST:,} bytes", "a file of at most so many", "")
        check_is_text(file, content)
        return content.decode("utf-8-sig")
    except FileNotFoundError:
        raise one_problem(file, "no such file", "a file", "Check the name and the folder.") from None
    except IsADirectoryError:
        raise one_problem(file, "a folder", "a file", "Name a file in it.") from None
    except UnicodeDecodeError as error:
        actual = f"bytes that are not UTF-8 text, from byte {error.start + 1}"
        raise one_problem(file, actual, "text in UTF-8", "Save the file as UTF-8 text.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise one_problem(file, f"a file that cannot be opened ({reason})", "a readable file", "") from None


def _read_json(file: Path, text: str) -> object:
    def refuse_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
        unique_pairs: dict[str, object] = {}
        for key, value in pairs:
            if key in unique_pairs:
                fix = "Keep one of the two."
                raise one_problem(file, f"the key '{key}' twice in one place", "each key once", fix)
            unique_pairs[key] = value
        return unique_pairs

    def refuse_constant(name: str) -> object:
        raise one_problem(file, name, "a number that can be written in digits", "")

    _refuse_endless_json(file, text)
    try:
        loaded: object = json.loads(
            text, object_pairs_hook=refuse_duplicates, parse_float=Decimal, parse_constant=refuse_constant
        )
    except json.JSONDecodeError as error:
        fix = f"Look just before column {error.colno}: {error.msg}."
        raise UnusableFileError([Problem(file, error.lineno, "", "text that is not JSON", "JSON", fix)]) from None
    except (RecursionError, ValueError, InvalidOperation):
        actual = "nesting or a number beyond any inspection"
        raise one_problem(file, actual, "an ordinary JSON document", "") from None
    return loaded


def _refuse_endless_json(file: Path, text: str) -> None:
    """Refuse more keys and values than any file of ours has, before any of them is made. Raises UnusableFileError."""
    signs = (match for match in _JSON_SIGNS.finditer(text) if text[match.start()] != '"')
    if next(islice(signs, MOST - 1, None), None):
        raise UnusableFileError([_too_many(file, None)])


def _too_many(file: Path, line: int | None) -> Problem:
    return Problem(file, line, "", f"more than {MOST:,} keys and values", "a file of at most so many", "")


def _unprintable(source: Source) -> Iterator[Problem]:
    """Yield a problem for each text or key that no reader could see, and for nesting without end."""
    located: Source | None = None
    # A list of what is still to be seen, and no recursion: a file can nest deeper than Python's stack.
    waiting: list[tuple[object, Place]] = [(source.value, ())]
    while waiting:
        value, at = waiting.pop()
        if len(at) > DEEPEST:
            yield _too_deep(source.file, None)
            return
        inside: list[tuple[object, Place]] = []
        if isinstance(value, dict):
            inside = [(entry, (*at, key)) for key, entry in value.items()]
        elif isinstance(value, list):
            inside = [(entry, (*at, number)) for number, entry in enumerate(value)]
        waiting += reversed(inside)
        for text in (value, at[-1] if at else ""):
            if isinstance(text, str) and (hidden := _UNPRINTABLE.search(text)):
                actual = f"the character U+{ord(hidden[0]):04X}, which cannot be printed"
                located = located or with_lines(source)
                yield located.problem(at, actual, "text", "Remove the character.")


def _too_deep(file: Path, line: int | None) -> Problem:
    actual = f"more than {DEEPEST} levels of nesting"
    return Problem(file, line, "", actual, "plain values", "Write the value itself.")


# libyaml's own words. It reads ahead, so it may meet the thousandth level before we are given the forty-first.
_TOO_DEEP_FOR_THE_PARSER = "exceeded maximum nesting depth"


class _Loader(yaml.CSafeLoader):
    """Reads true, false, null and whole numbers; every other plain word is text."""


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(?:null|~|)$"), ["n", "~", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^(?:0|-?[1-9][0-9]{0,17})$"), list("-0123456789"))


def _read_yaml(file: Path, text: str) -> Source:
    try:
        _refuse_what_hides(file, text)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        if error.problem == _TOO_DEEP_FOR_THE_PARSER:
            raise UnusableFileError([_too_deep(file, line)]) from None
        fix = "Check the indentation, the quotes and the colons on this line and the one before."
        reason = error.problem or "not well formed"
        raise UnusableFileError([Problem(file, line, "", f"text that is not YAML: {reason}", "YAML", fix)]) from None
    except (yaml.YAMLError, ValueError) as error:
        actual = f"a character that YAML does not allow ({' '.join(str(error).split())[:80]})"
        raise one_problem(file, actual, "text", "Remove the character.") from None
    if node is None:
        raise one_problem(file, "an empty file", "a document", "")
    building = _Building(file)
    value = building.value(node, ())
    if building.problems:
        raise first_problems(building.problems)
    return Source(file, value, building.lines)


def _refuse_what_hides(file: Path, text: str) -> None:
    """Refuse tags and aliases, by which one thing is written and another read, and what has no end."""
    depth = number = 0
    for event in yaml.parse(text, Loader=_Loader):
        number += isinstance(event, yaml.NodeEvent)
        if number > MOST:
            raise UnusableFileError([_too_many(file, event.start_mark.line + 1 if event.start_mark else None)])
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        actual = ""
        if depth > DEEPEST:
            actual = f"more than {DEEPEST} levels of nesting"
        elif anchor := getattr(event, "anchor", None):
            actual = f"the {'alias *' if isinstance(event, yaml.AliasEvent) else 'anchor &'}{anchor}"
        elif tag := getattr(event, "tag", None):
            actual = f"the tag {tag}"
        if actual:
            line = event.start_mark.line + 1 if event.start_mark else None
            raise UnusableFileError([Problem(file, line, "", actual, "plain values", "Write the value itself.")])


class _Building:
    """Turns composed YAML into values, and notes where each was and what could not be taken."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []

    def value(self, node: yaml.Node, at: Place) -> object:
        self.lines.setdefault(at, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(entry, (*at, number)) for number, entry in enumerate(node.value)]
        return self.scalar(node)

    def mapping(self, node: yaml.MappingNode, at: Place) -> dict[str, object]:
        values: dict[str, object] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self.refuse(line, at, "a key that is not a word", "a word or an id as key", "")
                continue
            key = str(key_node.value)
            self.lines.setdefault((*at, key), line)
            if key in values:
                first = self.lines[*at, key]
                self.refuse(
                    line,
                    (*at, key),
                    f"the key '{key}' a second time",
                    "each key once",
                    f"It is on line {first} as well: keep one of the two.",
                )
            values[key] = self.value(value_node, (*at, key))
        return values

    def scalar(self, node: yaml.Node) -> object:
        if node.tag == "tag:yaml.org,2002:int":
            return int(node.value)
        if node.tag == "tag:yaml.org,2002:bool":
            return bool(node.value == "true")
        if node.tag == "tag:yaml.org,2002:null":
            return None
        return str(node.value)

    def refuse(self, line: int, at: Place, actual: str, expected: str, fix: str) -> None:
        self.problems.append(Problem(self.file, line, in_words(at), actual, expected, fix))
