"""Another organisation's folder, into which an installation of a test hands its heads."""

from pathlib import Path

from django.conf import LazySettings


def witness_folder(place: Path, settings: LazySettings) -> Path:
    """Make the folder in the installation's place, and let the settings name both."""
    folder = place / "witness"
    folder.mkdir()
    settings.VAR, settings.WITNESS_FOLDER = place, str(folder)
    return folder
