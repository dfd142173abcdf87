"""`trigpoint record`: is the record whole, and does it still hold what somebody else kept of it?"""

from pathlib import Path
from typing import Final

import click
from django.conf import settings

from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.shared import json_option, print_json
from trigpoint.cli.site.installation import inspection_of, installation
from trigpoint.cli.site.record_heads import head, key, new_key, proof
from trigpoint.cli.site.witnesses import (
    checkpoint_faults,
    checkpoint_option,
    key_alarms,
    whole_tree,
    witness_faults,
    witness_options,
)
from trigpoint.english import count_of
from trigpoint.inspectorate.parts.queries import altered_parts
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.publishing.editions import altered_editions
from trigpoint.inspectorate.sampling.draws import altered_draws
from trigpoint.record.chain import Broken, verify_begun
from trigpoint.record.chains import inspection_chain
from trigpoint.record.models import Event
from trigpoint.record.rows import altered_rows

KEYS: Final = settings.VAR / "keys"


@click.group(short_help="Verify the record of an inspection.")
def record() -> None:
    """The record: what happened to an inspection, each entry bound to the one before."""


for _command in (head, key, new_key, proof):
    record.add_command(_command)


@record.command(epilog=EXIT_CODES)
@click.argument("inspection", required=False)
@checkpoint_option
@witness_options
@json_option
@click.pass_context
def verify(
    context: click.Context,
    inspection: str | None,
    checkpoint: Path | None,
    witnesses: tuple[Path, ...],
    key: str | None,
    as_json: bool,  # noqa: FBT001 - click passes options so
) -> None:
    """Go through the record of INSPECTION, named by its reference, and name the first broken link.

    What the inspection holds, its stage and dates, its team and its requests are checked against the record's last
    word about each. With --witness, the tree over all chains is checked against heads that somebody else kept;
    INSPECTION may then be left out.

    Exit code 1 where anything does not hold, or where the record is no longer what a kept file was signed of. Only a
    file that was kept elsewhere shows that a record was written anew from its beginning.
    """
    if inspection is None and not witnesses:
        raise click.UsageError("Name an INSPECTION, or a tree head that was kept elsewhere, with --witness FILE.")
    with installation(as_it_is=True):
        faults, sentences, entries = key_alarms(), list[str](), 0
        if inspection is not None:
            entries, inspection_faults = _verify(inspection)
            faults += inspection_faults
            sentences.append(_whole(inspection, entries))
            if checkpoint is not None:
                faults += checkpoint_faults(checkpoint, inspection_chain(inspection), key)
        if witnesses:
            sealed, tree_faults = witness_faults(witnesses, key)
            faults += tree_faults
            sentences.append(whole_tree(sealed, len(witnesses)))
    if as_json:
        print_json({"inspection": inspection, "whole": not faults, "entries": entries, "what": list(faults)})
    else:
        does_not_hold = (f"{inspection or 'All chains'}: the record does not hold.", *(f"  {what}" for what in faults))
        click.echo("\n".join(does_not_hold if faults else sentences))
    context.exit(1 if faults else 0)


def _whole(inspection: str, entries: int) -> str:
    counted = count_of(entries, "entry", "entries")
    return (
        f"{inspection}: the record is whole: {counted}, each bound to the one before, and the database says what they "
        "say."
    )


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
