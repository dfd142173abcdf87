"""`trigpoint export`: take an inspection out of the installation as a Bundle."""

import sys

import click

from trigpoint.bundle.files import canonical_json
from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.site import inspection_of, installation, operator_today


@click.command(short_help="Take an inspection out as a file.", epilog=EXIT_CODES)
@click.argument("inspection")
def export(inspection: str) -> None:
    """Print INSPECTION, named by its reference, as a Bundle in JSON. The record notes that it was taken out."""
    with installation(as_it_is=True):
        from trigpoint.inspectorate.contents.queries import CannotBeShownError, held  # noqa: PLC0415 - needs settings
        from trigpoint.inspectorate.programme.actions.looking import take_out_bundle  # noqa: PLC0415

        found = inspection_of(inspection)
        try:
            contents = held(found)
        except CannotBeShownError as error:
            raise click.ClickException(str(error)) from None
        if contents is None:
            raise click.ClickException(f"The inspection '{inspection}' holds nothing yet.")
        text = canonical_json(contents.bundle)
        # Recorded before it leaves: whoever stops reading half-way has read half.
        take_out_bundle(inspection=found, version=contents.version, by=operator_today())
    try:
        click.echo(text, nl=False)
        sys.stdout.flush()
    except OSError as error:
        raise click.ClickException(
            f"The file could not be written: {error.strerror or error}. The record notes that it was taken out."
        ) from None
