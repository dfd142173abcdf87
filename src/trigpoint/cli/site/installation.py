"""What the commands of an installation share: its database, and refusals as messages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

import click
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import Error, connection
from django.utils import timezone

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.operation.backups.manifest import BackupError
from trigpoint.operation.backups.moving import check_is_not_half_restored
from trigpoint.operation.database import embedded_database
from trigpoint.operation.private_files import keep_private
from trigpoint.operation.state import NewerDatabaseError, check_is_not_newer, is_older
from trigpoint.people.access import Refusal
from trigpoint.people.demonstration import check_database_fits, mark_demonstration
from trigpoint.people.standing import Standing, operator
from trigpoint.record.privileges import OwnerError, check_cannot_change_the_record


@contextmanager
def said_as_messages() -> Iterator[None]:
    """Within, a refusal, a lost database or a backup that cannot be used becomes a message. Nobody else may read what
    is written.
    """
    try:
        keep_private(settings.VAR, embedded_database())
        yield
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence) from None
    except (BackupError, NewerDatabaseError, OwnerError) as error:
        raise click.ClickException(str(error)) from None
    except ImproperlyConfigured as error:
        raise click.ClickException(f"The settings do not hold: {error}") from None
    except Error as error:
        first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise click.ClickException(f"The database cannot be used: {first}. Nothing was changed.") from None


@contextmanager
def installation(*, as_it_is: bool = False, whichever: bool = False) -> Iterator[None]:
    """Open the installation; a refusal or a lost database becomes a message.

    Its database is made, or brought up to date, first; `as_it_is` changes nothing of it and begins none: for commands
    that look at what is there. `whichever` asks not whether it is a demonstration's: for what only verifies.
    """
    with said_as_messages():
        check_is_not_half_restored(settings.VAR)
        if as_it_is or _is_for_its_owner_to_upgrade():
            check_is_there()
            _check_is_up_to_date()
        else:
            settings.VAR.mkdir(parents=True, exist_ok=True)
            bring_up_to_date()
        if settings.OWNER_REFUSED:
            check_cannot_change_the_record()
        if not whichever:
            check_database_fits(demonstration=settings.DEMONSTRATION)
        if settings.DEMONSTRATION and not as_it_is:
            mark_demonstration(today())
        yield


def check_is_there() -> None:
    """In another folder a command would otherwise begin an empty installation. Raises ClickException."""
    database = embedded_database()
    if database is not None and not database.exists():
        raise click.ClickException(
            f"There is no installation in {settings.VAR}. Start this command in the folder of the installation, or "
            "name its var folder in full in TRIGPOINT_VAR."
        )


def _is_for_its_owner_to_upgrade() -> bool:
    """Whether the application's role may not make tables: on PostgreSQL in production, where not told otherwise."""
    return bool(settings.OWNER_REFUSED) and connection.vendor == "postgresql"


def bring_up_to_date() -> None:
    """Make the tables, or bring those of an older version up to date. Raises NewerDatabaseError for a newer one."""
    check_is_not_newer()
    # Asked first: migrating looks through all pages and accounts even where there is nothing to do.
    if is_older():
        call_command("migrate", verbosity=0, interactive=False)
    # Always: an upgrade may have been killed just before it. It looks for the table, and no more where that is there.
    call_command("createcachetable", verbosity=0)


def _check_is_up_to_date() -> None:
    check_is_not_newer()
    if is_older():
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
    """The time, with its zone."""
    clock: Callable[[], datetime] = timezone.now
    return clock()
