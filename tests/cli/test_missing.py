"""A page of sums where hundreds of answers are missing, and every line of them where asked for."""

from pathlib import Path

import pytest

from tests.cli.running import InProcess

EASTMERE = str(Path(__file__).parents[2] / "examples" / "eastmere-2026")


@pytest.mark.parametrize("command", ["check", "rate"])
def test_what_is_missing_of_an_inspection_under_way_fits_a_page(trigpoint: InProcess, command: str) -> None:
    ended = trigpoint(command, EASTMERE)
    assert ended.code == 1
    lines = ended.out.splitlines()
    assert len(lines) <= 80
    assert "Missing, or not fitting: 316 in all: 312 answers missing in 6 cases and 4 judgements missing." in lines


@pytest.mark.parametrize("command", ["check", "rate"])
def test_all_lists_every_line(trigpoint: InProcess, command: str) -> None:
    output = trigpoint(command, EASTMERE, "--all").out
    assert output.count("no answer to") == 312
    assert "By case" not in output
