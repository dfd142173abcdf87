"""`trigpoint restore`: put a backup in place, or prove that it could be."""

from pathlib import Path

import click

from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.screen import working
from trigpoint.cli.site.installation import now, said_as_messages
from trigpoint.english import count_of, long_date
from trigpoint.operation.backups.proving import prove_backup
from trigpoint.operation.backups.restoring import restore_backup


@click.command(short_help="Restore a backup, or prove one.", epilog=EXIT_CODES)
@click.argument("source", metavar="FROM", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--prove", is_flag=True, help="Restore into a scratch place only, verify everything, print one line.")
@click.option("--replace", is_flag=True, help="Let it take the place of what is there, which is kept aside.")
@click.pass_context
def restore(
    context: click.Context,
    source: Path,
    prove: bool,  # noqa: FBT001 - click passes options so
    replace: bool,  # noqa: FBT001
) -> None:
    """Restore FROM, a backup or a folder of them, of which the newest is taken, into the installation of the settings.

    Its manifest and every digest are checked first. The place is the backup's afterwards, or as it was before. With
    --prove nothing of the installation is touched; exit code 1 says that this backup could not be relied on.
    """
    if prove and replace:
        raise click.UsageError("--prove changes nothing here, so --replace does not go with it. Say one of the two.")
    with said_as_messages():
        if prove:
            with working("Restoring the backup into a scratch place and verifying it"):
                proof = prove_backup(source, now())
            click.echo(proof.line)
            context.exit(0 if proof.holds else 1)
        with working("Restoring the backup"):
            restored = restore_backup(source, replace=replace, at=now())
    manifest = restored.manifest
    click.echo(
        f"Restored {restored.folder}, taken on {long_date(manifest.taken.date())}: "
        f"{count_of(len(manifest.contents.tables), 'table')} and {count_of(len(manifest.files), 'file')}, each as its "
        "digest says."
    )
    if restored.aside:
        click.echo(f"What was there before is kept in {restored.aside}. Remove it once you are sure.")
    if restored.doubted:
        click.echo(
            f"{count_of(restored.doubted, 'e-mail')} waited when it was taken and may have gone since: none goes by "
            "itself. 'trigpoint outbox list' names them; ask whether they have arrived, then say again or leave."
        )
