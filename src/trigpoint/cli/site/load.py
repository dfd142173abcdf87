"""`trigpoint load`: make an inspection of a file."""

from pathlib import Path

import click

from trigpoint.bundle.files import load_bundle
from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.shared import bundle_argument
from trigpoint.cli.site.installation import installation, operator_today
from trigpoint.inspectorate.publishing.actions.loading import load_inspection


@click.command(short_help="Load an inspection from a file.", epilog=EXIT_CODES)
@bundle_argument
def load(bundle: Path) -> None:
    """Make an inspection from BUNDLE, with its service and its inspectorate where they are new.

    A file that says when it was published becomes a published inspection, any other a planned one. `trigpoint export`
    gives the same file back.
    """
    loaded = load_bundle(bundle)
    with installation():
        inspection = load_inspection(loaded=loaded, by=operator_today())
        click.echo(f"Loaded {inspection.reference}: {inspection.title} ({inspection.get_stage_display()}).")
        if inspection.service.name != loaded.bundle.inspection.service.name:
            click.echo(f"Its service is in the register as '{inspection.service.name}', which is the same name.")
