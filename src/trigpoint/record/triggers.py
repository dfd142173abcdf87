"""Triggers that refuse to change or to remove what is recorded, whatever program asks."""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CHAINS = ("record_chain", "record_event", "record_checkpoint")
HEADS = ("record_leaf", "record_treehead", "record_headdelivery")
TABLES = (*CHAINS, *HEADS)
# What may be in each table only once: SQLite's INSERT OR REPLACE would remove the row that has it already.
_KEYS = {
    "record_chain": (("key",),),
    "record_event": (("id",), ("chain_id", "number"), ("hash",)),
    "record_checkpoint": (("id",),),
    "record_leaf": (("position",), ("chain", "number"), ("hash",)),
    "record_treehead": (("size",),),
    "record_headdelivery": (("id",), ("head_id", "way")),
}
REFUSED = "The record is only ever added to."
# What PostgreSQL's triggers do.
FUNCTION = f" BEGIN RAISE EXCEPTION '{REFUSED}'; END "


def install(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - a migration's signature
    """Make the database refuse UPDATE and DELETE (on PostgreSQL also TRUNCATE) on the tables of the chains."""
    for statement in statements(editor.connection.vendor, CHAINS):
        editor.execute(statement)


def install_on_heads(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - a migration's signature
    """The same on the tables of the tree."""
    for statement in statements(editor.connection.vendor, HEADS):
        editor.execute(statement)


def install_again(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Bring the triggers of an older installation up to date."""
    remove(apps, editor)
    install(apps, editor)


def remove(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - a migration's signature
    """Take the triggers of the chains away again, for a migration that goes back."""
    for statement in removals(editor.connection.vendor, CHAINS):
        editor.execute(statement)


def removals(vendor: str, tables: tuple[str, ...] = TABLES) -> tuple[str, ...]:
    """Return the SQL that takes the triggers away."""
    return tuple(
        f"DROP TRIGGER IF EXISTS {_name(table, event)}" + (f" ON {table}" if vendor == "postgresql" else "")
        for table in tables
        for event in _events(vendor)
    )


def statements(vendor: str, tables: tuple[str, ...] = TABLES) -> tuple[str, ...]:
    """Return the SQL that installs the triggers in a kind of database."""
    if vendor == "postgresql":
        function = (
            f"CREATE OR REPLACE FUNCTION record_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $${FUNCTION}$$"
        )
        return (function, *(_postgresql(table, event) for table in tables for event in _events(vendor)))
    return tuple(_sqlite(table, event) for table in tables for event in _events(vendor))


def _events(vendor: str) -> tuple[str, ...]:
    return ("UPDATE", "DELETE", "TRUNCATE") if vendor == "postgresql" else ("UPDATE", "DELETE", "REPLACE")


def _postgresql(table: str, event: str) -> str:
    return (
        f"CREATE TRIGGER {_name(table, event)} BEFORE {event} ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION record_only_added_to()"
    )


def _sqlite(table: str, event: str) -> str:
    # SQLite knows triggers for rows alone; one without a row changes nothing and needs no refusal.
    refuses = f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    if event == "REPLACE":
        same = " OR ".join(" AND ".join(f"{column} = NEW.{column}" for column in key) for key in _KEYS[table])
        exists = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608  # nosec B608
        return f"CREATE TRIGGER {_name(table, event)} BEFORE INSERT ON {table} WHEN {exists} {refuses}"
    return f"CREATE TRIGGER {_name(table, event)} BEFORE {event} ON {table} {refuses}"


def _name(table: str, event: str) -> str:
    return f"{table}_refuses_{event.lower()}"
