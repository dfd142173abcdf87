"""`trigpoint sample replay`: what it finds in a certificate that was changed, and what no replay can find."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import InProcess

CERTIFICATE = Path("examples/sample-2026/certificate.json")
LIST = Path("examples/sample-2026/case-list.csv")
GOOD = json.loads(CERTIFICATE.read_text(encoding="utf-8"))

# Whoever was there at the time knows these; the command prints them to be compared, and the hash of the whole file.
NOT_TO_BE_PROVED = {
    "drawn_for.inspection",
    "drawn_for.software",
    "settings.fieldwork",
    "seed.committed_at",
    "seed.list_in_at",
    "seed.drawn_at",
    "sample.types.taken_out.reason",
    "sample.types.taken_out.answers",
}
# Then there is nothing to compare with, and the command says so.
NOT_COMPARED = {"drawn_for.framework", "drawn_for.framework_digest"}


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        if isinstance(part, dict | list) and part:
            yield from leaves(part, (*path, name))
        else:
            yield (*path, name)


def name_of(path: tuple[str | int, ...]) -> str:
    return ".".join(part for part in path if isinstance(part, str))


def other(value: Any) -> Any:
    """Something else of the same shape."""
    if isinstance(value, bool) or value is None:
        return "C001"
    if isinstance(value, int):
        return value + 1
    if isinstance(value, list | dict):
        return ["sex"] if isinstance(value, list) else {"C001": "Changed"}
    try:
        return (datetime.fromisoformat(value) + timedelta(days=1)).isoformat().replace("+00:00", "Z")[: len(value)]
    except ValueError:
        changed = "1" if value[-1:] == "0" else "0"
        return value[:-1] + changed


def one_of_each() -> dict[str, tuple[str | int, ...]]:
    """The path to the first value of each kind in the certificate, by its name."""
    paths: dict[str, tuple[str | int, ...]] = {}
    for path in leaves(GOOD):
        paths.setdefault(name_of(path), path)
    return paths


def with_changed(path: tuple[str | int, ...]) -> str:
    certificate = json.loads(CERTIFICATE.read_text(encoding="utf-8"))
    holder = certificate
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = other(holder[path[-1]])
    return json.dumps(certificate, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("name", sorted(one_of_each()))
def test_whatever_is_changed_is_found_or_printed_to_be_compared(
    name: str, trigpoint: InProcess, tmp_path: Path
) -> None:
    file = tmp_path / "certificate.json"
    file.write_text(with_changed(one_of_each()[name]), encoding="utf-8")
    ended = trigpoint("sample", "replay", str(file), str(LIST))
    if name in NOT_TO_BE_PROVED | NOT_COMPARED:
        assert (ended.code, "no replay can prove these" in ended.out) == (0, True)
        assert ("were not compared" in ended.out) == (name in NOT_COMPARED)
    else:
        assert ended.code in {1, 2}, ended.out
        assert "identical." not in ended.out or "not identical." in ended.out


def test_what_is_to_be_compared_is_printed_in_full(trigpoint: InProcess) -> None:
    printed = trigpoint("sample", "replay", str(CERTIFICATE), str(LIST)).out
    # sha256sum of the two files and of the seed's text.
    assert GOOD["seed"]["commitment"] in printed
    assert "2026-11-23" in printed
    assert "the first" in printed


def test_a_certificate_that_was_written_again_is_not_called_identical(trigpoint: InProcess, tmp_path: Path) -> None:
    file = tmp_path / "certificate.json"
    file.write_text(json.dumps(GOOD), encoding="utf-8")
    ended = trigpoint("sample", "replay", str(file), str(LIST))
    assert ended.code == 1
    assert "the file of the certificate" in ended.out


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("settings", "size", "windows", 0, "share_percent"), 0),
        (("settings", "size", "windows", 0, "from_months"), 10**9),
        (("settings", "fieldwork"), "0001-01-01"),
        (("settings", "size", "windows", 0, "case_type"), "unknown"),
    ],
)
def test_settings_that_cannot_be_are_said(
    path: tuple[str | int, ...], value: object, trigpoint: InProcess, tmp_path: Path
) -> None:
    certificate = json.loads(CERTIFICATE.read_text(encoding="utf-8"))
    holder = certificate
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = value
    file = tmp_path / "certificate.json"
    file.write_text(json.dumps(certificate, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    ended = trigpoint("sample", "replay", str(file), str(LIST))
    assert ended.code in {1, 2}
    assert "Traceback" not in ended.err
