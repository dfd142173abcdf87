"""`trigpoint export`: download an inspection of the installation as a Bundle."""

import sys

import click

from trigpoint.bundle.files import canonical_json
from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.site.installation import inspection_of, installation, operator_today
from trigpoint.inspectorate.bundling.history import versions
from trigpoint.inspectorate.bundling.live import bundle_of_pieces
from trigpoint.inspectorate.bundling.pieces import pieces_of
from trigpoint.inspectorate.programme.actions.looking import download_bundle
from trigpoint.record.alterations import AlteredError


@click.command(short_help="Download an inspection as a file.", epilog=EXIT_CODES)
@click.argument("reference", metavar="INSPECTION")
def export(reference: str) -> None:
    """Print INSPECTION, named by its reference, as a Bundle in JSON. The record notes that it was downloaded."""
    with installation(as_it_is=True):
        inspection = inspection_of(reference)
        try:
            pieces = pieces_of(inspection)
            text = canonical_json(bundle_of_pieces(pieces))
        except AlteredError as error:
            raise click.ClickException(str(error)) from None
        if pieces.is_empty:
            raise click.ClickException(f"The inspection '{reference}' holds nothing yet.")
        # Recorded before it leaves: whoever stops reading half-way has read half.
        download_bundle(inspection=inspection, version=versions(inspection)[0].number, by=operator_today())
    try:
        click.echo(text, nl=False)
        sys.stdout.flush()
    except OSError as error:
        raise click.ClickException(
            f"The file could not be written: {error.strerror or error}. The record notes that it was downloaded."
        ) from None
