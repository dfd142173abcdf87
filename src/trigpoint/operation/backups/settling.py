"""What a restored database must not go on with by itself, and which settings it is for.

Each is asked of the restored database before anybody works in it. A backup may be older than what it is asked for.
"""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from trigpoint.jobs.models import Worker
from trigpoint.operation.backups.manifest import BackupError
from trigpoint.outbox.doubt import doubt_whatever_waits
from trigpoint.outbox.models import Message
from trigpoint.people.demonstration import is_demonstration, is_empty


def check_is_for_these_settings(backup: Path) -> None:
    """Raise BackupError where a demonstration would become an installation for others, or the other way about."""
    if is_demonstration() and not settings.DEMONSTRATION:
        raise BackupError(
            f"{backup} is a backup of a demonstration, in which everybody's password is printed, and these are the "
            "settings of an installation. Nothing was changed. To see it, unset DJANGO_SETTINGS_MODULE and name an "
            "empty folder in TRIGPOINT_VAR."
        )
    if settings.DEMONSTRATION and not (is_demonstration() or is_empty()):
        raise BackupError(
            f"{backup} is a backup of a real installation, and these are the settings of a demonstration, which ask "
            "nobody for a second step. Nothing was changed. Set DJANGO_SETTINGS_MODULE to "
            "trigpoint.web.settings.production."
        )


def settle(at: datetime) -> int:
    """Let nothing of the backup's day go on by itself; return how many e-mails now need somebody's decision.

    What waited or was being sent then may have gone since. No worker of that day has a job at hand.
    """
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    if Worker._meta.db_table in tables:
        Worker.objects.all().delete()
    return doubt_whatever_waits(at) if Message._meta.db_table in tables else 0
