"""A framework's folder on disk → `rules.Framework`, with everything that is wrong said at once."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from trigpoint.bundle.framework_file import FrameworkShape
from trigpoint.bundle.framework_values import framework_of
from trigpoint.bundle.identifiers import changed_identifiers
from trigpoint.bundle.messages import not_in_typeface
from trigpoint.bundle.method_file import MethodShape
from trigpoint.bundle.method_values import method_of
from trigpoint.bundle.problems import Problem, UnusableFileError, one_problem
from trigpoint.bundle.shape import ShapeT, validate
from trigpoint.bundle.source import Source, read_source
from trigpoint.bundle.typeface import unprintable, with_letters
from trigpoint.english import did_you_mean, one_of
from trigpoint.rules.framework import Framework
from trigpoint.rules.lint import lint

FRAMEWORK_FILE, METHOD_FILE = "framework.yaml", "method.yaml"


@dataclass(frozen=True, slots=True)
class ReadFramework:
    """A framework that could be read, and what lint finds in it: only one without findings may be used."""

    folder: Path
    framework: Framework
    findings: tuple[Problem, ...]


def built_in() -> dict[str, Path]:
    """Return the folders of the frameworks that come with Trigpoint, by id."""
    home = Path(str(files("trigpoint"))) / "frameworks"
    return {folder.name: folder for folder in sorted(home.iterdir()) if (folder / FRAMEWORK_FILE).is_file()}


def framework_folder(name: str) -> Path:
    """Return the folder of a built-in id or of a path. Raises UnusableFileError where there is neither."""
    shipped = built_in()
    if name in shipped:
        return shipped[name]
    if Path(name).is_dir():
        return Path(name)
    fix = did_you_mean(name, shipped) or "Give an id, or the folder that holds framework.yaml and method.yaml."
    raise one_problem(Path(name), "no such framework", one_of(shipped), fix)


def load_framework(folder: Path) -> Framework:
    """Return a framework that may be used. Raises UnusableFileError with all problems, lint's findings among them."""
    read = read_framework(folder)
    if read.findings:
        raise UnusableFileError(read.findings)
    return read.framework


def read_framework(folder: Path) -> ReadFramework:
    """Read a framework and lint it. Raises UnusableFileError where its files are not of the right shape."""
    sources, problems = _sources(folder)
    words = _checked(FrameworkShape, sources.get(FRAMEWORK_FILE), problems)
    numbers = _checked(MethodShape, sources.get(METHOD_FILE), problems)
    method = None
    if numbers is not None:
        method, wrong_numbers = method_of(numbers, sources[METHOD_FILE])
        problems += wrong_numbers
    if words is None or method is None:
        raise UnusableFileError(problems)
    framework, wrong_words = framework_of(words, method, _digest(sources), sources[FRAMEWORK_FILE])
    if wrong_words or problems:
        raise UnusableFileError([*wrong_words, *problems])
    findings = [
        sources[finding.file].problem(finding.place, finding.wrong, finding.right, "") for finding in lint(framework)
    ]
    findings += _unprintable(sources)
    findings.sort(key=lambda problem: (problem.file, problem.line or 0))
    return ReadFramework(folder, framework, (*findings, *changed_identifiers(framework, folder)))


def _sources(folder: Path) -> tuple[dict[str, Source], list[Problem]]:
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    for name in (FRAMEWORK_FILE, METHOD_FILE):
        try:
            sources[name] = read_source(folder / name)
        except UnusableFileError as error:
            problems += error.problems
    return sources, problems


def _checked(model: type[ShapeT], source: Source | None, problems: list[Problem]) -> ShapeT | None:
    if source is None:
        return None
    try:
        return validate(model, source)
    except UnusableFileError as error:
        problems += error.problems
        return None


def _digest(sources: dict[str, Source]) -> str:
    """Return a digest of what the two files say; comments and layout do not count."""
    contents = {name: source.value for name, source in sources.items()}
    return hashlib.sha256(json.dumps(contents, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _unprintable(sources: dict[str, Source]) -> Iterator[Problem]:
    """Yield a problem for each text that no report could print, so that a report is never refused for a framework's."""
    for source in sources.values():
        for at, text in source.texts():
            if characters := unprintable(with_letters(text)):
                yield source.problem(at, not_in_typeface(characters), "characters that it has", "")
