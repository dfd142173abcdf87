"""`trigpoint record`: is the record of an inspection whole, and does it still hold a signed checkpoint?"""

from pathlib import Path
from typing import Final

import click
from django.conf import settings

from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.shared import json_option, print_json
from trigpoint.cli.site.installation import inspection_of, installation
from trigpoint.english import count_of
from trigpoint.inspectorate.parts.queries import altered_parts
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.publishing.editions import altered_editions
from trigpoint.inspectorate.sampling.draws import altered_draws
from trigpoint.record.chain import Broken, verify_begun
from trigpoint.record.chains import inspection_chain
from trigpoint.record.checkpoints import CheckpointError, is_ours, read, still_holds
from trigpoint.record.models import Event
from trigpoint.record.rows import altered_rows

KEYS: Final = settings.VAR / "keys"


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

    What the inspection holds, its stage and dates, its team and its requests are checked against the record's last
    word about each. Exit code 1 where anything does not hold, or where the record no longer holds what a checkpoint was
    signed of. Only a checkpoint shows that a record was written
    anew from its beginning.
    """
    with installation(as_it_is=True):
        entries, faults = _verify(inspection)
        if checkpoint is not None:
            faults += _check_checkpoint(checkpoint, inspection_chain(inspection))
    if as_json:
        print_json({"inspection": inspection, "whole": not faults, "entries": entries, "what": list(faults)})
    elif faults:
        click.echo(f"{inspection}: the record does not hold.")
        for what in faults:
            click.echo(f"  {what}")
    else:
        counted = count_of(entries, "entry", "entries")
        click.echo(
            f"{inspection}: the record is whole: {counted}, each bound to the one before, and the database says what "
            "they say."
        )
    context.exit(1 if faults else 0)


def _verify(reference: str) -> tuple[int, tuple[str, ...]]:
    """Return how many entries hold, and what does not hold. Raises ClickException for a name that nothing has."""
    chain = inspection_chain(reference)
    # An inspection that was taken out of the database, or given another name there, has left its record behind.
    if not (reference.isascii() and Event.objects.filter(chain_id=chain).exists()):
        inspection_of(reference)
    verified = verify_begun(chain)
    if isinstance(verified, Broken):
        return verified.number - 1, (verified.what,)
    # Its name alone: another column may hold what cannot be read, which `altered_rows` says.
    inspection = Inspection.objects.filter(reference=reference).only("reference").first()
    if inspection is None:
        return verified.entries, altered_rows(chain)
    texts = altered_parts(inspection) + altered_draws(inspection, KEYS) + altered_editions(reference)
    return verified.entries, texts + altered_rows(chain)


def _check_checkpoint(file: Path, chain: str) -> tuple[str, ...]:
    """Return what is wrong between a checkpoint and the record. Raises ClickException where it proves nothing."""
    try:
        checkpoint = read(file.read_text("utf-8", errors="replace"))
        signed_by_us = is_ours(checkpoint, KEYS)
    except CheckpointError as error:
        raise click.ClickException(f"{file}: {error}") from None
    if not signed_by_us:
        raise click.ClickException(
            f"{file} was signed with a key that this installation never signed with, so it proves nothing here. "
            "Ask whoever handed it over where it was made."
        )
    if checkpoint.chain != chain:
        raise click.ClickException(f"{file} is a checkpoint of another record, '{checkpoint.chain}'.")
    if still_holds(checkpoint):
        return ()
    return (f"It no longer holds entry {checkpoint.number} as it was when the checkpoint was signed.",)
