"""What every answer tells the browser: run nothing that is not ours, and (in an installation) speak TLS only."""

import base64
import hashlib
import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from tests.access.walking import Walked, matrix, names_and_kwargs, published

ASKS = """
import django, json
django.setup()
from django.test import Client
answer = Client().get("/privacy/", secure=True, headers={"host": "trigpoint.example"})
signing_in = Client().get("/privacy/", headers={"host": "trigpoint.example"})
from django.conf import settings
print(json.dumps({"headers": dict(answer.headers), "plain": [signing_in.status_code, signing_in.headers["Location"]],
                  "cookies": [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE,
                              settings.SESSION_COOKIE_HTTPONLY, settings.CSRF_COOKIE_HTTPONLY]}))
"""


class Inline(HTMLParser):
    """Scripts and styles that stand in a page itself and that its policy names neither by nonce nor by digest."""

    def __init__(self, text: str, policy: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._policy = policy
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in said):
            self._open = "" if said.get("nonce") and f"'nonce-{said['nonce']}'" in self._policy else tag
        self.found += [name for name in said if name == "style" or name.startswith("on")]

    def handle_data(self, data: str) -> None:
        digest = base64.b64encode(hashlib.sha256(data.encode()).digest()).decode()
        if self._open and f"'sha256-{digest}'" not in self._policy:
            self.found.append(self._open)

    def handle_endtag(self, tag: str) -> None:
        self._open = "" if tag == self._open else self._open


def test_an_inline_script_without_its_nonce_would_be_found() -> None:
    policy = "script-src 'self' 'nonce-abc'; style-src 'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='"
    assert Inline("<script>x</script>", policy).found == ["script"]
    assert Inline("<script nonce='other'>x</script><p onclick='x' style='y'>", policy).found == [
        "script",
        "onclick",
        "style",
    ]
    # The digest of 'abc' as the standard of SHA-256 prints it.
    assert Inline("<script nonce='abc'>x</script><style>abc</style>", policy).found == []


@pytest.mark.proof
@pytest.mark.django_db
def test_every_page_runs_only_what_is_ours_and_what_bears_its_nonce(walked: Walked, settings: LazySettings) -> None:
    settings.SECOND_STEP_REQUIRED = False
    world, parts = walked
    own, kwargs = parts["own"], names_and_kwargs()
    client = Client()
    client.force_login(world.people["lead-inspector"], "allauth.account.auth_backends.AuthenticationBackend")
    pages = 0
    for door, said in matrix().items():
        if door.method == "GET" and door.object != "other" and said["lead-inspector"] == "yes":
            answer = client.get(
                reverse(door.name, kwargs={name: (own | published(door.name))[name] for name in kwargs[door.name]})
            )
            if "text/html" in answer.headers["Content-Type"] and answer.status_code == 200:
                pages += 1
                policy = answer.headers["Content-Security-Policy"]
                assert "unsafe" not in policy
                assert "default-src 'none'" in policy
                assert Inline(answer.content.decode(), policy).found == []
    assert pages > 30


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_an_installation_speaks_tls_only_and_its_cookies_are_out_of_reach(tmp_path: Path) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.production",
        "TRIGPOINT_VAR": str(tmp_path),
        "TRIGPOINT_SECRET_KEY": "0123456789abcdefghij" * 3,
        "TRIGPOINT_HOSTS": "trigpoint.example",
    }
    (tmp_path / "static").mkdir()
    subprocess.run([sys.executable, "-m", "django", "collectstatic", "--noinput"], env=environment, check=True)
    said = subprocess.run([sys.executable, "-c", ASKS], env=environment, check=True, capture_output=True).stdout
    found = json.loads(said)
    assert found["headers"]["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert found["headers"]["X-Content-Type-Options"] == "nosniff"
    assert found["headers"]["X-Frame-Options"] == "DENY"
    assert found["headers"]["Referrer-Policy"] == "same-origin"
    assert found["cookies"] == [True, True, True, True]
    assert found["plain"] == [301, "https://trigpoint.example/privacy/"]
