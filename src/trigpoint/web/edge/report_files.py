"""A report's files as answers: each is made once for what it is made from, and kept.

Making one takes up to some seconds of a processor, so a machine makes one at a time: whoever asks meanwhile is asked to
come back, and no crowd keeps every thread busy.
"""

import fcntl
import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from trigpoint.bundle.rated import RatedBundle
from trigpoint.operation.private_files import write_private
from trigpoint.people.access import Refusal
from trigpoint.report.files import REPORT_FILES, made_file
from trigpoint.report.typesetting import TypesettingError

MOST_KEPT: Final = 200
AGAIN_AFTER: Final = 5
"""Seconds until whoever came while a file was made is asked to come again."""

_SEAL: Final = sha256().digest_size


def report_file(request: HttpRequest, rated: RatedBundle, name: str) -> HttpResponse:
    """One file of a report, to be saved. Raises Http404 for a name that is none of them, and Refusal."""
    file = REPORT_FILES.get(name)
    if file is None:
        raise Http404
    try:
        content = _kept_or_made(rated, name)
    except TypesettingError as error:
        raise Refusal(f"{error} Somebody has to correct the text first. The other files can be had.") from error
    if content is None:
        page = render(request, "errors/being_made.html.jinja", {"title": file.title}, status=503)
        page.headers["Retry-After"] = str(AGAIN_AFTER)
        return page
    saved_as = f"{rated.bundle.inspection.reference}-{name}"
    headers = {"Content-Disposition": f'attachment; filename="{saved_as}"'}
    return HttpResponse(content, content_type=file.media_type, headers=headers)


def _kept_or_made(rated: RatedBundle, name: str) -> bytes | None:
    """The file; None while this machine is making one."""
    folder = settings.VAR / "report-files"
    path = folder / f"{sha256(f'{_program()} {rated.digest} {name}'.encode()).hexdigest()}.{name}"
    content = _unsealed(path)
    if content is not None:
        return content
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(folder / "lock") as alone:
        if not alone:
            # Whoever held the lock may have made this very file since.
            return _unsealed(path)
        content = _unsealed(path) or made_file(rated, name)
        _keep(path, content)
    return content


@contextmanager
def _alone(lock: Path) -> Iterator[bool]:
    """Whether nobody else on this machine is making a file, until the block ends; a lock dies with its process."""
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(descriptor)


def _keep(file: Path, content: bytes) -> None:
    """Keep a file, sealed: what somebody alters in the folder is not given out. Those made longest ago go."""
    write_private(file, _seal(file.name, content) + content)
    newest_first = sorted(file.parent.glob("[!.]*.*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in newest_first[MOST_KEPT:]:
        old.unlink(missing_ok=True)


def _unsealed(file: Path) -> bytes | None:
    """The content of a kept file; None where there is none, or it is not what was kept."""
    with suppress(FileNotFoundError):
        whole = file.read_bytes()
        seal, content = whole[:_SEAL], whole[_SEAL:]
        if hmac.compare_digest(seal, _seal(file.name, content)):
            return content
    return None


def _seal(name: str, content: bytes) -> bytes:
    key = f"report files {settings.SECRET_KEY}".encode()
    return hmac.digest(key, name.encode() + b"\0" + content, "sha256")


@lru_cache(maxsize=1)
def _program() -> str:
    """A digest of the program that makes the files: another version makes them anew."""
    whole = sha256()
    for part in _sources(files("trigpoint")):
        whole.update(part.read_bytes())
    return whole.hexdigest()


def _sources(folder: Traversable) -> Iterator[Traversable]:
    for name in ("report", "rules", "bundle", "english.py"):
        yield from _files_in(folder.joinpath(name))


def _files_in(part: Traversable) -> Iterator[Traversable]:
    if part.is_file():
        yield part
    elif part.name != "__pycache__":
        for inner in sorted(part.iterdir(), key=lambda path: path.name):
            yield from _files_in(inner)
