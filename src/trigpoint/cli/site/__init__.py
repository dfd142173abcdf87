"""Commands that need the installation: its database, its people, its record.

Importing this package sets Django up, as no model can be imported before its settings are known. Every command in it
can so import what it needs at its top. Commands that work on files alone lie outside and never import Django.
"""

import os

import click
import django
from django.core.exceptions import ImproperlyConfigured


def _set_up() -> None:
    """Make the installation's settings known; one's own machine is the default. Raises ClickException."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trigpoint.web.settings.demonstration")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise click.ClickException(str(error)) from None
    except ImportError:
        module = os.environ["DJANGO_SETTINGS_MODULE"]
        raise click.ClickException(
            f"DJANGO_SETTINGS_MODULE names '{module}', which does not exist. For an installation it is "
            "trigpoint.web.settings.production; unset it to try Trigpoint on this machine."
        ) from None


_set_up()
