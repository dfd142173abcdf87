"""The command line, run inside this process."""

import signal
from collections.abc import Iterator

import pytest

from tests.cli.running import Here


@pytest.fixture
def trigpoint(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Here]:
    """Give a command to call; the signals that it sets for its process are put back."""
    before = signal.getsignal(signal.SIGPIPE)
    yield Here(monkeypatch, capsys)
    signal.signal(signal.SIGPIPE, before)
