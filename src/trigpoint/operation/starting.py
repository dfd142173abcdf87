"""What must hold before an installation is served, whoever serves it."""

from pathlib import Path

from trigpoint.operation.backups.moving import check_is_not_half_restored
from trigpoint.operation.database import embedded_database
from trigpoint.operation.private_files import keep_private
from trigpoint.operation.state import check_is_not_newer


def check_can_serve(var: Path) -> None:
    """Raise NewerDatabaseError or BackupError where serving would do harm; keep what is written from others' eyes.

    A web server that loads the application, and not `trigpoint serve`, comes by here: it brings nothing up to date.
    """
    keep_private(var, embedded_database())
    check_is_not_half_restored(var)
    check_is_not_newer()
