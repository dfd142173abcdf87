"""On PostgreSQL: what the application may do with each table, so that it can add to its record and not change it.

Triggers alone do not bind whoever owns the tables: an owner drops them. So the tables belong to one role, which brings
the database up to date, and the application is another, which may only add rows to what is only ever added to.
"""

from collections.abc import Iterator
from typing import Final

from django.apps import apps
from django.conf import settings
from django.db import connection

# What only bringing the database up to date writes.
_ONLY_READ: Final = ("django_migrations",)
# May the role change or remove rows there, or make itself able to? An owner, a superuser and whoever may become one
# can; so can who may make roles, as PostgreSQL lets them into every role but a superuser's.
_CAN_CHANGE: Final = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = current_schema() AND c.relname = ANY(%s) AND (
    pg_has_role(current_user, c.relowner, 'MEMBER')
    OR has_table_privilege(current_user, c.oid, 'UPDATE')
    OR has_any_column_privilege(current_user, c.oid, 'UPDATE')
    OR has_table_privilege(current_user, c.oid, 'DELETE, TRUNCATE, TRIGGER')
    OR (SELECT rolcreaterole FROM pg_roles WHERE rolname = current_user)
) ORDER BY 1
"""
_EVERYTHING_TO: Final = """\
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT oid::regclass FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v') LOOP
    EXECUTE format('ALTER TABLE %s OWNER TO %I', name, OWNER_NAME);
  END LOOP;
  FOR name IN SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'public'::regnamespace LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO %I', name, OWNER_NAME);
  END LOOP;
END $$"""


class OwnerError(Exception):
    """The application runs on a role that can change its own record; the sentence says how to go on."""


def only_added_to() -> tuple[str, ...]:
    """Return the tables of which the application needs to read and to add rows, and no more."""
    return tuple(sorted(model._meta.db_table for model in apps.get_models() if getattr(model, "ONLY_ADDED_TO", False)))


def check_cannot_change_the_record() -> None:
    """Raise OwnerError where the application's role could change or remove what is recorded. SQLite has no roles."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(_CAN_CHANGE, [list(only_added_to())])
        tables = [table for (table,) in cursor.fetchall()]
        cursor.execute("SELECT current_user")
        role = cursor.fetchone()[0]
    if tables:
        raise OwnerError(
            f"The database role '{role}' could change or remove what is recorded: {', '.join(tables)}. Let the "
            "application sign in with a role that can only add to the record: 'trigpoint database roles' prints the "
            "SQL that makes one. To start all the same, set TRIGPOINT_DATABASE_OWNER=accepted; then nothing but heads "
            "that somebody else keeps protects the record."
        )


def superuser() -> str:
    """Return the name of the role that we are signed in with where it is a superuser; else ''."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = current_user AND rolsuper")
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def role_statements(owner: str, application: str) -> Iterator[str]:
    """Yield the SQL that makes the two roles and gives all tables to the owner. For a superuser, in the database."""
    for role in (owner, application):
        is_missing = f"NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {_literal(role)})"  # nosec B608 - quoted
        yield f"DO $$ BEGIN IF {is_missing} THEN CREATE ROLE {_name(role)} LOGIN; END IF; END $$"
        yield f"ALTER ROLE {_name(role)} NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS"
    yield f"REVOKE {_name(owner)} FROM {_name(application)}"
    database = _name(str(settings.DATABASES["default"]["NAME"]))
    yield f"ALTER DATABASE {database} OWNER TO {_name(owner)}"
    yield f"REVOKE ALL ON DATABASE {database} FROM PUBLIC, {_name(application)}"
    yield f"GRANT CONNECT ON DATABASE {database} TO {_name(application)}"
    yield f"ALTER SCHEMA public OWNER TO {_name(owner)}"
    yield f"REVOKE ALL ON SCHEMA public FROM PUBLIC, {_name(application)}"
    # A column's own sequence follows its table.
    yield _EVERYTHING_TO.replace("OWNER_NAME", _literal(owner))


def grant_statements(application: str) -> Iterator[str]:
    """Yield the SQL that says what the application may do with each table that is there. For the owner."""
    role = _name(application)
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {role}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {role}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}"
    yield f"REVOKE UPDATE, DELETE ON {', '.join(map(_name, only_added_to()))} FROM {role}"
    yield f"REVOKE INSERT, UPDATE, DELETE ON {', '.join(map(_name, _ONLY_READ))} FROM {role}"


def _name(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
