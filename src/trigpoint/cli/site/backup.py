"""`trigpoint backup`: a whole copy of the installation, taken while people work."""

from pathlib import Path

import click

from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.screen import working
from trigpoint.cli.site.installation import check_is_there, now, said_as_messages
from trigpoint.english import count_of
from trigpoint.operation.backups.taking import take_backup
from trigpoint.operation.state import check_is_not_newer


@click.command(short_help="Take a backup, while people work.", epilog=EXIT_CODES)
@click.argument("into", metavar="TO", type=click.Path(path_type=Path, file_okay=False))
def backup(into: Path) -> None:
    """Take a backup of the database and the stored files into a new folder in TO, named by the time.

    It is whole or it is not there. Its manifest holds a digest of every file and of every table, and how far each
    chain of the record had come. Keep the printed seal elsewhere: it tells this backup from any other.
    """
    with said_as_messages():
        check_is_there()
        check_is_not_newer()
        with working("Taking the backup"):
            taken = take_backup(into, now())
        contents = taken.manifest.contents
        rows = sum(table.rows for table in contents.tables.values())
        click.echo(
            f"{taken.folder}\n"
            f"  {count_of(rows, 'row')} of {count_of(len(contents.tables), 'table')}, "
            f"{count_of(len(taken.manifest.files), 'file')}, {count_of(len(contents.chains), 'chain')} of the record\n"
            f"  seal {taken.seal}"
        )
