"""`trigpoint export`: download an inspection of the installation as a Bundle."""

import sys

import click

from trigpoint.bundle.files import canonical_json
from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.site.installation import inspection_of, installation, operator_today
from trigpoint.inspectorate.contents.queries import CannotBeShownError, held
from trigpoint.inspectorate.programme.actions.looking import download_bundle


@click.command(short_help="Download an inspection as a file.", epilog=EXIT_CODES)
@click.argument("reference", metavar="INSPECTION")
def export(reference: str) -> None:
    """Print INSPECTION, named by its reference, as a Bundle in JSON. The record notes that it was downloaded."""
    with installation(as_it_is=True):
        inspection = inspection_of(reference)
        try:
            contents = held(inspection)
        except CannotBeShownError as error:
            raise click.ClickException(str(error)) from None
        if contents is None:
            raise click.ClickException(f"The inspection '{reference}' holds nothing yet.")
        text = canonical_json(contents.bundle)
        # Recorded before it leaves: whoever stops reading half-way has read half.
        download_bundle(inspection=inspection, version=contents.version, by=operator_today())
    try:
        click.echo(text, nl=False)
        sys.stdout.flush()
    except OSError as error:
        raise click.ClickException(
            f"The file could not be written: {error.strerror or error}. The record notes that it was downloaded."
        ) from None
