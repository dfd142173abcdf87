"""`deploy/nginx.conf` as it stands, in front of a real `trigpoint serve` with production settings, and attacked.

Only what differs from one machine to the next is put in its place: ports, certificate, and the name of the upstream.
"""

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.proof.serving import free_port, served, wait_for

pytestmark = pytest.mark.proof

NAME = "inspections.example"
CONF = Path("deploy/nginx.conf")
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
# As Debian's own nginx.conf has it round the files of conf.d, but for what must be in a folder of the test's.
AROUND = """
daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/error.log; {user}
events {{ worker_connections 768; }}
http {{
    access_log {folder}/access.log; default_type application/octet-stream; types_hash_max_size 2048;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxied; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    include {folder}/trigpoint.conf;
}}
"""


class Site(NamedTuple):
    """Where the site is reached, and the folder of nginx's files."""

    plain: int
    tls: int
    folder: Path
    log: Path
    trust: ssl.SSLContext


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if not Path(NGINX).exists():
        pytest.skip("nginx is needed. On Debian or Ubuntu: apt install nginx-light")
    upstream, plain, tls = free_port(), free_port(), free_port()
    settings = {
        "DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.production",
        "TRIGPOINT_SECRET_KEY": "f4T9-" * 12,
        "TRIGPOINT_HOSTS": NAME,
        "TRIGPOINT_PROXIES": "1",
        "TRIGPOINT_SECOND_STEP": "optional",
    }
    ours = {"Host": NAME, "X-Forwarded-Proto": "https"}
    with (
        served(upstream, tmp_path_factory.mktemp("var"), settings, headers=ours) as log,
        _folder() as folder,
        _nginx(folder, upstream, plain, tls),
    ):
        trust = ssl.create_default_context(cafile=str(folder / "fullchain.pem"))
        yield Site(plain, tls, folder, log, trust)


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder with a certificate, which nginx's processes may enter: they are not root's."""
    with tempfile.TemporaryDirectory(prefix="trigpoint-nginx-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        _certificate(folder)
        yield folder


def _certificate(folder: Path) -> None:
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
    command += ["-addext", f"subjectAltName=DNS:{NAME}", "-keyout", "privkey.pem", "-out", "fullchain.pem"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def _nginx(folder: Path, upstream: int, plain: int, tls: int) -> ExitStack:
    """Start nginx; the stack that is returned ends it."""
    text = CONF.read_text("utf-8")
    for here, there in {
        "listen 80": f"listen 127.0.0.1:{plain}",
        "listen 443": f"listen 127.0.0.1:{tls}",
        "/etc/ssl/inspections.example/": f"{folder}/",
        "/var/log/nginx/": f"{folder}/",
        "http://127.0.0.1:8000;": f"http://127.0.0.1:{upstream};",
    }.items():
        assert here in text
        text = text.replace(here, there)
    (folder / "trigpoint.conf").write_text(text, "utf-8")
    user = "user www-data;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user), "utf-8")
    stack = ExitStack()
    running = stack.enter_context(subprocess.Popen([NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")]))
    stack.callback(running.terminate)
    wait_for(lambda: _answers(tls), "nginx")
    return stack


def _answers(port: int) -> bool:
    with socket.create_connection(("127.0.0.1", port), timeout=1):
        return True


def connected(site: Site, name: str = NAME) -> ssl.SSLSocket:
    plain = socket.create_connection(("127.0.0.1", site.tls), timeout=30)
    try:
        return site.trust.wrap_socket(plain, server_hostname=name)
    except ssl.SSLError:
        plain.close()
        raise


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: str


def ask(
    site: Site, path: str = "/", method: str = "GET", body: bytes = b"", headers: Mapping[str, str] | None = None
) -> Answer:
    """Ask over TLS, by the site's name."""
    connection = http.client.HTTPConnection(NAME, timeout=30)
    connection.sock = connected(site)
    connection.request(method, path, body or None, {"Host": NAME, **(headers or {})})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, text)


def pages_are_answered(site: Site) -> bool:
    return [ask(site).status for _ in range(5)] == [200] * 5


def ended(connection: socket.socket, within: float) -> bytes:
    """What a connection brings until the other side ends it. Fails where it does not in time."""
    connection.settimeout(within)
    read = b""
    try:
        while piece := connection.recv(4_096):
            read += piece
    except (ConnectionResetError, ssl.SSLError):
        pass
    return read


def test_pages_are_served_over_tls_with_what_a_browser_is_told(site: Site) -> None:
    answer = ask(site)
    assert "Nothing is published yet." in answer.body
    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
    assert answer.headers["server"] == "nginx", "no version"


def test_whoever_asks_without_tls_is_led_to_it_by_our_name(site: Site) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", site.plain, timeout=30)) as connection:
        connection.request("GET", "/sign-in/?next=/home/", headers={"Host": NAME})
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/sign-in/?next=/home/")


def test_whoever_asks_without_tls_for_another_name_is_not_answered(site: Site) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", site.plain, timeout=30)) as connection:
        connection.request("GET", "/", headers={"Host": "elsewhere.example"})
        with pytest.raises(http.client.RemoteDisconnected):
            connection.getresponse()


def test_whoever_asks_for_another_name_is_given_no_certificate(site: Site) -> None:
    with pytest.raises(ssl.SSLError):
        connected(site, "elsewhere.example")


def test_slow_headers_end_after_ten_seconds_and_pages_are_answered_meanwhile(site: Site) -> None:
    begun = time.monotonic()
    with ExitStack() as stack:
        slow = [stack.enter_context(connected(site)) for _ in range(40)]
        for connection in slow:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: " + NAME.encode() + b"\r\n")
        assert pages_are_answered(site)
        assert ended(slow[0], within=60) == b""
    assert time.monotonic() - begun > 5, "they were waited for"


def test_a_slow_body_never_reaches_the_server_behind_and_ends(site: Site) -> None:
    head = (
        f"POST /sign-in/ HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 900000\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    with ExitStack() as stack:
        slow = [stack.enter_context(connected(site)) for _ in range(60)]
        for connection in slow:
            connection.sendall(head.encode() + b"login=")
        assert pages_are_answered(site), "60 requests are half in, and 32 threads would have been held"
        ended(slow[0], within=60)


def test_three_hundred_idle_connections_hold_nothing(site: Site) -> None:
    with ExitStack() as stack:
        for _ in range(300):
            stack.enter_context(socket.create_connection(("127.0.0.1", site.tls), timeout=30))
        assert pages_are_answered(site)


@pytest.mark.parametrize("chunked", [False, True], ids=["by what it says", "while it comes in"])
def test_a_body_over_the_limit_is_refused_with_a_sentence_and_the_server_behind_never_asked(
    site: Site, chunked: bool
) -> None:
    length = "Transfer-Encoding: chunked" if chunked else "Content-Length: 300000000"
    head = f"POST /sign-in/ HTTP/1.1\r\nHost: {NAME}\r\n{length}\r\n\r\n".encode()
    piece = b"x" * 1_000_000
    piece = b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece
    with connected(site) as sender:
        sender.sendall(head)
        try:
            for _ in range(9):
                sender.sendall(piece)
        except OSError:
            pass
        answer = ended(sender, within=30)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"larger than 6 MB, which is more than any page takes." in answer
    assert sum(file.stat().st_size for file in (site.folder / "body").rglob("*") if file.is_file()) == 0


def test_what_is_within_it_and_too_much_for_its_page_is_refused_by_the_page(site: Site) -> None:
    answer = ask(site, "/sign-in/", "POST", b"x" * 5_000_000)
    assert answer.status == 413
    assert "What was sent is larger than 1 MB" in answer.body


def test_who_somebody_is_is_what_nginx_saw_and_not_what_they_say(site: Site) -> None:
    """Five failures lock one machine out. Whoever could name another machine with each would never be."""
    tries = [
        _sign_in(site, {"X-Forwarded-For": f"203.0.113.{number}", "Forwarded": "for=203.0.113.9"})
        for number in range(6)
    ]
    assert tries[:4] == [200] * 4
    assert tries[5] == 429


def test_nor_does_it_say_for_them_that_they_speak_tls_or_where_they_are(site: Site) -> None:
    forged = {"X-Forwarded-Proto": "http", "X-Forwarded-Host": "elsewhere.example"}
    assert ask(site, headers=forged).status == 200, "they do speak TLS"
    led = ask(site, "/home/", headers=forged).headers["location"]
    assert led.startswith("/sign-in/")


def test_while_the_server_behind_is_away_the_page_says_so(site: Site) -> None:
    text = (site.folder / "trigpoint.conf").read_text("utf-8")
    assert "error_page 502 504 = @away;" in text
    port = text.split("proxy_pass http://127.0.0.1:", 1)[1].split(";", 1)[0]
    (site.folder / "trigpoint.conf").write_text(text.replace(f":{port};", f":{free_port()};"), "utf-8")
    answer = _reload(site, 503)
    assert "This site is not available now" in answer.body
    assert answer.headers["retry-after"] == "30"
    (site.folder / "trigpoint.conf").write_text(text, "utf-8")
    _reload(site, 200)


def _reload(site: Site, status: int) -> Answer:
    """Reload nginx, and return its first answer with the status: for a while, those with the old settings answer too."""
    subprocess.run([NGINX, "-c", str(site.folder / "nginx.conf"), "-s", "reload"], check=True, capture_output=True)
    answers: list[Answer] = []

    def answered() -> bool:
        answers.append(ask(site))
        return answers[-1].status == status

    wait_for(answered, "the new settings", seconds=20)
    return answers[-1]


def _sign_in(site: Site, headers: dict[str, str]) -> int:
    page = ask(site, "/sign-in/")
    secret = page.body.rsplit('name="csrfmiddlewaretoken" value="', 1)[1].split('"', 1)[0]
    cookie = page.headers["set-cookie"].split(";", 1)[0]
    body = f"csrfmiddlewaretoken={secret}&login=nobody%40n.example&password=wrong"
    ours = {"Cookie": cookie, "Origin": f"https://{NAME}", "Content-Type": "application/x-www-form-urlencoded"}
    return ask(site, "/sign-in/", "POST", body.encode(), ours | headers).status


def test_no_log_of_ours_has_a_traceback(site: Site) -> None:
    assert "Traceback" not in site.log.read_text("utf-8")
