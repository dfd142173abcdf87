"""`trigpoint export`: take an inspection out of the installation as a Bundle."""

import click

from trigpoint.bundle.files import canonical_json
from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.site import installation, operator_today


@click.command(short_help="Take an inspection out as a file.", epilog=EXIT_CODES)
@click.argument("inspection")
def export(inspection: str) -> None:
    """Print INSPECTION, named by its reference, as a Bundle in JSON. The record notes that it was taken out."""
    with installation():
        from trigpoint.inspectorate.contents.queries import held  # noqa: PLC0415 - models need settings
        from trigpoint.inspectorate.programme.actions.looking import take_out_bundle  # noqa: PLC0415
        from trigpoint.inspectorate.programme.models import Inspection  # noqa: PLC0415

        found = Inspection.objects.select_related("service").filter(reference=inspection).first()
        if found is None:
            raise click.ClickException(
                f"There is no inspection '{inspection}' here. Its address on the site ends with it."
            )
        contents = held(found)
        if contents is None:
            raise click.ClickException(f"The inspection '{inspection}' holds nothing yet.")
        text = canonical_json(contents.bundle)
        take_out_bundle(inspection=found, by=operator_today())
    click.echo(text, nl=False)
