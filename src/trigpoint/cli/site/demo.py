"""`trigpoint demo`: a finished inspection, an invented one in its case week, and an account for every role."""

from importlib.resources import files
from pathlib import Path
from typing import Final

import click

from trigpoint.cli.screen import working
from trigpoint.cli.site.demonstration import PASSWORD, accounts, fill_demonstration
from trigpoint.cli.site.installation import installation, today

PACKAGE: Final = Path(str(files("trigpoint")))


@click.command(short_help="Fill the installation with a demonstration.")
def demo() -> None:
    """Fill the installation with two inspections and an account for every role, and print the accounts.

    The finished inspection is the published example; the other one is invented, and so is everybody. Run again, it
    changes nothing. Only for one's own machine: the accounts have a password that is printed.
    """
    with installation():
        with working("Filling the installation with the demonstration"):
            is_new = fill_demonstration(_example("trafford-2021"), _example("eastmere-2026"), today())
        click.echo(
            "The demonstration is ready." if is_new else "The demonstration was filled before; nothing was changed."
        )
        click.echo(f"\nSign in as anybody below; the password of all is: {PASSWORD}\n")
        for email, name, title in accounts():
            click.echo(f"  {email:<52} {name}, {title[0].lower()}{title[1:]}")
        click.echo("")


def _example(name: str) -> Path:
    """The folder of an example. A wheel carries it in the package; a checkout has it beside `src`, and only there."""
    carried = PACKAGE / "examples" / name
    return carried if carried.is_dir() else PACKAGE.parents[1] / "examples" / name
