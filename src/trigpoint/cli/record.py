"""`trigpoint record`: is the record of an inspection whole, and does it still hold a signed checkpoint?"""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.conf import settings

from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.shared import json_option, print_json
from trigpoint.cli.site import inspection_of, installation

if TYPE_CHECKING:
    from trigpoint.inspectorate.programme.models import Inspection


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

    What the inspection holds, its stage and dates, its team and its requests are held against the record's last word
    about each. Exit code 1 where anything does not hold, or where the record no longer holds what a checkpoint was
    signed of.
    """
    with installation():
        entries, faults = _verified(inspection_of(inspection))
        if checkpoint is not None:
            faults += _held_against(checkpoint, f"inspection:{inspection}")
    if as_json:
        print_json({"inspection": inspection, "whole": not faults, "entries": entries, "what": list(faults)})
    elif faults:
        click.echo(f"{inspection}: the record does not hold.")
        for what in faults:
            click.echo(f"  {what}")
    else:
        click.echo(
            f"{inspection}: the record is whole: {entries} entries, each bound to the one before, and the database "
            "says what they say."
        )
    context.exit(1 if faults else 0)


def _verified(inspection: "Inspection") -> tuple[int, tuple[str, ...]]:
    """Return how many entries hold, and what does not hold."""
    from trigpoint.inspectorate.contents.queries import altered_versions  # noqa: PLC0415 - models need settings
    from trigpoint.inspectorate.programme.actions.planning import inspection_chain  # noqa: PLC0415
    from trigpoint.record.chain import Broken, verify_begun  # noqa: PLC0415
    from trigpoint.record.rows import altered  # noqa: PLC0415

    found = verify_begun(inspection_chain(inspection))
    if isinstance(found, Broken):
        return found.number - 1, (found.what,)
    versions = tuple(
        f"Version {number} of what the inspection holds is not what was put in."
        for number in altered_versions(inspection)
    )
    return found.entries, versions + altered(inspection_chain(inspection))


def _held_against(file: Path, chain: str) -> tuple[str, ...]:
    """Return what is wrong between a checkpoint and the record. Raises ClickException where it proves nothing."""
    from trigpoint.record.checkpoints import CheckpointError, is_ours, read, stands  # noqa: PLC0415 - models need settings

    try:
        said = read(file.read_text("utf-8", errors="replace"))
        ours = is_ours(said, settings.VAR / "keys")
    except CheckpointError as error:
        raise click.ClickException(f"{file}: {error}") from None
    if not ours:
        raise click.ClickException(
            f"{file} was signed with a key that this installation never signed with, so it proves nothing here. "
            "Ask whoever handed it over where it was made."
        )
    if said.chain != chain:
        raise click.ClickException(f"{file} is a checkpoint of another record, '{said.chain}'.")
    if stands(said):
        return ()
    return (f"It no longer holds entry {said.number} as it was when the checkpoint was signed.",)
