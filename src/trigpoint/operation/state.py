"""Whether this version of Trigpoint fits its database: a newer one is never served or written to."""

from collections.abc import Iterable

from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

NEWER = "The database is that of a newer version of Trigpoint. Install that version; nothing was changed."


class NewerDatabaseError(RuntimeError):
    """The database has had changes that this version does not know."""

    def __init__(self) -> None:
        super().__init__(NEWER)


def check_is_not_newer() -> None:
    """Raise NewerDatabaseError where the database has had changes of ours that this version does not know."""
    executor = MigrationExecutor(connection)
    if unknown_migrations(executor.loader.applied_migrations):
        raise NewerDatabaseError


def unknown_migrations(applied: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Of the migrations that a database has had, as pairs of app and name, ours that this version does not know.

    Those of libraries are left alone: a library that dropped a migration did so knowingly.
    """
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("trigpoint.")}
    # Without a connection: a place into which a backup is to be restored has no database yet.
    on_disk = MigrationLoader(None).disk_migrations
    return tuple(f"{label}.{name}" for label, name in sorted(applied) if label in ours and (label, name) not in on_disk)


def is_older() -> bool:
    """Whether the database lacks changes that this version has."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
