"""A small OpenID provider on this machine, over TLS, with one person who always agrees."""

import json
import os
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from http.client import HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from django.test import Client
from django.urls import reverse

CLIENT, SECRET = "trigpoint", "an invented secret"
KID = "key-1"


@cache
def _key() -> rsa.RSAPrivateKey:
    """One for all tests: making it takes longer than most of them."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider(ThreadingHTTPServer):
    """What it says of its one person is in `claims`; None takes it out of service.

    What it signs with, and what it says in the id token and of itself, can be changed by whoever plays a forger.
    """

    daemon_threads = True
    claims: dict[str, Any] | None

    def __init__(self, certificate: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.key = _key()
        self.claims = {"sub": "1", "email": "mara@e.example", "email_verified": True, "name": "Mara"}
        self.discovered: dict[str, Any] = {}
        self.sign: Callable[[dict[str, Any]], str | None] = self.signed
        self.userinfo: dict[str, Any] = {}
        self.certificate = certificate

    @property
    def issuer(self) -> str:
        return f"https://127.0.0.1:{self.server_port}"

    def discovery(self) -> dict[str, Any]:
        ways = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo"}
        said = {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys"} | {
            name: f"{self.issuer}/{way}" for name, way in ways.items()
        }
        return said | self.discovered

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": KID, "alg": "RS256", "use": "sig"}]}

    def signed(self, claims: dict[str, Any], key: Any = None, algorithm: str = "RS256", **header: Any) -> str:
        return jwt.encode(claims, key or self.key, algorithm, headers={"kid": KID} | header)

    def token(self) -> dict[str, Any]:
        now = int(time.time())
        claims = (self.claims or {}) | {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60}
        return {"access_token": "t", "token_type": "Bearer", "id_token": self.sign(claims)}


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
        answers: dict[str, Any] = {"/userinfo": (provider.claims or {}) | provider.userinfo, "/keys": provider.keys()}
        self._say(answers.get(asked.path, provider.discovery()))

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


def certificate(file: Path) -> Path:
    """A certificate for this machine's own address, signed by itself, with its key; whoever trusts it trusts the file."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.fromtimestamp(time.time(), UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "An invented authority")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


@contextmanager
def running(certificate: Path) -> Iterator[Provider]:
    with Provider(certificate) as provider:
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
    trusting = ssl.create_default_context(cafile=os.environ["REQUESTS_CA_BUNDLE"])
    with closing(HTTPSConnection(there.netloc, timeout=5, context=trusting)) as connection:
        connection.request("GET", f"{there.path}?{there.query}")
        back = urlsplit(connection.getresponse().headers["Location"])
    return client.get(f"{back.path}?{back.query}")
