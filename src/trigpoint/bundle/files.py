"""A file → a Bundle that conforms to its framework; a Bundle → canonical bytes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from trigpoint.bundle.conformance import nonconformities
from trigpoint.bundle.frameworks import built_in, load_framework
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.other_files import check_is_no_other, folder_without_bundle, no_bundle
from trigpoint.bundle.problems import UnusableFileError, first_problems, one_problem
from trigpoint.bundle.shape import validate
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
    Raises UnusableFileError, with every problem at once, where file or framework is wrong, or the two do not agree.
    """
    file = bundle_file(path)
    check_is_no_other(file)
    source = read_source(file)
    _check_version(source)
    bundle = validate(Bundle, source)
    framework = load_framework(framework_folder or _built_in_folder(bundle, source))
    all_nonconformities = nonconformities(bundle, framework)
    first = next(all_nonconformities, None)
    if first is not None:
        # JSON is read without lines, and once more with them only where there is something to point at.
        located = with_lines(source)
        raise first_problems(
            located.problem(nonconformity.place, nonconformity.actual, nonconformity.expected, nonconformity.fix)
            for nonconformity in chain((first,), all_nonconformities)
        )
    return LoadedBundle(bundle, framework, source)


def bundle_file(path: Path) -> Path:
    """Return the file of a Bundle given as its file or its folder. Raises UnusableFileError where there is not one."""
    if not path.is_dir():
        return path
    files = [path / name for name in FILE_NAMES if (path / name).is_file()]
    if not files:
        raise folder_without_bundle(path, FILE_NAMES)
    if len(files) != 1:
        actual = " and ".join(file.name for file in files)
        raise one_problem(path, f"a folder with {actual}", f"one file named {' or '.join(FILE_NAMES)}", "")
    return files[0]


def canonical_json(bundle: Bundle) -> str:
    """Return the Bundle as JSON that depends on what it says alone: neither layout nor the order of keys counts."""
    # Without defaults: a field that a later version adds leaves the bytes of a Bundle that has none of it as they are.
    values = bundle.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _check_version(source: Source) -> None:
    """Say first, and alone, that a file is no Bundle or of a version that is not known: the rest would only confuse."""
    value = source.value
    at = ("bundle_version",)
    if not isinstance(value, Mapping) or "bundle_version" not in value:
        actual, fix = no_bundle(value)
        raise UnusableFileError([with_lines(source).problem(at, actual, "a Bundle", fix)])
    version = value["bundle_version"]
    if version != 1 or not isinstance(version, int) or isinstance(version, bool):
        actual, fix = f"bundle_version {quoted(version)}", "Use the Trigpoint that wrote it, or a newer one."
        raise UnusableFileError([with_lines(source).problem(at, actual, "bundle_version 1", fix)])


def _built_in_folder(bundle: Bundle, source: Source) -> Path:
    folders = built_in()
    name = bundle.framework.id
    if name in folders:
        return folders[name]
    fix = did_you_mean(name, folders) or "Name the folder of your own framework with --framework."
    actual = f"the framework {quoted(name)}"
    raise UnusableFileError([with_lines(source).problem(("framework", "id"), actual, one_of(folders), fix)])


def document_of(bundle: Bundle) -> dict[str, Any]:
    """Return the Bundle as its JSON: all that was said, in the order in which it was said, and no defaults."""
    document: dict[str, Any] = bundle.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return document
