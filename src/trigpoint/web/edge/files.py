"""A file as an answer."""

from django.http import HttpResponse


def file_to_keep(content: bytes | str, kind: str, name: str) -> HttpResponse:
    """A file that a browser saves instead of showing it. `kind` is its media type."""
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
