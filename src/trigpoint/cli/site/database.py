"""`trigpoint database`: the two roles of an installation on PostgreSQL, and bringing its database up to date."""

from typing import Final

import click
from django.conf import settings
from django.db import connection, transaction

from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.site.installation import bring_up_to_date, said_as_messages
from trigpoint.record.privileges import grant_statements, role_statements, superuser

_HEAD: Final = """\
-- The two roles of this installation. Read it, then run it as a superuser of the server, in this database:
--   trigpoint database roles | psql --single-transaction --set ON_ERROR_STOP=1 {database}
-- Then give both a password: \\password {owner}, \\password {application}
-- DATABASE_URL names the application's role, TRIGPOINT_OWNER_DATABASE_URL the owner's: 'trigpoint database upgrade'
-- signs in with that one, and is the only command that does.
"""


@click.group(short_help="Roles of the database, and its upgrade.")
def database() -> None:
    """The database of the installation: who may do what in it, and bringing it up to date."""


@database.command(short_help="Print the SQL for the two roles.", epilog=EXIT_CODES)
@click.option("--owner", default="trigpoint_owner", show_default=True, help="The role that all tables belong to.")
@click.option("--application", help="The role that the site signs in with; that of DATABASE_URL if not given.")
def roles(owner: str, application: str | None) -> None:
    """Print the SQL for two roles on PostgreSQL: one that owns the tables, one that can only add to the record.

    It changes nothing itself. Run again, the SQL does no harm; after an upgrade it is not needed.
    """
    if connection.vendor != "postgresql":
        raise click.ClickException(
            "The embedded database knows no roles: whoever can write its file can change it. Set DATABASE_URL to the "
            "installation's PostgreSQL."
        )
    with said_as_messages():
        is_empty, present = not connection.introspection.table_names(), superuser()
    application = application or str(settings.DATABASES["default"].get("USER") or "trigpoint")
    if application == present:
        raise click.UsageError(f"'{present}' may do everything on the server. Name another role with --application.")
    if owner == application:
        raise click.UsageError("The owner and the application must be two roles. Name another one with --owner.")
    click.echo(_HEAD.format(database=settings.DATABASES["default"]["NAME"], owner=owner, application=application))
    grants = () if is_empty else grant_statements(application)
    for statement in (*role_statements(owner, application), *grants):
        click.echo(f"{statement};")
    if is_empty:
        click.echo("-- There is no table yet. 'trigpoint database upgrade' makes them, and says what each role may do.")


@database.command(short_help="Bring the database up to date.", epilog=EXIT_CODES)
def upgrade() -> None:
    """Bring the database up to date, signed in as its owner where TRIGPOINT_OWNER_DATABASE_URL names one.

    Stop the site first, and make a backup. On PostgreSQL with two roles, the application is then allowed what it needs
    in each table, and no more.
    """
    application = str(settings.DATABASES["default"].get("USER") or "")
    with said_as_messages():
        owner = _sign_in_as_owner()
        settings.VAR.mkdir(parents=True, exist_ok=True)
        bring_up_to_date()
        if connection.vendor == "postgresql" and owner not in {"", application}:
            with transaction.atomic(), connection.cursor() as cursor:
                for statement in grant_statements(application):
                    cursor.execute(statement)
    click.echo("The database is up to date.")


def _sign_in_as_owner() -> str:
    """Use the owner's address from now on, and return the owner's name; '' where there is none of its own."""
    address = settings.OWNER_DATABASE
    if address is None:
        return ""
    places = [
        (each.get("ENGINE"), each.get("HOST"), each.get("PORT"), each.get("NAME"))
        for each in (address, settings.DATABASES["default"])
    ]
    if places[0] != places[1]:
        raise click.ClickException(
            "TRIGPOINT_OWNER_DATABASE_URL and DATABASE_URL must name the same database, with two users."
        )
    connection.close()
    connection.settings_dict.update({name: address[name] for name in ("USER", "PASSWORD")})
    return str(address["USER"])
