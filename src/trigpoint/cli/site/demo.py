"""`trigpoint demo`: a finished inspection, an invented one in its case week, and an account for every role."""

from pathlib import Path

import click

from trigpoint.cli.site.demonstration import PASSWORD, accounts, fill_demonstration
from trigpoint.cli.site.installation import installation, today

FINISHED, IN_COURSE = Path("examples/trafford-2021"), Path("examples/eastmere-2026")


@click.command(short_help="Fill the installation with a demonstration.")
def demo() -> None:
    """Fill the installation with two inspections and an account for every role, and print the accounts.

    The finished inspection is the published example; the other one is invented, and so is everybody. Run again, it
    changes nothing. Only for one's own machine: the accounts have a password that is printed.
    """
    if not (FINISHED.exists() and IN_COURSE.exists()):
        raise click.ClickException(
            f"There is no {FINISHED} in this folder. Start this command in the folder of the repository, where 'make "
            "run' starts it too."
        )
    with installation():
        is_new = fill_demonstration(FINISHED, IN_COURSE, today())
        click.echo(
            "The demonstration is ready." if is_new else "The demonstration was filled before; nothing was changed."
        )
        click.echo(f"\nSign in as anybody below; the password of all is: {PASSWORD}\n")
        for email, name, title in accounts():
            click.echo(f"  {email:<52} {name}, {title[0].lower()}{title[1:]}")
        click.echo("")
