"""`trigpoint record verify`, in a process of its own, against a database that somebody altered."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.cli.test_site import run, settings_of
from tests.some_quickly import some_quickly
from trigpoint.record import triggers
from trigpoint.record.chains import inspection_chain
from trigpoint.record.triggers import removals

INSPECTION = "trafford-2021"
Verify = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def var(loaded: Path) -> Path:
    return loaded


def alter(var: Path, *statements: str) -> None:
    """What an intruder does who has the database: takes the triggers away, and puts them back."""
    database = sqlite3.connect(var / "trigpoint.sqlite3")
    for statement in (*removals("sqlite"), *statements, *triggers.statements("sqlite")):
        database.execute(statement)
    database.commit()
    database.close()


def signed(key: Ed25519PrivateKey, **other: object) -> str:
    content = {
        "format": "trigpoint checkpoint 1",
        "chain": inspection_chain(INSPECTION),
        "number": 1,
        "hash": "0" * 64,
        "at": "2027-03-01T12:00:00+00:00",
        "public_key": key.public_key().public_bytes_raw().hex(),
    } | other
    unsigned = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    return json.dumps(content | {"signature": key.sign(unsigned).hex()})


def checked_against(var: Path, text: str) -> subprocess.CompletedProcess[str]:
    file = var.parent / "checkpoint.json"
    file.write_text(text, encoding="utf-8")
    return run(var, "record", "verify", INSPECTION, "--checkpoint", str(file))


def test_a_record_that_nobody_touched_is_whole(var: Path) -> None:
    ended = run(var, "record", "verify", INSPECTION)
    assert (ended.returncode, ended.stderr) == (0, "")
    # Planned, 11 parts written, interviews of two case types counted, loaded as published, sealed.
    assert ended.stdout.startswith(f"{INSPECTION}: the record is whole: 16 entries")


@pytest.mark.proof
@pytest.mark.parametrize("number", ["abc", [1], None, 1.5, True])
def test_a_checkpoint_whose_number_is_none_is_said_to_be_no_checkpoint(var: Path, number: object) -> None:
    ended = checked_against(var, signed(Ed25519PrivateKey.generate(), number=number))
    assert ended.returncode == 2
    assert "This is no checkpoint of a record of Trigpoint." in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.proof
def test_a_file_of_brackets_is_said_to_be_no_checkpoint(var: Path) -> None:
    ended = checked_against(var, "[" * 100_000)
    assert ended.returncode == 2
    assert "This is no checkpoint" in ended.stderr
    assert "Traceback" not in ended.stderr


ALTERED = {
    "DELETE FROM record_event": "Entry 1 is missing: the record is empty.",
    "UPDATE record_event SET reason = 'x' WHERE number = 2": "Entry 2 is not what it was when it was written.",
    "UPDATE record_event SET at = 'junk' WHERE number = 2": "Entry 2 ",
    "UPDATE programme_inspection SET stage = 'case-week'": (
        "The inspection's stage is 'case-week' in the database; the record's last word is 'published'."
    ),
    "UPDATE parts_part SET body = replace(body, 'yes', 'no')": ("Version 1 of 'tallies' is not what was written."),
}


@pytest.mark.parametrize("statement", some_quickly([(one,) for one in ALTERED], each=len(ALTERED)))
def test_what_was_altered_in_the_database_is_named(var: Path, statement: str) -> None:
    alter(var, statement)
    ended = run(var, "record", "verify", INSPECTION)
    assert (ended.returncode, ended.stderr) == (1, "")
    assert ended.stdout.startswith(f"{INSPECTION}: the record does not hold.\n")
    assert f"\n  {ALTERED[statement]}" in ended.stdout


@pytest.mark.proof
def test_an_inspection_that_was_taken_out_or_renamed_has_left_its_record(var: Path) -> None:
    alter(var, "UPDATE programme_inspection SET reference = 'another'")
    ended = run(var, "record", "verify", INSPECTION)
    assert (ended.returncode, ended.stderr) == (1, "")
    says = f"The inspection's reference is 'another' in the database; the record's last word is '{INSPECTION}'."
    assert says in ended.stdout
    alter(var, "DELETE FROM parts_part", "DELETE FROM publishing_edition", "DELETE FROM programme_inspection")
    ended = run(var, "record", "verify", INSPECTION)
    assert (ended.returncode, ended.stderr) == (1, "")
    assert "of which the record tells, is no longer in the database." in ended.stdout


@pytest.mark.proof
def test_an_inspection_whose_row_cannot_be_read_is_named(var: Path) -> None:
    alter(var, "UPDATE programme_inspection SET site_date = '2027-13-45'")
    ended = run(var, "record", "verify", INSPECTION)
    assert (ended.returncode, ended.stderr) == (1, "")
    assert "holds '2027-13-45' in the column site_date, which is none that Trigpoint writes." in ended.stdout


@pytest.mark.proof
def test_a_name_that_neither_an_inspection_nor_a_record_has_is_said(var: Path) -> None:
    for name in ("nowhere", "caf\u00e9"):
        ended = run(var, "record", "verify", name)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert f"There is no inspection '{name}' here." in ended.stderr


@pytest.mark.proof
def test_a_record_and_its_checkpoints_that_were_both_emptied_are_not_whole(var: Path) -> None:
    alter(var, "DELETE FROM record_checkpoint", "DELETE FROM record_event")
    ended = run(var, "record", "verify", INSPECTION, "--json")
    assert ended.returncode == 1
    verified = json.loads(ended.stdout)
    assert (verified["whole"], verified["entries"], verified["what"]) == (
        False,
        0,
        ["Entry 1 is missing: the record is empty."],
    )


@pytest.mark.proof
def test_everything_is_verified_at_once_and_counted(var: Path) -> None:
    ended = run(var, "record", "verify")
    assert (ended.returncode, ended.stderr) == (0, "")
    # Trafford's 16 entries tell of the inspection, 11 parts, 2 counts and the edition; its 2 organisations of themselves.
    assert ended.stdout == (
        "inspection: 1 chain, 16 entries\n"
        "installation: 1 chain, 1 entry\n"
        "organisation: 2 chains, 2 entries\n"
        "17 rows of 5 tables, each where the record says\n"
        "The record is whole, and the database says what it says.\n"
    )
    as_json = json.loads(run(var, "record", "verify", "--json").stdout)
    assert (as_json["whole"], as_json["what"]) == (True, [])
    assert as_json["chains"]["inspection"] == {"chains": 1, "entries": 16}
    assert as_json["rows"]["publishing.Edition"] == 1


@pytest.mark.proof
def test_everything_that_does_not_hold_is_named_with_its_record(var: Path) -> None:
    alter(
        var,
        "UPDATE people_organisation SET name = 'Elsewhere' WHERE kind = 'service'",
        "UPDATE record_event SET reason = 'x' WHERE number = 2",
    )
    ended = run(var, "record", "verify")
    assert (ended.returncode, ended.stderr) == (1, "")
    assert "All chains: the record does not hold: 2 faults.\n" in ended.stdout
    assert f"  inspection:{INSPECTION}: Entry 2 is not what it was when it was written.\n" in ended.stdout
    assert ": The organisation's name is 'Elsewhere' in the database; the record's last word is '" in ended.stdout
    what = json.loads(run(var, "record", "verify", "--json").stdout)["what"]
    assert [fault["chain"].split(":")[0] for fault in what] == ["inspection", "organisation"]


@pytest.mark.proof
def test_another_chain_is_verified_by_its_key(var: Path) -> None:
    database = sqlite3.connect(var / "trigpoint.sqlite3")
    (service,) = database.execute("SELECT reference FROM people_organisation WHERE kind = 'service'").fetchone()
    database.close()
    ended = run(var, "record", "verify", f"organisation:{service}")
    assert ended.stdout.startswith(f"organisation:{service}: the record is whole: 1 entry, each")
    for name in ("organisation:nowhere", "figures:caf\u00e9", ":"):
        ended = run(var, "record", "verify", name)
        assert (ended.returncode, f"There is no record '{name}' here." in ended.stderr) == (2, True)


@pytest.mark.proof
def test_one_entry_is_one_entry(installed: Path) -> None:
    doing = (
        "from datetime import date; from trigpoint.people.demonstration import mark_demonstration; "
        "mark_demonstration(date.today()); "
        "from trigpoint.people.actions import enter_organisation as enter; "
        "from trigpoint.people.standing import operator; by = operator(date.today()); "
        "from trigpoint.bundle.frameworks import built_in, load_framework; "
        "from trigpoint.inspectorate.programme.actions.planning import plan_inspection; "
        "a, b = (enter(kind=k, reference=k, name=k, short_name=k, by=by) for k in ('service', 'inspectorate')); "
        "plan_inspection(service=a, inspectorate=b, programme=None, reference='one', title='One', "
        "framework=load_framework(next(iter(built_in().values()))), by=by)"
    )
    environment = settings_of(installed) | {"DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.demonstration"}
    begins = "import django; django.setup(); "
    subprocess.run([sys.executable, "-c", begins + doing], env=environment, check=True, capture_output=True)
    assert run(installed, "record", "verify", "one").stdout.startswith("one: the record is whole: 1 entry, each")


@pytest.mark.proof
def test_triggers_that_are_not_ours_that_are_gone_or_were_altered_are_named(var: Path) -> None:
    alter(
        var,
        "CREATE TRIGGER quiet AFTER INSERT ON record_treehead BEGIN INSERT INTO record_headdelivery (head_id, way, at) "
        "VALUES (NEW.size, 'folder', NEW.at); END",
        "CREATE TRIGGER unseen AFTER UPDATE ON axes_accessattempt BEGIN DELETE FROM axes_accessattempt; END",
    )
    database = sqlite3.connect(var / "trigpoint.sqlite3")
    database.execute("DROP TRIGGER record_event_refuses_delete")
    database.execute("DROP TRIGGER record_leaf_refuses_update")
    database.execute("CREATE TRIGGER record_leaf_refuses_update BEFORE UPDATE ON record_leaf BEGIN SELECT 1; END")
    database.commit()
    database.close()
    for arguments in ((), (INSPECTION,)):
        ended = run(var, "record", "verify", *arguments)
        assert (ended.returncode, ended.stderr) == (1, "")
        named = [line.strip().partition(" is ")[0] for line in ended.stdout.splitlines() if "The trigger" in line]
        assert sorted(named) == [
            "The trigger quiet on record_treehead",
            "The trigger record_event_refuses_delete",
            "The trigger record_leaf_refuses_update on record_leaf",
            "The trigger unseen on axes_accessattempt",
        ]
