"""`trigpoint sample replay`: what it finds in a certificate that was changed, and what no replay can find."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import InProcess
from trigpoint.bundle.certificate import certificate_of, certificate_text, read_certificate, shape_of
from trigpoint.case_lists.frozen import frozen_sha256, frozen_text, read_frozen
from trigpoint.rules.certificate import FrozenList, with_steering
from trigpoint.rules.steering import Agreement, LeftOffList, Limited, MovedDate, ReplacedList, SteeringFacts

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
        assert ended.out.splitlines()[0].endswith("identical." if name in NOT_TO_BE_PROVED else "were not compared.")
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


FACTS = SteeringFacts(
    shown_to="Northmere Youth Justice",
    excluded_before_list=1,
    excluded_after_list=1,
    readmitted=3,
    lists_replaced=(
        ReplacedList("court", datetime(2026, 10, 30, tzinfo=UTC), "ab" * 32, 71, "Ten cases\nwere missing", ()),
    ),
    agreements=(Agreement(Limited.TAKEN_OUT, 9, date(2026, 11, 5), "The team is short of readers"),),
)


def with_facts(folder: Path, facts: SteeringFacts) -> Path:
    """The example's certificate as version 2 has it: with what people did beside the draw."""
    certificate = certificate_of(read_certificate(CERTIFICATE))
    cases = read_frozen(LIST, certificate.settings.attributes)
    frozen = FrozenList(cases, frozen_sha256(frozen_text(cases, certificate.settings.attributes)))
    file = folder / "steered.json"
    file.write_text(certificate_text(shape_of(with_steering(certificate, frozen, facts))), encoding="utf-8")
    return file


@pytest.fixture
def steered(tmp_path: Path) -> Path:
    return with_facts(tmp_path, FACTS)


def rewritten(file: Path, **facts: object) -> Path:
    """The same certificate written anew by somebody, with other facts; with none at all it becomes version 1."""
    certificate = json.loads(file.read_text(encoding="utf-8"))
    if facts:
        certificate["steering"]["facts"] |= facts
    else:
        certificate["certificate_version"] = 1
        del certificate["steering"]
    other_file = file.with_name("rewritten.json")
    other_file.write_text(json.dumps(certificate, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return other_file


def sha256_of(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_what_people_did_is_printed_as_the_certificate_states_it(trigpoint: InProcess, steered: Path) -> None:
    ended = trigpoint("sample", "replay", str(steered), str(LIST))
    assert ended.code == 0
    stated = ended.out.partition("Stated by the certificate; no replay can prove these:\n")[2]
    assert f"sha256 {sha256_of(steered)}\n" in stated
    assert "shown to Northmere Youth Justice on 2026-10-12" in stated
    assert "excluded before the list that counts came in: 1; after it: 1; taken back: 3\n" in stated
    assert "a list of court with 71 cases, sent on 2026-10-30, was replaced: Ten cases were missing\n" in stated
    assert "on 2026-11-05 that up to 9 are taken out of the sample: The team is short of readers\n" in stated
    assert "no seed before it\n" in stated
    assert "site date not moved after a list had come in\n" in stated
    assert "version 1" not in stated


def test_cases_that_were_left_off_a_list_by_rule_are_printed_and_without_them_no_certificate_changes(
    trigpoint: InProcess, tmp_path: Path
) -> None:
    # Certificates are compared by their bytes: one that has nothing to say of it is written as before.
    assert "left_off_lists" not in with_facts(tmp_path, FACTS).read_text("utf-8")
    file = with_facts(tmp_path, replace(FACTS, left_off_lists=(LeftOffList("court", "disposal", 3),)))
    ended = trigpoint("sample", "replay", str(file), str(LIST))
    assert ended.code == 0
    assert "left off the list of court by rule, as its disposal is none of ours: 3 cases\n" in ended.out
    assert certificate_text(read_certificate(file)) == file.read_text("utf-8")


def test_a_site_date_that_was_moved_and_what_a_second_person_said_of_it_are_printed(
    trigpoint: InProcess, tmp_path: Path
) -> None:
    moves = (
        MovedDate(None, date(2026, 11, 2), date(2026, 10, 31), ""),
        MovedDate(date(2026, 11, 2), date(2026, 11, 16), date(2026, 11, 3), "The rooms\nare let"),
    )
    agreed = Agreement(Limited.SITE_DATE, 2, date(2026, 11, 5), "The rooms are let indeed")
    file = with_facts(tmp_path, replace(FACTS, agreements=(agreed,), site_date_moves=moves))
    ended = trigpoint("sample", "replay", str(file), str(LIST))
    assert (ended.code, ended.err) == (0, "")
    assert (
        "after a list had come in, on 2026-10-31, the site date was set to 2026-11-02: no reason is given" in ended.out
    )
    assert "on 2026-11-03, the site date was moved from 2026-11-02 to 2026-11-16: The rooms are let\n" in ended.out
    assert (
        "a second person agreed on 2026-11-05 that the site date is moved 2 times after a list had come in: "
        "The rooms are let indeed\n" in ended.out
    )


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({}, "This certificate is of version 1, which does not tell what else people did"),
        ({"agreements": []}, "no consent of a second person"),
        ({"lists_replaced": []}, "no list replaced"),
        ({"readmitted": 0}, "taken back: 0"),
        ({"shown_to": "Somebody else"}, "shown to Somebody else on"),
    ],
)
def test_a_certificate_that_lost_what_people_did_says_what_it_states_and_is_found_by_its_hash(
    facts: dict[str, object], says: str, trigpoint: InProcess, steered: Path
) -> None:
    shown = sha256_of(steered)
    other_file = rewritten(steered, **facts)
    alone = trigpoint("sample", "replay", str(other_file), str(LIST))
    assert (alone.code, says in alone.out) == (0, True)
    assert "Compare the certificate's own hash with the one in the report" in alone.out
    found = trigpoint("sample", "replay", str(other_file), str(LIST), "--certificate-hash", shown)
    assert found.code == 1
    assert "the hash of the certificate\n" in found.out
    assert f"{shown}, as you gave it" in found.out


def test_the_hash_of_the_report_shows_that_the_certificate_is_the_one(trigpoint: InProcess, steered: Path) -> None:
    given = f" {sha256_of(steered).upper()}"
    ended = trigpoint("sample", "replay", str(steered), str(LIST), "--certificate-hash", given)
    assert (ended.code, "The certificate is the one whose hash you gave" in ended.out) == (0, True)


@pytest.mark.parametrize("field", ["framework", "framework_digest"])
def test_settings_that_were_not_compared_are_the_last_thing_that_is_said(
    field: str, trigpoint: InProcess, tmp_path: Path
) -> None:
    file = tmp_path / "certificate.json"
    file.write_text(with_changed(("drawn_for", field)), encoding="utf-8")
    ended = trigpoint("sample", "replay", str(file), str(LIST))
    assert "\nNot compared: the settings. The framework " in ended.out[-500:]
    told = json.loads(trigpoint("sample", "replay", str(file), str(LIST), "--json").out)
    assert (told["settings_compared"], told["tells_what_people_did"]) == (False, False)
    assert (told["commitment_given"], told["certificate_hash_given"]) == (False, False)
