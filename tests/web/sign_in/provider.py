"""A small OpenID provider on this machine, with one person who always agrees."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.urls import reverse

CLIENT, SECRET = "trigpoint", "an invented secret"


class Provider(ThreadingHTTPServer):
    """What it says of its one person is in `claims`; None takes it out of service."""

    daemon_threads = True
    claims: dict[str, Any] | None

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims = {"sub": "1", "email": "mara@e.example", "email_verified": True, "name": "Mara"}

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def discovery(self) -> dict[str, Any]:
        ways = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo"}
        return {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys"} | {
            name: f"{self.issuer}/{way}" for name, way in ways.items()
        }

    def token(self) -> dict[str, Any]:
        now = int(time.time())
        said = (self.claims or {}) | {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60}
        return {"access_token": "t", "token_type": "Bearer", "id_token": jwt.encode(said, self.key, "RS256")}


class _Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        provider, asked = self.server, urlsplit(self.path)
        if asked.path == "/authorize":
            query = parse_qs(asked.query)
            back = urlencode({"code": "c", "state": query["state"][0]})
            self.send_response(302)
            self.send_header("Location", f"{query['redirect_uri'][0]}?{back}")
            self.end_headers()
            return
        self._say(provider.claims if asked.path == "/userinfo" else provider.discovery())

    def do_POST(self) -> None:
        typed = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        assert typed["client_secret"] == [SECRET]
        assert len(typed["code_verifier"][0]) >= 43, "PKCE"
        self._say(self.server.token())

    def _say(self, said: object) -> None:
        body = json.dumps(said).encode()
        self.send_response(503 if self.server.claims is None else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing on the terminal."""


@contextmanager
def running() -> Iterator[Provider]:
    with Provider() as provider:
        thread = threading.Thread(target=provider.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield provider
        finally:
            provider.shutdown()
            thread.join()


def go(client: Client, **typed: str) -> Any:
    """Press the button, let the provider agree, and come back."""
    away = client.post(reverse("openid_connect_login", args=["organisation"]), typed)
    if away.status_code != 302:
        return away
    there = urlsplit(away.headers["Location"])
    with closing(HTTPConnection(there.netloc, timeout=5)) as connection:
        connection.request("GET", f"{there.path}?{there.query}")
        back = urlsplit(connection.getresponse().headers["Location"])
    return client.get(f"{back.path}?{back.query}")
