"""`trigpoint record`: is the record whole, does the database say what it says, and does it hold a signed checkpoint?"""

import sys
from pathlib import Path

import click
from django.conf import settings

from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.shared import json_option, print_json
from trigpoint.cli.site.installation import inspection_of, installation
from trigpoint.english import count_of
from trigpoint.inspectorate.verifying.everything import checks
from trigpoint.record.chains import inspection_chain, kind_of_chain, reference_in
from trigpoint.record.checkpoints import CheckpointError, is_ours, read, still_holds
from trigpoint.record.models import Event
from trigpoint.record.verification import Verified, verify_chain, verify_everything
from trigpoint.report.json_values import Json


@click.group(short_help="Verify the record.")
def record() -> None:
    """The record: what happened, each entry bound to the one before."""


@record.command(epilog=EXIT_CODES)
@click.argument("inspection", required=False)
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
    inspection: str | None,
    checkpoint: Path | None,
    as_json: bool,  # noqa: FBT001 - click passes options so
) -> None:
    """Go through the whole record, and name every broken link, and whatever the database says that the record does not.

    INSPECTION, named by its reference, verifies that inspection alone. Another chain is named as the command prints
    it: organisation:REFERENCE, interests:REFERENCE, figures:REFERENCE or account:ID.

    Every column of every row is checked against the record's last word about it, and bytes against their hashes. Exit
    code 1 where anything does not hold, or where the record no longer holds what a checkpoint was signed of. Only a
    checkpoint shows that a record was written anew from its beginning.
    """
    with installation(as_it_is=True):
        chain = _chain(inspection) if inspection else ""
        verified = verify_chain(chain, checks()) if chain else _everything()
        faults = [(fault.chain, fault.what) for fault in verified.faults]
        if checkpoint is not None:
            faults += [(chain, what) for what in _check_checkpoint(checkpoint, chain)]
    if inspection:
        _say_of_one(inspection, verified, [what for _, what in faults], as_json=as_json)
    else:
        _say_of_everything(verified, faults, as_json=as_json)
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


def _everything() -> Verified:
    """Verify everything, with a bar of progress for somebody who waits at a terminal."""
    entries = Event.objects.count()
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=entries, label="Verifying", file=sys.stderr, hidden=hidden) as bar:
        return verify_everything(checks(), lambda read: bar.update(read - bar.pos))


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
    rows = count_of(verified.rows.total(), "row")
    click.echo(f"{rows} of {count_of(len(verified.rows), 'table')}, each where the record says")
    if not faults:
        click.echo("The record is whole, and the database says what it says.")
        return
    click.echo(f"The record does not hold: {count_of(len(faults), 'fault')}.")
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


def _check_checkpoint(file: Path, chain: str) -> tuple[str, ...]:
    """Return what is wrong between a checkpoint and the record; `chain` is '' where the checkpoint may be of any.

    Raises ClickException where it proves nothing.
    """
    try:
        checkpoint = read(file.read_text("utf-8", errors="replace"))
        signed_by_us = is_ours(checkpoint, settings.VAR / "keys")
    except CheckpointError as error:
        raise click.ClickException(f"{file}: {error}") from None
    if not signed_by_us:
        raise click.ClickException(
            f"{file} was signed with a key that this installation never signed with, so it proves nothing here. "
            "Ask whoever handed it over where it was made."
        )
    if chain and checkpoint.chain != chain:
        raise click.ClickException(f"{file} is a checkpoint of another record, '{checkpoint.chain}'.")
    if still_holds(checkpoint):
        return ()
    return (f"It no longer holds entry {checkpoint.number} as it was when the checkpoint was signed.",)
