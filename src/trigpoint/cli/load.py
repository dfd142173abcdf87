"""`trigpoint load`: put a file into the installation as an inspection."""

from pathlib import Path

import click

from trigpoint.bundle.files import load_bundle
from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.shared import bundle_argument
from trigpoint.cli.site import installation, operator_today


@click.command(short_help="Put a file into the installation.", epilog=EXIT_CODES)
@bundle_argument
def load(bundle: Path) -> None:
    """Make an inspection from BUNDLE, with its service and its inspectorate where they are new.

    A file that says when it was published becomes a published inspection, any other a planned one. `trigpoint export`
    gives the same file back.
    """
    inspection = load_bundle(bundle)
    with installation():
        from trigpoint.inspectorate.contents.actions import load as load_inspection  # noqa: PLC0415 - needs settings

        made = load_inspection(loaded=inspection, by=operator_today())
        click.echo(f"Loaded {made.reference}: {made.title} ({made.get_stage_display()}).")
