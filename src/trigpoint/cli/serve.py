"""`trigpoint serve`: serve the pages."""

import os

import click
from django.conf import settings
from django.core.management import call_command

from trigpoint.cli.site import installation

ADDRESS = "127.0.0.1"


@click.command(short_help="Serve the pages on this machine.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="How many processes serve.")
def serve(port: int, workers: int) -> None:
    """Serve the pages on 127.0.0.1 until Ctrl-C. The settings are those of DJANGO_SETTINGS_MODULE.

    Without it they are for one's own machine: an embedded database in the folder var. DATABASE_URL names another
    database. In front of an installation for others stands a web server that speaks TLS.
    """
    with installation():
        if not settings.DEMONSTRATION:
            call_command("collectstatic", interactive=False, verbosity=0)
        click.echo(f"Serving on http://{ADDRESS}:{port}/ - stop with Ctrl-C.")
    _run(
        {
            "bind": f"{ADDRESS}:{port}",
            "workers": workers,
            "threads": 4,
            "worker_class": "gthread",
            "preload_app": True,
            "pidfile": str(settings.VAR / "serve.pid"),
        }
    )


def _run(options: dict[str, object]) -> None:
    """Hand over to gunicorn, with the options set here and none from its own files."""
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 - needs settings
    from django.db import connections  # noqa: PLC0415
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415 - knows only Unix; the other commands run anywhere

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in options.items():
                self.cfg.set(name, value)
            self.cfg.set("loglevel", os.environ.get("TRIGPOINT_LOG", "warning"))

        def load(self) -> object:
            return get_wsgi_application()

    connections.close_all()
    Server().run()
