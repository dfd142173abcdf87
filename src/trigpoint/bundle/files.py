"""A file → a Bundle that fits its framework; a Bundle → canonical bytes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from trigpoint.bundle.conformance import nonconformities
from trigpoint.bundle.frameworks import built_in, load_framework
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.problems import UnusableFileError, one_problem
from trigpoint.bundle.shape import checked
from trigpoint.bundle.source import Source, read_source, with_lines
from trigpoint.english import did_you_mean, one_of, quoted
from trigpoint.rules.framework import Framework

FILE_NAMES = ("inspection.yaml", "inspection.yml", "inspection.json")


@dataclass(frozen=True, slots=True)
class LoadedBundle:
    """A Bundle that may be used, with its framework and the file that it came from."""

    bundle: Bundle
    framework: Framework
    source: Source


def load_bundle(path: Path, framework_folder: Path | None = None) -> LoadedBundle:
    """Read a Bundle, given as its file or its folder, and the framework that it is pinned to.

    `framework_folder` is needed only for a framework that does not come with Trigpoint.
    Raises UnusableFileError, with every problem at once, where file, framework or their fit is wrong.
    """
    source = read_source(bundle_file(path))
    _check_version(source)
    bundle = checked(Bundle, source)
    framework = load_framework(framework_folder or _built_in_folder(bundle, source))
    found = nonconformities(bundle, framework)
    if found:
        located = with_lines(source)
        problems = [located.problem(one.place, one.found, one.expected, one.mend) for one in found]
        raise UnusableFileError(sorted(problems, key=lambda problem: problem.line or 0))
    return LoadedBundle(bundle, framework, source)


def bundle_file(path: Path) -> Path:
    """Return the file of a Bundle given as its file or its folder. Raises UnusableFileError where there is not one."""
    if not path.is_dir():
        return path
    here = [path / name for name in FILE_NAMES if (path / name).is_file()]
    if len(here) != 1:
        found = "none of them" if not here else " and ".join(file.name for file in here)
        raise one_problem(path, f"a folder with {found}", f"one file named {' or '.join(FILE_NAMES)}", "")
    return here[0]


def canonical_json(bundle: Bundle) -> str:
    """Return the Bundle as JSON that depends on what it says alone: neither layout nor the order of keys counts."""
    said = bundle.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _check_version(source: Source) -> None:
    """Say first, and alone, that a file is no Bundle or of a version that is not known: the rest would only confuse."""
    value = source.value
    place = ("bundle_version",)
    if not isinstance(value, Mapping) or "bundle_version" not in value:
        mend = "Is this the right file? A Bundle begins with 'bundle_version: 1'."
        raise UnusableFileError([with_lines(source).problem(place, "no 'bundle_version'", "a Bundle", mend)])
    version = value["bundle_version"]
    if version != 1 or not isinstance(version, int) or isinstance(version, bool):
        found, mend = f"bundle_version {quoted(version)}", "Use the Trigpoint that wrote it, or a newer one."
        raise UnusableFileError([with_lines(source).problem(place, found, "bundle_version 1", mend)])


def _built_in_folder(bundle: Bundle, source: Source) -> Path:
    known = built_in()
    name = bundle.framework.id
    if name in known:
        return known[name]
    mend = did_you_mean(name, known) or "Name the folder of your own framework with --framework."
    found = f"the framework {quoted(name)}"
    raise UnusableFileError([with_lines(source).problem(("framework", "id"), found, one_of(known), mend)])
