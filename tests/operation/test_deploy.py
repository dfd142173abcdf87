"""The units that systemd starts are sound, hardened alike, and what they start says that it serves."""

import configparser
import json
import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

import pytest

from tests.cli.test_site import TRIGPOINT
from tests.operation.conftest import Places
from tests.reliability.servers import free_port

DEPLOY = Path(__file__).parents[2] / "deploy"
SERVICES = ("trigpoint.service", "trigpoint-work.service", "trigpoint-backup.service")
MARK = "# Nothing but the folders of StateDirectory"
TOKEN = "t0ken-of-the-watch-long-enough"  # noqa: S105 - opens nothing but tests


def hardening(unit: str) -> list[str]:
    lines = (DEPLOY / "systemd" / unit).read_text("utf-8").partition(MARK)[2].splitlines()[1:]
    return lines[: lines.index("")] if "" in lines else lines


def test_every_unit_is_hardened_alike() -> None:
    first, *others = map(hardening, SERVICES)
    assert len(first) > 25
    assert others == [first, first]
    assert "ProtectSystem=strict" in first
    assert "UMask=0077" in first


@pytest.mark.proof
def test_systemd_finds_no_fault_in_the_units_and_calls_them_safe(tmp_path: Path) -> None:
    for file in (DEPLOY / "systemd").iterdir():
        text = file.read_text("utf-8").replace("/opt/trigpoint/bin/trigpoint", str(TRIGPOINT))
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    units = [str(tmp_path / name) for name in (*SERVICES, "trigpoint-backup.timer")]
    verified = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert (verified.returncode, [line for line in verified.stderr.splitlines() if str(tmp_path) in line]) == (0, [])
    for unit in units[:3]:
        # In tenths, of 100 for no hardening at all.
        command = ["systemd-analyze", "security", "--offline=true", "--threshold=15", unit]
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0, unit


@pytest.mark.proof
def test_the_pages_start_as_their_unit_starts_them_and_say_when_they_serve(places: Places, tmp_path: Path) -> None:
    """Started in production, by the unit's own command, with two processes whose figures are told together."""
    unit = configparser.RawConfigParser(strict=False)
    unit.read(DEPLOY / "systemd" / "trigpoint.service", "utf-8")
    port, notices = free_port(), tmp_path / "notices"
    _, *arguments = unit["Service"]["ExecStart"].split()
    command = [str(TRIGPOINT), *(str(port) if argument == "8000" else argument for argument in arguments)]
    place = places.new()
    environment = place.environment | {
        "DJANGO_SETTINGS_MODULE": "trigpoint.web.settings.production",
        "TRIGPOINT_SECRET_KEY": "0123456789abcdefghij" * 3,
        # A server with one role, as this test's is; the two roles are tried by themselves.
        "TRIGPOINT_DATABASE_OWNER": "accepted",
        "TRIGPOINT_HOSTS": "inspections.example",
        "TRIGPOINT_WATCH_TOKEN": TOKEN,
        "TRIGPOINT_METRICS": "on",
        "TRIGPOINT_LOG_FORMAT": "json",
        "NOTIFY_SOCKET": str(notices),
    }
    assert place.run("load", "examples/trafford-2021", **environment).returncode == 0
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(notices))
        systemd.settimeout(120)
        log = tmp_path / "log"
        with log.open("wb") as into:
            serving = subprocess.Popen(command, env=environment, stdout=into, stderr=into)
        try:
            assert b"READY=1" in systemd.recv(4096)
            figures = _asked(port)
        finally:
            serving.send_signal(signal.SIGTERM)
            assert serving.wait(timeout=60) == 0
    # Whichever process is asked, it tells what all of them counted.
    assert 'trigpoint_requests_total{method="GET",route="accessibility",status="200"} 12.0' in figures
    assert 'trigpoint_health{check="database"} 0.0' in figures
    assert figures.count("# TYPE trigpoint_requests_total counter") == 1
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines() if line.startswith("{")]
    assert sum(line.get("route") == "accessibility" for line in lines) == 12
    assert not any(
        path.stat().st_mode & 0o077
        for path in place.var.rglob("*")
        if path.name != "serve.pid" and "static" not in path.parts
    )


def _asked(port: int) -> str:
    for _ in range(12):
        headers = {"Host": "inspections.example", "X-Forwarded-Proto": "https"}
        request = urllib.request.Request(f"http://127.0.0.1:{port}/accessibility/", headers=headers)
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - our own
            assert answer.status == 200
    asking = urllib.request.Request(f"http://127.0.0.1:{port}/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    with urllib.request.urlopen(asking, timeout=60) as answer:  # noqa: S310 - our own
        return str(answer.read().decode())
