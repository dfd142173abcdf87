"""Whether the installation is well is said quickly, to everybody in one word, and to whoever watches in words."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory

from trigpoint.operation import health as looking
from trigpoint.operation.health import State, health
from trigpoint.web.watching import probes

TOKEN = "a token of the watch, long enough"  # noqa: S105 - opens nothing but tests
AT = datetime(2026, 11, 30, 3, tzinfo=UTC)


@pytest.fixture
def var(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the installation of this test alone, which nobody has looked at yet."""
    settings.VAR = tmp_path
    monkeypatch.setattr(probes._LOOKED, "health", None)
    # A test holds the database of tests in a transaction of its own, for as long as it runs.
    monkeypatch.setattr(looking, "SECONDS_TO_WAIT", 0.05 if connection.vendor == "sqlite" else 2)
    return tmp_path


def states(at: datetime = AT) -> dict[str, State]:
    return {check.name: check.state for check in health(at).checks}


def test_a_proven_restore_is_told_of_until_it_is_too_old(db: None, var: Path) -> None:
    assert states()["restore"] is State.ATTENTION
    proven = {"proven_at": AT.isoformat(), "backup_taken_at": AT.isoformat()}
    (var / "proven.json").write_text(json.dumps(proven), encoding="utf-8")
    assert states(AT + timedelta(hours=50))["restore"] is State.OK
    assert states(AT + timedelta(hours=51))["restore"] is State.ATTENTION
    for useless in ("half", "[]", '{"proven_at": "2026-11-30T03:00:00+00:00"}'):
        (var / "proven.json").write_text(useless, encoding="utf-8")
        assert states()["restore"] is State.ATTENTION


def test_a_proof_of_today_counts_for_as_much_as_the_backup_is_young(db: None, var: Path) -> None:
    for hours, state in ((50, State.OK), (51, State.ATTENTION), (720, State.ATTENTION)):
        proven = {"proven_at": AT.isoformat(), "backup_taken_at": (AT - timedelta(hours=hours)).isoformat()}
        (var / "proven.json").write_text(json.dumps(proven), encoding="utf-8")
        (check,) = (check for check in health(AT).checks if check.name == "restore")
        assert (check.state, check.age) == (state, hours * 3600)
        # 720 hours are 30 days.
        assert check.words.endswith(f"of a backup of {'30 days' if hours == 720 else f'{hours} hours'} ago.")


def test_a_full_disk_is_failing(db: None, var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert states()["disk"] is State.OK
    monkeypatch.setattr(looking, "LEAST_FREE", 10**18)
    assert states()["disk"] is State.FAILING


def test_a_mail_server_that_does_not_answer_is_for_somebodys_attention(db: None, var: Path, settings: Any) -> None:
    assert states()["mail"] is State.OK
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        1,
    )
    assert states()["mail"] is State.ATTENTION


def test_everybody_is_told_whether_the_site_works_and_nothing_more(db: None, var: Path) -> None:
    answer = Client().get("/health/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("sent", ["", "Bearer ", "Bearer wrong", "Basic eA==", f"Bearer {TOKEN}x", "Bearer \xe9"])
def test_without_the_token_nobody_is_told_more(db: None, var: Path, settings: Any, sent: str) -> None:
    settings.WATCH_TOKEN, settings.METRICS = TOKEN, True
    assert Client().get("/health/", headers={"Authorization": sent}).json() == {"status": "ok"}
    assert Client().get("/metrics", headers={"Authorization": sent}).status_code == 404


def test_no_token_is_none_that_could_be_sent(db: None, var: Path, settings: Any) -> None:
    settings.WATCH_TOKEN = ""
    assert Client().get("/health/", headers={"Authorization": "Bearer "}).json() == {"status": "ok"}


def test_whoever_watches_is_told_in_words_and_in_figures(db: None, var: Path, settings: Any) -> None:
    settings.WATCH_TOKEN, settings.METRICS = TOKEN, True
    as_watch = {"Authorization": f"Bearer {TOKEN}"}
    answer = Client().get("/health/", headers=as_watch).json()
    assert (answer["status"], answer["state"]) == ("ok", "attention")
    assert answer["checks"]["restore"]["words"] == "No restore was ever proven here."
    Client().get("/accessibility/")
    figures = Client().get("/metrics", headers=as_watch).content.decode()
    assert 'trigpoint_health{check="restore"} 1.0' in figures
    assert 'trigpoint_requests_total{method="GET",route="accessibility",status="200"}' in figures
    settings.METRICS = False
    assert Client().get("/metrics", headers=as_watch).status_code == 404


def test_it_answers_before_it_is_asked_for_tls_or_by_name(db: None, var: Path, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT, settings.ALLOWED_HOSTS = True, ["inspections.example"]
    assert Client().get("/health/", headers={"Host": "127.0.0.1"}).status_code == 200


def test_where_the_database_is_away_it_says_so_and_no_more(
    var: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the fixture of a database: whoever asks the usual one here is stopped by pytest."""
    settings.WATCH_TOKEN = TOKEN
    monkeypatch.setitem(connection.settings_dict, "NAME", str(var / "gone" / "secret-name"))
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", str(var / "gone" / "secret-name"))
    answer: Any = Client().get("/health/", headers={"Authorization": f"Bearer {TOKEN}"})
    assert (answer.status_code, answer.json()["status"]) == (503, "not ok")
    assert answer.json()["checks"]["database"]["state"] == "failing"
    assert "secret-name" not in answer.content.decode()


def test_it_is_looked_at_once_in_five_seconds_however_often_it_is_asked(
    db: None, var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[datetime] = []

    def look(at: datetime) -> looking.Health:
        looks.append(at)
        return health(at)

    monkeypatch.setattr(probes, "health", look)
    for _ in range(20):
        Client().get("/health/")
    assert len(looks) == 1


def test_only_reading_is_answered(db: None, var: Path) -> None:
    assert Client().post("/health/").status_code == 404
    request = RequestFactory().head("/health/")
    assert probes.answers_probes(lambda _: None)(request).status_code == 200  # type: ignore[arg-type,return-value]
