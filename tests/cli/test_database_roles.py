"""Two roles on a PostgreSQL that the test starts: the owner makes the tables, the application can only add to the record."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.cli.test_site import TRIGPOINT, settings_of
from tests.postgres import NoPostgreSQLError, private_postgresql, programs

# Each command is a process of its own, on a server of its own.
pytestmark = pytest.mark.proof
Ended = subprocess.CompletedProcess[str]
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.production",
    "TRIGPOINT_SECRET_KEY": "x1y2z3" * 12,
    "TRIGPOINT_HOSTS": "inspections.example",
}
ACCEPTED = {"TRIGPOINT_DATABASE_OWNER": "accepted"}
# What was tried as the application's role when it owned its tables, and half of it was done then.
TRIES = {
    "change an entry": "UPDATE record_event SET reason = 'x'",
    "remove an entry": "DELETE FROM record_event",
    "empty the record": "TRUNCATE record_event CASCADE",
    "change on conflict": (
        "INSERT INTO record_chain (key) SELECT key FROM record_chain LIMIT 1 ON CONFLICT (key) DO UPDATE SET key = 'x'"
    ),
    "be a replica, for which triggers sleep": "SET session_replication_role = replica",
    "disable triggers in the catalogue": "UPDATE pg_trigger SET tgenabled = 'D'",
    "disable a trigger": "ALTER TABLE record_event DISABLE TRIGGER ALL",
    "drop a trigger": "DROP TRIGGER record_event_refuses_update ON record_event",
    "drop the trigger's function": "DROP FUNCTION record_only_added_to() CASCADE",
    "replace the trigger's function": (
        "CREATE OR REPLACE FUNCTION record_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
    ),
    "rename a table": "ALTER TABLE record_event RENAME TO record_other",
    "drop a table": "DROP TABLE record_event CASCADE",
    # And what comes to mind once those are refused.
    "lock a row for changing it": "SELECT * FROM record_chain FOR UPDATE",
    "become the owner": "SET ROLE trigpoint_owner",
    "let itself into the owner's role": "GRANT trigpoint_owner TO trigpoint_app",
    # PostgreSQL answers the first half with a warning: nothing was granted.
    "allow itself more": "GRANT UPDATE ON record_event TO trigpoint_app; UPDATE record_event SET reason = 'x'",
    "put a trigger of its own on the record": (
        "CREATE TRIGGER mine BEFORE INSERT ON record_event FOR EACH ROW EXECUTE FUNCTION record_only_added_to()"
    ),
    "make a table in the way of another": "CREATE TABLE public.record_shadow (id int)",
    "make a schema in the way": "CREATE SCHEMA shadow",
    "hide a table behind a temporary one": "CREATE TEMPORARY TABLE record_event (id int)",
    "change a leaf of the tree": "UPDATE record_leaf SET hash = 'x'",
    "remove a head": "DELETE FROM record_treehead",
    "change a checkpoint": "UPDATE record_checkpoint SET public_key = 'x'",
    "change a published edition": "UPDATE publishing_edition SET overall = 'x'",
    "change what a part was": "UPDATE parts_part SET body = '[]'",
    "say that the database is of another version": "DELETE FROM django_migrations",
}


class Server:
    """A server with an installation on it."""

    def __init__(self, address: str, var: Path) -> None:
        self.address, self.var = address, var

    def url(self, user: str) -> str:
        return self.address.replace("//postgres@", f"//{user}@")

    def run(self, *arguments: str, user: str = "trigpoint_app", **environment: str) -> Ended:
        own = settings_of(self.var) | PRODUCTION | {"DATABASE_URL": self.url(user)} | environment
        return subprocess.run([str(TRIGPOINT), *arguments], env=own, capture_output=True, text=True, check=False)

    def upgrade(self) -> Ended:
        return self.run("database", "upgrade", TRIGPOINT_OWNER_DATABASE_URL=self.url("trigpoint_owner"))

    def connect(self, user: str) -> "psycopg.Connection[tuple[object, ...]]":
        parts = urlsplit(self.url(user))
        return psycopg.connect(host=self.host, user=user, dbname=parts.path[1:], autocommit=True)

    @property
    def host(self) -> str:
        return self.address.partition("@")[2].partition("/")[0].replace("%2F", "/")

    def make_roles(self) -> None:
        """What a superuser does on the first day with what the command prints."""
        printed = self.run("database", "roles", "--application", "trigpoint_app", user="postgres", **ACCEPTED)
        assert (printed.returncode, printed.stderr) == (0, "")
        with self.connect("postgres") as superuser:
            superuser.execute(printed.stdout)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An installation that began with one role, a superuser, and then was given two."""
    try:
        programs()
    except NoPostgreSQLError as missing:
        pytest.skip(str(missing))
    with private_postgresql() as address:
        installation = Server(address, tmp_path_factory.mktemp("roles"))
        assert installation.run("load", "examples/trafford-2021", user="postgres", **ACCEPTED).returncode == 0
        installation.make_roles()
        assert installation.upgrade().returncode == 0
        assert installation.run("record", "head").returncode == 0
        yield installation


@pytest.mark.parametrize("what", TRIES)
def test_the_application_cannot(server: Server, what: str) -> None:
    with server.connect("trigpoint_app") as application, pytest.raises(psycopg.errors.InsufficientPrivilege):
        application.execute(TRIES[what])


def test_what_the_application_needs_it_can(server: Server) -> None:
    """An inspection is loaded, a head taken, and the record verified, all as the application."""
    loaded = server.run("load", "examples/eastmere-2026")
    assert (loaded.returncode, loaded.stderr) == (0, "")
    assert server.run("record", "head").returncode == 0
    assert server.run("record", "new-key").returncode == 0
    verified = server.run("record", "verify", "eastmere-2026")
    assert (verified.returncode, verified.stderr) == (0, "")


def test_in_production_the_owners_role_is_refused_at_start_unless_told(server: Server) -> None:
    for user in ("postgres", "trigpoint_owner"):
        ended = server.run("record", "verify", "trafford-2021", user=user)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert f"The database role '{user}' could change or remove what is recorded" in ended.stderr
        assert "trigpoint database roles" in ended.stderr
    accepted = server.run("record", "verify", "trafford-2021", user="postgres", **ACCEPTED)
    assert accepted.returncode == 0
    assert server.run("record", "verify", "trafford-2021").returncode == 0


def test_a_web_server_of_ones_own_is_refused_as_well(server: Server) -> None:
    for user, code in (("trigpoint_owner", 1), ("trigpoint_app", 0)):
        own = settings_of(server.var) | PRODUCTION | {"DATABASE_URL": server.url(user)}
        ended = subprocess.run(
            [str(TRIGPOINT.with_name("python")), "-c", "import trigpoint.web.wsgi"],
            env=own,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == code
        assert ("could change or remove what is recorded" in ended.stderr) == (code == 1)


def test_a_role_that_may_make_roles_is_as_good_as_the_owner(server: Server) -> None:
    with server.connect("postgres") as superuser:
        superuser.execute("ALTER ROLE trigpoint_app CREATEROLE")
        try:
            ended = server.run("record", "verify", "trafford-2021")
        finally:
            superuser.execute("ALTER ROLE trigpoint_app NOCREATEROLE")
    assert ended.returncode == 2
    assert "The database role 'trigpoint_app' could change or remove" in ended.stderr


def test_the_application_never_brings_the_database_up_to_date_and_says_what_does(server: Server) -> None:
    with server.connect("postgres") as superuser:
        superuser.execute("DELETE FROM django_migrations WHERE app = 'record' AND name = '0005_bound_rows'")
        try:
            ended = server.run("load", "examples/trafford-2021-cases")
        finally:
            superuser.execute(
                "INSERT INTO django_migrations (app, name, applied) VALUES ('record', '0005_bound_rows', now())"
            )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "'trigpoint database upgrade' brings an older one up to date." in ended.stderr


def test_the_sql_can_be_run_again_and_the_upgrade_too(server: Server) -> None:
    server.make_roles()
    upgraded = server.upgrade()
    assert (upgraded.returncode, upgraded.stdout) == (0, "The database is up to date.\n")
    with server.connect("trigpoint_app") as application, pytest.raises(psycopg.errors.InsufficientPrivilege):
        application.execute("DELETE FROM record_event")


def test_roles_that_make_no_sense_are_refused(server: Server) -> None:
    superuser = server.run("database", "roles", user="postgres")
    assert superuser.returncode == 2
    assert "'postgres' may do everything on the server" in superuser.stderr
    same = server.run("database", "roles", "--owner", "trigpoint_app")
    assert same.returncode == 2
    assert "must be two roles" in same.stderr
    elsewhere = upgrade_elsewhere(server)
    assert elsewhere.returncode == 2
    assert "must name the same database, with two users" in elsewhere.stderr


def upgrade_elsewhere(server: Server) -> Ended:
    other = server.url("trigpoint_owner").replace("/postgres", "/another")
    return server.run("database", "upgrade", TRIGPOINT_OWNER_DATABASE_URL=other)


def test_an_installation_that_begins_with_two_roles_is_made_by_the_owner(tmp_path: Path) -> None:
    try:
        programs()
    except NoPostgreSQLError as missing:
        pytest.skip(str(missing))
    with private_postgresql() as address:
        server = Server(address, tmp_path)
        server.make_roles()
        upgraded = server.upgrade()
        assert (upgraded.returncode, upgraded.stderr) == (0, "")
        loaded = server.run("load", "examples/trafford-2021")
        assert (loaded.returncode, loaded.stderr) == (0, "")
        with server.connect("trigpoint_app") as application, pytest.raises(psycopg.errors.InsufficientPrivilege):
            application.execute("UPDATE record_event SET reason = 'x'")
