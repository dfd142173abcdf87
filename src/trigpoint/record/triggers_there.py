"""Whether the database has the triggers that refuse changes to the record, as they were made, and no others.

A trigger acts with every write, whatever program makes it: one that somebody put there could spoil what we write in the
moment of writing. Trigpoint has none but those of the record.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.db import connection

from trigpoint.record.printable import printable
from trigpoint.record.triggers import FUNCTION, statements

_SQLITE: Final = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
# The definition names the table as we do where it is found without its schema; 'O': it acts. A rule is another way to
# have the database do something else than was asked. What enforces foreign keys is internal.
_POSTGRESQL: Final = """
SELECT t.tgname, c.relname, pg_get_triggerdef(t.oid, true)
    || CASE WHEN t.tgenabled IN ('O', 'A') THEN '' ELSE ' (disabled)' END
    || CASE WHEN p.proname = 'record_only_added_to' AND p.prosrc <> %s THEN ' (another function)' ELSE '' END
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal
UNION ALL
SELECT r.rulename, c.relname, pg_get_ruledef(r.oid, true)
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
WHERE c.relnamespace = current_schema()::regnamespace AND r.rulename <> '_RETURN'
UNION ALL
SELECT e.evtname, 'all', 'on ' || e.evtevent FROM pg_event_trigger e
ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class _Trigger:
    table: str
    definition: str


def trigger_faults() -> tuple[str, ...]:
    """Return, in sentences, which triggers are missing, which are not what they were, and which are not Trigpoint's."""
    return tuple(_faults(_expected(), _installed()))


def _faults(expected: Mapping[str, str], installed: Mapping[str, _Trigger]) -> Iterator[str]:
    for name, definition in expected.items():
        if name not in installed:
            yield f"The trigger {name} is missing: the database lets anybody change what is recorded. {_WHAT_TO_DO}"
        elif " ".join(installed[name].definition.split()) != definition:
            yield f"The trigger {name} on {printable(installed[name].table)} is not what it was. {_WHAT_TO_DO}"
    for name, trigger in installed.items():
        if name not in expected:
            yield (
                f"The trigger {printable(name)} on {printable(trigger.table)} is none of Trigpoint's: it acts when "
                f"something is written, and may spoil or hide it. {_WHAT_TO_DO}"
            )


_WHAT_TO_DO: Final = (
    "Somebody changed the database by hand: find out who, and verify against heads that were kept elsewhere."
)


def _expected() -> dict[str, str]:
    """Name → definition, of the triggers that the record has."""
    definitions = (sql for sql in statements(connection.vendor) if sql.startswith("CREATE TRIGGER "))
    return {sql.split()[2]: sql for sql in definitions}


def _installed() -> dict[str, _Trigger]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(_SQLITE)
        else:
            cursor.execute(_POSTGRESQL, [FUNCTION])
        return {str(name): _Trigger(str(table), str(definition)) for name, table, definition in cursor.fetchall()}
