"""`trigpoint database` where there are no roles: the embedded database says so, and is brought up to date all the same."""

import pytest
from django.conf import LazySettings
from django.db import connection

from tests.cli.running import InProcess
from trigpoint.record.privileges import check_cannot_change_the_record, grant_statements, only_added_to, role_statements

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def test_the_embedded_database_has_no_roles(trigpoint: InProcess) -> None:
    ended = trigpoint("database", "roles")
    assert (ended.code, ended.out) == (2, "")
    assert "The embedded database knows no roles: whoever can write its file can change it." in ended.err
    check_cannot_change_the_record()


def test_it_is_brought_up_to_date_with_an_owner_or_without(trigpoint: InProcess, settings: LazySettings) -> None:
    ended = trigpoint("database", "upgrade")
    assert (ended.code, ended.out, ended.err) == (0, "The database is up to date.\n", "")
    settings.OWNER_DATABASE = {**connection.settings_dict, "NAME": "another"}
    ended = trigpoint("database", "upgrade")
    assert (ended.code, ended.out) == (2, "")
    assert "must name the same database, with two users" in ended.err


def test_what_is_only_added_to_is_never_granted_to_be_changed() -> None:
    assert set(only_added_to()) == {
        "record_chain",
        "record_event",
        "record_checkpoint",
        "record_leaf",
        "record_treehead",
        "record_headdelivery",
        "publishing_edition",
        "publishing_draftreport",
        "publishing_signature",
        "parts_part",
        "parts_contents",
    }
    *_, revoked, read_only = grant_statements("an app")
    tables = ", ".join(f'"{table}"' for table in only_added_to())
    assert revoked == f'REVOKE UPDATE, DELETE ON {tables} FROM "an app"'
    assert read_only == 'REVOKE INSERT, UPDATE, DELETE ON "django_migrations" FROM "an app"'


def test_a_name_in_the_sql_is_quoted_whatever_it_is() -> None:
    statements = list(role_statements("o'wner", 'a"pp'))
    assert statements[0].startswith("DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'o''wner')")
    assert 'REVOKE "o\'wner" FROM "a""pp"' in statements
