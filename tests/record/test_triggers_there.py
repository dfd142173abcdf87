"""The database's triggers are those that Trigpoint made, on both databases, and every other is named."""

import pytest
from django.db import connection

from tests.locks import lock_record, unlock_record
from trigpoint.record.triggers_there import trigger_faults

pytestmark = pytest.mark.django_db
_QUIET = "The trigger quiet on record_treehead is none of Trigpoint's"
# What somebody does by hand, and what is said of it.
BY_HAND = {
    "sqlite": [
        ("CREATE TRIGGER quiet AFTER INSERT ON record_treehead BEGIN DELETE FROM record_headdelivery; END", _QUIET)
    ],
    "postgresql": [
        (
            "CREATE TRIGGER quiet AFTER INSERT ON record_treehead FOR EACH STATEMENT "
            "EXECUTE FUNCTION record_only_added_to()",
            _QUIET,
        ),
        ("CREATE RULE quiet AS ON INSERT TO record_treehead DO INSTEAD NOTHING", _QUIET),
        (
            "ALTER TABLE record_event DISABLE TRIGGER record_event_refuses_update",
            "The trigger record_event_refuses_update on record_event is not what it was.",
        ),
    ],
}


def by_hand(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_triggers_of_an_installation_are_those_that_are_expected() -> None:
    assert trigger_faults() == ()


@pytest.mark.usefixtures("as_intruder")
@pytest.mark.parametrize(("statement", "says"), BY_HAND[connection.vendor])
def test_what_somebody_made_or_stopped_is_named(statement: str, says: str) -> None:
    by_hand(statement)
    (fault,) = trigger_faults()
    assert fault.startswith(says)


def test_each_trigger_that_is_missing_is_named() -> None:
    unlock_record()
    # Three on each of six tables.
    assert len([fault for fault in trigger_faults() if " is missing: " in fault]) == 18
    lock_record()
