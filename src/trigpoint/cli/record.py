"""`trigpoint record`: is the record of an inspection whole, and does it still hold a signed checkpoint?"""

from pathlib import Path

import click

from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.shared import json_option, print_json
from trigpoint.cli.site import installation


@click.group(short_help="Verify the record of an inspection.")
def record() -> None:
    """The record: what happened to an inspection, each entry bound to the one before."""


@record.command(epilog=EXIT_CODES)
@click.argument("inspection")
@click.option(
    "--checkpoint",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="A signed checkpoint that was kept elsewhere.",
)
@json_option
@click.pass_context
def verify(
    context: click.Context,
    inspection: str,
    checkpoint: Path | None,
    as_json: bool,  # noqa: FBT001 - click passes options so
) -> None:
    """Go through the record of INSPECTION, named by its reference, and name the first broken link.

    Exit code 1 where the record is broken, or no longer holds what a checkpoint was signed of.
    """
    with installation():
        from trigpoint.record.chain import Broken, verify  # noqa: PLC0415 - models need settings
        from trigpoint.record.models import Chain  # noqa: PLC0415

        chain = f"inspection:{inspection}"
        if not Chain.objects.filter(key=chain).exists():
            raise click.ClickException(f"There is no inspection '{inspection}' here.")
        found = verify(chain)
        what = found.what if isinstance(found, Broken) else ""
        if not what and checkpoint is not None:
            what = _held_against(checkpoint, chain)
    if as_json:
        print_json({"inspection": inspection, "whole": not what, "what": what})
    elif what:
        click.echo(f"{inspection}: the record is broken. {what}")
    else:
        entries = "" if isinstance(found, Broken) else f"{found.entries} entries, each bound to the one before"
        click.echo(f"{inspection}: the record is whole: {entries}.")
    context.exit(1 if what else 0)


def _held_against(file: Path, chain: str) -> str:
    """Return what is wrong between a checkpoint and the record, or ''. Raises ClickException for a wrong file."""
    from trigpoint.record.checkpoints import CheckpointError, read, stands  # noqa: PLC0415 - models need settings

    try:
        said = read(file.read_text("utf-8", errors="replace"))
    except CheckpointError as error:
        raise click.ClickException(f"{file}: {error}") from None
    if said.chain != chain:
        raise click.ClickException(f"{file} is a checkpoint of another record, '{said.chain}'.")
    return "" if stands(said) else f"It no longer holds entry {said.number} as it was when the checkpoint was signed."
