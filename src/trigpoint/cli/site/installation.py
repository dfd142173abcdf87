"""What the commands of an installation share: its database, and refusals as messages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import click
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.people.access import Refusal
from trigpoint.people.demonstration import check_database_fits, mark_demonstration
from trigpoint.people.standing import Standing, operator
from trigpoint.record.privileges import OwnerError, check_cannot_change_the_record


@contextmanager
def installation(*, as_it_is: bool = False) -> Iterator[None]:
    """Open the installation; a refusal or a lost database becomes a message.

    Its database is made, or brought up to date, first; `as_it_is` changes nothing of it and begins none: for commands
    that look at what is there.
    """
    with said_as_messages():
        if as_it_is or _is_for_its_owner_to_upgrade():
            _check_is_there()
            _check_is_up_to_date()
        else:
            settings.VAR.mkdir(parents=True, exist_ok=True)
            bring_up_to_date()
        if settings.OWNER_REFUSED:
            check_cannot_change_the_record()
        check_database_fits(demonstration=settings.DEMONSTRATION)
        if settings.DEMONSTRATION and not as_it_is:
            mark_demonstration(today())
        yield


@contextmanager
def said_as_messages() -> Iterator[None]:
    """Turn a refusal, a wrong setting or a lost database into a message."""
    try:
        yield
    except OwnerError as error:
        raise click.ClickException(str(error)) from None
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence) from None
    except ImproperlyConfigured as error:
        raise click.ClickException(f"The settings do not hold: {error}") from None
    except DatabaseError as error:
        first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise click.ClickException(f"The database cannot be used: {first}. Nothing was changed.") from None


def _check_is_there() -> None:
    """In another folder a command would otherwise begin an empty installation. Raises ClickException."""
    database = settings.DATABASES["default"]
    if "sqlite3" in database["ENGINE"] and not Path(database["NAME"]).exists():
        raise click.ClickException(
            f"There is no installation in {settings.VAR}. Start this command in the folder of the installation, or "
            "name its var folder in full in TRIGPOINT_VAR."
        )


def _is_for_its_owner_to_upgrade() -> bool:
    """Whether the application's role may not make tables: on PostgreSQL in production, where not told otherwise."""
    return bool(settings.OWNER_REFUSED) and connection.vendor == "postgresql"


def bring_up_to_date() -> None:
    """Make the tables, or bring those of an older version up to date. Raises ClickException for a newer one."""
    executor = MigrationExecutor(connection)
    _check_is_not_newer(executor)
    # Asked first: migrating looks through all pages and accounts even where there is nothing to do.
    if _is_older(executor):
        call_command("migrate", verbosity=0, interactive=False)
    # Always: an upgrade may have been killed just before it. It looks for the table, and no more where that is there.
    call_command("createcachetable", verbosity=0)


def _is_older(executor: MigrationExecutor) -> bool:
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _check_is_not_newer(executor: MigrationExecutor) -> None:
    """Raise ClickException where the database has had changes of ours that this version does not know."""
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("trigpoint.")}
    unknown = [name for name in executor.loader.applied_migrations if name not in executor.loader.disk_migrations]
    if any(label in ours for label, _ in unknown):
        raise click.ClickException(
            "The database is that of a newer version of Trigpoint. Install that version; nothing was changed."
        )


def _check_is_up_to_date() -> None:
    executor = MigrationExecutor(connection)
    _check_is_not_newer(executor)
    if _is_older(executor):
        raise click.ClickException(
            "The database is that of another version of Trigpoint. 'trigpoint "
            f"{'database upgrade' if _is_for_its_owner_to_upgrade() else 'serve'}' brings an older one up to date."
        )


def inspection_of(reference: str) -> Inspection:
    """Return the inspection of this reference. Raises ClickException where there is none."""
    # No reference has other characters, and a lone surrogate from the shell could not be sent to the database.
    possible = reference.isascii() and reference.isprintable()
    inspection = Inspection.objects.select_related("service").filter(reference=reference).first() if possible else None
    if inspection is None:
        printable = reference.encode("utf-8", "replace").decode()
        raise click.ClickException(f"There is no inspection '{printable}' here. Its address on the site ends with it.")
    return inspection


def operator_today() -> Standing:
    """Whoever runs this command, with the operator's standing, today."""
    return operator(today())


def today() -> date:
    """Today, where the installation is."""
    clock: Callable[[], date] = timezone.localdate
    return clock()


def now() -> datetime:
    """The time, which commands hand down."""
    return timezone.now()
