"""`trigpoint record head`, `proof`, `key` and `new-key`: what the installation signs of its record, and hands out."""

from collections.abc import Iterator

import click
from django.conf import settings

from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.site.installation import installation, operator_today
from trigpoint.english import count_of
from trigpoint.record.chains import inspection_chain
from trigpoint.record.delivery import DeliveryError, deliver, ways_out
from trigpoint.record.heads import AlteredHeadError, HeadError, inclusion_file, take_head
from trigpoint.record.key_record import KeyRecordError, SigningKeyError, current_key, first_key
from trigpoint.record.keys import key_fault, replace_key
from trigpoint.record.models import TreeHead
from trigpoint.record.notes import NoteError


@click.command(short_help="Seal all chains under one signed head, and hand it out.", epilog=EXIT_CODES)
@click.pass_context
def head(context: click.Context) -> None:
    """Seal what was written since the last tree head, print the new head, and deliver it.

    It goes to the folder of TRIGPOINT_WITNESS_FOLDER and by e-mail to TRIGPOINT_WITNESS_EMAIL. Whatever could not be
    delivered before is tried again, and so is what is not in the folder any more. Exit code 1 where a delivery failed,
    or where heads were not in the folder that the database says went there.
    """
    with installation(as_it_is=True):
        try:
            taken = take_head(folder=settings.VAR / "keys", name=settings.RECORD_NAME, by=operator_today())
        except (HeadError, SigningKeyError, NoteError) as error:
            click.echo(str(error), err=True)
            context.exit(1)
        newest = taken or TreeHead.objects.last()
        if newest is not None:
            new = "" if taken else ": nothing was written since"
            click.echo(f"The head of {count_of(newest.size, 'entry', 'entries')}{new}.\n\n{newest.note}")
        failures = list(_deliver())
    for failure in failures:
        click.echo(failure, err=True)
    context.exit(1 if failures else 0)


def _deliver() -> Iterator[str]:
    """Deliver by every way that is set, say so, and yield what is wrong."""
    ways = ways_out(settings.WITNESS_FOLDER, settings.WITNESS_EMAIL, settings.DEFAULT_FROM_EMAIL)
    if not ways:
        click.echo(
            "It was handed to nobody: set TRIGPOINT_WITNESS_FOLDER or TRIGPOINT_WITNESS_EMAIL. A head that nobody else "
            "keeps proves nothing."
        )
    for way in ways:
        try:
            delivery = deliver(way)
        except (DeliveryError, HeadError) as error:
            yield f"Not delivered: {error} It is tried again with the next head."
        else:
            delivered = count_of(delivery.number, "head", "heads") if delivery.number else "Nothing new"
            click.echo(f"Delivered by {way.name}: {delivered[0].lower()}{delivered[1:]}.")
            if delivery.missed:
                yield delivery.alarm(way.name)


@click.command(short_help="Print the proof that an entry is in the newest head.", epilog=EXIT_CODES)
@click.argument("inspection")
@click.argument("entry", type=click.IntRange(min=1))
@click.pass_context
def proof(context: click.Context, inspection: str, entry: int) -> None:
    """Print the proof that ENTRY of the record of INSPECTION is in the newest tree head, with that head.

    Anybody can check it with the installation's key: see examples/tree-head. Exit code 1 where the head, or the entry,
    is not what was signed.
    """
    with installation(as_it_is=True):
        try:
            content = inclusion_file(inspection_chain(inspection), entry)
        except AlteredHeadError as error:
            click.echo(str(error), err=True)
            context.exit(1)
        except HeadError as error:
            raise click.ClickException(str(error)) from None
        click.echo(content, nl=False)


@click.command(short_help="Print the key to give to whoever keeps the heads.", epilog=EXIT_CODES)
@click.pass_context
def key(context: click.Context) -> None:
    """Print the public key that this installation signs with: one line, to be given to whoever keeps its heads.

    Hand it over by another way than the heads, for example on paper. Exit code 1 where the private key is gone.
    """
    with installation(as_it_is=True):
        fault = key_fault(settings.VAR / "keys")
        try:
            current, first = current_key(), first_key()
        except KeyRecordError as error:
            fault = str(error)
    if fault:
        click.echo(fault, err=True)
        context.exit(1)
    if current is None:
        raise click.ClickException(
            "Nothing was signed yet: the first head makes the key. Take it: trigpoint record head."
        )
    click.echo(str(current))
    if current != first:
        click.echo(f"It is not the first one. The record began with\n{first}", err=True)


@click.command("new-key", short_help="Sign with a new key from now on.", epilog=EXIT_CODES)
@click.option(
    "--lost",
    metavar="REASON",
    help="The key before is no more, and why, without naming anybody; it stays in the record for good.",
)
@click.pass_context
def new_key(context: click.Context, lost: str | None) -> None:
    """Make a new key. The key before signs a statement that it follows, which goes out with the next head.

    With --lost it begins without that signature. Then every check against an earlier head raises an alarm, until
    whoever keeps the heads has agreed on the new key with you.
    """
    if lost is not None and not lost.strip():
        raise click.UsageError("Say why with --lost: it stays in the record.")
    with installation(as_it_is=True):
        try:
            named = replace_key(
                folder=settings.VAR / "keys", name=settings.RECORD_NAME, by=operator_today(), lost=lost or ""
            )
        except KeyRecordError as error:
            click.echo(str(error), err=True)
            context.exit(1)
        except SigningKeyError as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"This installation now signs with\n{named}\nBack up {settings.VAR / 'keys'} again.")
    if lost:
        click.echo("Nothing binds it to the key before. Tell everybody who keeps heads, by another way than e-mail.")
