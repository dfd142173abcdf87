"""`trigpoint record`: is the record whole, and does it still hold what somebody else kept of it?"""

import sys
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
from trigpoint.inspectorate.verifying.everything import checks
from trigpoint.record.chains import inspection_chain, kind_of_chain, reference_in
from trigpoint.record.models import Event
from trigpoint.record.triggers_there import trigger_faults
from trigpoint.record.verification import Verified, verify_chain, verify_everything
from trigpoint.report.json_values import Json

KEYS: Final = settings.VAR / "keys"


@click.group(short_help="Verify the record.")
def record() -> None:
    """The record: what happened, each entry bound to the one before."""


for _command in (head, key, new_key, proof):
    record.add_command(_command)


@record.command(short_help="Go through the record, and name what does not hold.", epilog=EXIT_CODES)
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
    """Go through the whole record, and name every broken link, and whatever the database says that the record does not.

    INSPECTION, named by its reference, verifies that inspection alone. Another chain is named as the command prints
    it: organisation:REFERENCE, interests:REFERENCE, figures:REFERENCE or account:ID.

    Every column of every row is checked against the record's last word about it, and bytes against their hashes; and
    the database's triggers against those that Trigpoint makes. With
    --witness, the tree over all chains is checked against heads that somebody else kept; without INSPECTION, that
    alone.

    Exit code 1 where anything does not hold, or where the record is no longer what a kept file was signed of. Only a
    file that was kept elsewhere shows that a record was written anew from its beginning.
    """
    if checkpoint is not None and inspection is None:
        raise click.UsageError("Name the INSPECTION of which the checkpoint was signed.")
    # Whatever the database is: one from which the record was removed is for this command above all.
    with installation(as_it_is=True, whichever=True):
        chain = _chain(inspection) if inspection else ""
        verified = _verified(chain, only_tree=bool(witnesses))
        faults = [("", alarm) for alarm in (*key_alarms(), *trigger_faults())]
        faults += [(fault.chain, fault.what) for fault in verified.faults]
        if checkpoint is not None:
            faults += [(chain, what) for what in checkpoint_faults(checkpoint, chain, key)]
        sealed = 0
        # The installation's own tree is held against its entries in any case: heads of others show more.
        if witnesses or not chain:
            sealed, tree_faults = witness_faults(witnesses, key)
            faults += [("", what) for what in tree_faults]
    if witnesses and not inspection and not (faults or as_json):
        click.echo(whole_tree(sealed, len(witnesses)))
    elif inspection:
        _say_of_one(inspection, verified, [what for _, what in faults], as_json=as_json)
    else:
        _say_of_everything(verified, faults, as_json=as_json)
    if witnesses and inspection and not (faults or as_json):
        click.echo(whole_tree(sealed, len(witnesses)))
    context.exit(1 if faults else 0)


def _chain(name: str) -> str:
    """The key of the chain that was named. Raises ClickException for a name that nothing has."""
    chain = name if ":" in name else inspection_chain(name)
    # An inspection that was taken out of the database, or given another name there, has left its record behind.
    if not (chain.isascii() and Event.objects.filter(chain_id=chain).exists()):
        if kind_of_chain(chain) != "inspection":
            printable = name.encode("utf-8", "replace").decode()
            raise click.ClickException(f"There is no record '{printable}' here.")
        inspection_of(reference_in(chain))
    return chain


def _verified(chain: str, *, only_tree: bool) -> Verified:
    if chain:
        return verify_chain(chain, checks(KEYS))
    return Verified() if only_tree else _everything()


def _everything() -> Verified:
    """Verify everything, with a bar of progress for somebody who waits at a terminal."""
    entries = Event.objects.count()
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=entries, label="Verifying", file=sys.stderr, hidden=hidden) as bar:
        return verify_everything(checks(KEYS), lambda read: bar.update(read - bar.pos))


def _say_of_one(name: str, verified: Verified, faults: list[str], *, as_json: bool) -> None:
    entries = verified.entries.total()
    if as_json:
        print_json({"inspection": name, "whole": not faults, "entries": entries, "what": list(faults)})
    elif faults:
        click.echo(f"{name}: the record does not hold.")
        for what in faults:
            click.echo(f"  {what}")
    else:
        counted = count_of(entries, "entry", "entries")
        click.echo(
            f"{name}: the record is whole: {counted}, each bound to the one before, and the database says what "
            "they say."
        )


def _say_of_everything(verified: Verified, faults: list[tuple[str, str]], *, as_json: bool) -> None:
    if as_json:
        print_json(_as_json(verified, faults))
        return
    for kind in sorted(verified.chains):
        chains = count_of(verified.chains[kind], "chain")
        click.echo(f"{kind}: {chains}, {count_of(verified.entries[kind], 'entry', 'entries')}")
    if verified.chains:
        rows = count_of(verified.rows.total(), "row")
        click.echo(f"{rows} of {count_of(len(verified.rows), 'table')}, each where the record says")
    if not faults:
        click.echo("The record is whole, and the database says what it says.")
        return
    click.echo(f"All chains: the record does not hold: {count_of(len(faults), 'fault')}.")
    for chain, what in faults:
        click.echo(f"  {chain}: {what}" if chain else f"  {what}")


def _as_json(verified: Verified, faults: list[tuple[str, str]]) -> Json:
    return {
        "whole": not faults,
        "chains": {
            kind: {"chains": verified.chains[kind], "entries": verified.entries[kind]}
            for kind in sorted(verified.chains)
        },
        "rows": {model._meta.label: number for model, number in verified.rows.items()},
        "what": [{"chain": chain, "what": what} for chain, what in faults],
    }
