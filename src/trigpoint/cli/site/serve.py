"""`trigpoint serve`: serve the pages."""

import os
import shutil
import socket
import subprocess  # nosec B404 - starts ourselves alone
import sys
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication

from trigpoint.cli.site.installation import installation
from trigpoint.cli.site.worker import THREADS, PatientWorker
from trigpoint.operation.database import PROCESS_FILE, serving_process
from trigpoint.operation.private_files import UMASK

ADDRESS = "127.0.0.1"
FIGURES = "metrics"


@click.command(short_help="Serve the pages on this machine.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option(
    "--address",
    default=ADDRESS,
    show_default=True,
    help="The address to listen on. Another one only in a container, where nobody but your web server reaches it.",
)
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="How many processes serve.")
def serve(port: int, address: str, workers: int) -> None:
    """Serve the pages until Ctrl-C. The settings are those of DJANGO_SETTINGS_MODULE.

    Without it they are for one's own machine: an embedded database in the folder var. DATABASE_URL names another
    database. In front of an installation for others, put a web server that speaks TLS, and let 'trigpoint work' run
    its jobs; on one's own machine they are run here.
    """
    with installation():
        _check_free(address, port)
        if settings.DEMONSTRATION:
            # Its hosts are this machine alone, whichever address is listened on.
            settings.SERVED_AT.write_text(f"http://{ADDRESS}:{port}\n", "ascii")
        else:
            call_command("collectstatic", interactive=False, verbosity=0)
    # A connection must not be shared by the processes that are about to be forked.
    connections.close_all()
    _gather_figures(settings.VAR / FIGURES)
    worker = _start_worker() if settings.DEMONSTRATION else None
    _Server(
        {
            "bind": f"{address}:{port}",
            "workers": workers,
            "threads": THREADS,
            "worker_class": PatientWorker,
            "preload_app": True,
            "umask": UMASK,
            # Nobody steers it but by signals.
            "control_socket_disable": True,
            "pidfile": str(settings.VAR / PROCESS_FILE),
            "loglevel": settings.SERVER_LOG,
            "logconfig_dict": _logging(settings.SERVER_LOG),
            # Now that the pages are loaded and the port is open; before, nobody would be answered.
            "when_ready": lambda _: click.echo(f"Serving on http://{address}:{port}/ - stop with Ctrl-C."),
            "on_exit": lambda _: _end(worker),
        }
    ).run()


def _start_worker() -> subprocess.Popen[bytes]:
    """A worker that ends with this process, however this process ends."""
    command = [sys.executable, "-m", "trigpoint", "work", "--beside", str(os.getpid())]
    return subprocess.Popen(command)  # noqa: S603 # nosec B603 - ourselves, with a number


def _end(worker: subprocess.Popen[bytes] | None) -> None:
    """End the worker once its job at hand is over. Gunicorn may have seen to its end before."""
    if worker is not None:
        worker.terminate()
        worker.wait()


def _logging(level: str) -> dict[str, Any]:
    """What gunicorn says of itself: in its own form, or as JSON with all else."""
    if "formatter" not in settings.LOGGING["handlers"]["console"]:
        return {}
    own = {"level": level.upper(), "handlers": ["console"], "propagate": False}
    loggers = settings.LOGGING["loggers"] | {"gunicorn.error": own, "gunicorn.access": own}
    return {**settings.LOGGING, "loggers": loggers}


def _gather_figures(folder: Path) -> None:
    """Let the processes that serve keep their figures in one folder, empty at the start. Before they load the pages."""
    if settings.METRICS:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def _check_free(address: str, port: int) -> None:
    """Raise ClickException where the port is taken, or where these pages are served already."""
    if process := serving_process(settings.VAR):
        raise click.ClickException(
            f"The pages of this installation are served already, by process {process}. Stop it first. If that process "
            f"is another program, remove {settings.VAR / PROCESS_FILE}."
        )
    with socket.socket() as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind((address, port))
        except OSError:
            raise click.ClickException(
                f"Port {port} of this machine is in use. Choose another one, for example --port {port + 1}."
            ) from None


class _Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with the options set here and none from its own files."""

    def __init__(self, options: dict[str, object]) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        return get_wsgi_application()
