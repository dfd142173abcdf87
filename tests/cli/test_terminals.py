"""The command in the world: pipes that close, keys that interrupt, colours and widths of terminals."""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import termios
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.running import PROGRAM, QUIET, process
from tests.factories.bundles import PRINTED, TWIN
from tests.some_quickly import some_quickly

ESCAPE = "\x1b"


def on_a_terminal(*arguments: str, columns: int = 100, **environment: str) -> str:
    """Run the command on a pseudo-terminal of this width; return all that it wrote there."""
    master, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    with subprocess.Popen(
        [*PROGRAM, *arguments],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env={**QUIET, "TERM": "xterm", **environment},
    ):
        os.close(terminal)
        written = b""
        while piece := _read(master):
            written += piece
    os.close(master)
    return written.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the last writer has gone
        return b""


def without_colours(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.proof
@pytest.mark.parametrize("command", [("rate", str(PRINTED)), ("rate", str(TWIN), "--explain", "2.1")], ids="-".join)
def test_a_pipe_gets_no_colours(command: tuple[str, ...]) -> None:
    assert ESCAPE not in process(*command).out


def test_a_terminal_gets_colours_and_none_where_they_are_not_wanted() -> None:
    coloured = on_a_terminal("rate", str(PRINTED))
    plain = on_a_terminal("rate", str(PRINTED), NO_COLOR="1")

    assert f"{ESCAPE}[31mInadequate" in coloured
    # NO_COLOR is about colour: bold and dim are not.
    assert [code for code in re.findall(r"\x1b\[([0-9;]*)m", plain) if set(code.split(";")) & COLOUR_CODES] == []
    assert without_colours(plain) == without_colours(coloured)


COLOUR_CODES = {str(code) for code in (*range(30, 50), *range(90, 108))}


@pytest.mark.parametrize("columns", some_quickly([(60,), (80,), (200,)], each=3))
@pytest.mark.parametrize(
    "command",
    some_quickly(
        [
            (("rate", str(PRINTED)),),
            (("rate", str(TWIN), "--explain", "2.1"),),
            (("frameworks", "show", "hmip-youth-2018"),),
        ],
        each=3,
    ),
    ids=["rate", "explain", "frameworks"],
)
def test_no_line_is_wider_than_the_terminal_nor_too_long_to_read(command: tuple[str, ...], columns: int) -> None:
    lines = without_colours(on_a_terminal(*command, columns=columns)).splitlines()

    assert max(map(len, lines)) <= min(columns, 110)


@pytest.mark.parametrize(
    ("columns", "widest"),
    some_quickly([("80", 80), ("60", 60), ("200", 110), ("wide", 110), ("", 110), ("3", 110)], each=6),
)
def test_a_pipe_gets_lines_as_long_as_columns_says(columns: str, widest: int) -> None:
    lines = process("rate", str(TWIN), "--explain", "2.1", COLUMNS=columns).out.splitlines()
    assert widest - 12 < max(map(len, lines)) <= widest


@pytest.mark.proof
def test_long_work_says_so_on_a_terminal_and_in_a_pipe_not(tmp_path: Path) -> None:
    command = ("report", str(PRINTED), "--format", "html", "--out")
    assert "Writing the report: html ..." in without_colours(on_a_terminal(*command, str(tmp_path / "one")))
    ended = process(*command, str(tmp_path / "two"))
    assert (ended.code, ended.err) == (0, "")
    assert "..." not in ended.out


@pytest.mark.proof
def test_a_terminal_too_narrow_for_both_ratings_in_a_line_gets_them_under_the_standard() -> None:
    lines = without_colours(on_a_terminal("rate", str(PRINTED), columns=60)).splitlines()

    assert lines[lines.index("  2.1 Assessment") + 1] == "      Inadequate by the rules, Requires improvement final"
    assert [line for line in lines if line.startswith("Requires")] == []


@pytest.mark.proof
def test_no_word_of_an_explained_standard_is_lost_on_a_narrow_terminal() -> None:
    shown = without_colours(on_a_terminal("rate", str(TWIN), "--explain", "2.1", columns=60))

    assert "…" not in shown
    assert "62.5%" in shown
    assert "Requires" in shown


@pytest.mark.parametrize(
    "command",
    some_quickly(
        [
            (("check", str(PRINTED)),),
            (("rate", str(PRINTED)),),
            (("rate", str(PRINTED), "--json"),),
            (("frameworks", "show", "hmip-youth-2018"),),
        ],
        each=4,
    ),
    ids=" ".join,
)
def test_a_reader_that_has_gone_leaves_no_traceback(command: tuple[str, ...]) -> None:
    """As `trigpoint rate … | head -1`, with a reader that goes before the first line."""
    reading, writing = os.pipe()
    os.close(reading)
    with subprocess.Popen([*PROGRAM, *command], stdout=writing, stderr=subprocess.PIPE, env=QUIET) as running:
        os.close(writing)
        _, errors = running.communicate(timeout=60)

    assert errors == b""
    assert running.returncode == -signal.SIGPIPE


def _hear_ctrl_c() -> None:
    """Undo what a shell does to what it starts in the background, as a build may: such a process is deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _interrupted(running: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    """Press Ctrl-C until the process ends, as people do: a library in compiled code may not hear the first time."""
    for _ in range(60):
        running.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return running.communicate(timeout=1)
    raise AssertionError("It did not stop.")


@pytest.mark.proof
def test_a_stopped_report_says_so_and_leaves_nothing_behind(tmp_path: Path) -> None:
    out = tmp_path / "report"
    with subprocess.Popen(
        [*PROGRAM, "report", str(TWIN), "--out", str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=QUIET,
        preexec_fn=_hear_ctrl_c,  # noqa: PLW1509 - nothing else runs in this process then
    ) as running:
        while running.poll() is None and not list(tmp_path.iterdir()):
            pass  # until it has begun to write
        printed, errors = _interrupted(running)

    assert (running.returncode, printed, errors.strip()) == (130, b"", b"Stopped.")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.proof
def test_a_terminal_that_knows_no_unicode_gets_question_marks_and_no_traceback() -> None:
    ended = process("rate", str(PRINTED), PYTHONIOENCODING="ascii")

    assert (ended.code, ended.err) == (0, "")
    assert "Trafford Youth Justice Service ? Youth offending services" in ended.out


def test_a_full_disk_is_said_without_a_traceback() -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [*PROGRAM, "check", str(PRINTED)], stdout=full, stderr=subprocess.PIPE, env=QUIET, timeout=60, check=False
        )

    assert ran.returncode != 0
    assert b"Traceback" not in ran.stderr
    assert b"No space left on device" in ran.stderr
