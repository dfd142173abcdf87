"""`trigpoint outbox`: which e-mails have not gone, and what to do about them."""

from uuid import UUID

import click

from trigpoint.cli.exits import EXIT_CODES
from trigpoint.cli.site.installation import installation, now, operator_today
from trigpoint.english import count_of
from trigpoint.outbox import actions
from trigpoint.outbox.doubt import doubt_whatever_nobody_sends
from trigpoint.outbox.models import Message
from trigpoint.outbox.queries import undelivered


@click.group(short_help="List e-mails that have not gone; send again.")
def outbox() -> None:
    """The outbox: for whoever runs the installation. Everybody else finds their own e-mails on the page of people."""


@outbox.command("list", short_help="List the e-mails that have not gone.", epilog=EXIT_CODES)
@click.option("--all", "everything", is_flag=True, help="Those that have gone as well, of the last 90 days.")
@click.pass_context
def list_messages(context: click.Context, everything: bool) -> None:  # noqa: FBT001 - click passes options so
    """List e-mails that were refused, given up, may have gone or are being sent for minutes. Exit code 1 for any."""
    with installation(as_it_is=True):
        not_delivered = undelivered(now())
        rows, count = Message.objects.all() if everything else not_delivered, not_delivered.count()
        for row in rows:
            fault = f": {row.fault}" if row.fault else ""
            tries = count_of(row.tries, "try", "tries")
            click.echo(f"{row.pk}  {row.get_state_display()}, {tries}{fault}")
            click.echo(f"  {row.get_kind_display()} to {row.address}, written {row.written_at:%Y-%m-%d %H:%M %Z}")
        click.echo(f"{count_of(count, 'e-mail')} not delivered.")
    context.exit(1 if count else 0)


@outbox.command(short_help="Send an e-mail again.", epilog=EXIT_CODES)
@click.argument("message", type=click.UUID)
def again(message: UUID) -> None:
    """Send MESSAGE again, which was given up or may have gone: then it arrives twice."""
    with installation():
        # Where no worker is left, nobody else has looked.
        doubt_whatever_nobody_sends(now())
        actions.send_again(message=_message(message), at=now(), by=operator_today())
        click.echo("It waits to be sent again.")


@outbox.command(short_help="Leave an e-mail as it is.", epilog=EXIT_CODES)
@click.argument("message", type=click.UUID)
def leave(message: UUID) -> None:
    """Leave MESSAGE as it is: it has arrived, or is no longer wanted."""
    with installation():
        # Where no worker is left, nobody else has looked.
        doubt_whatever_nobody_sends(now())
        actions.leave_as_it_is(message=_message(message), at=now(), by=operator_today())
        click.echo("It is left as it is, and its text is wiped.")


def _message(message: UUID) -> Message:
    row = Message.objects.filter(pk=message).first()
    if row is None:
        raise click.ClickException(f"There is no e-mail {message}. 'trigpoint outbox list' names those that there are.")
    return row
