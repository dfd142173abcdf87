"""Whoever runs an installation finds every setting in one table."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_setting_of_the_environment_stands_in_the_table() -> None:
    read = {
        name
        for file in (ROOT / "src").rglob("*.py")
        for name in re.findall(
            r"\b(?:TRIGPOINT_[A-Z_]+|DATABASE_URL|DJANGO_SETTINGS_MODULE)\b", file.read_text("utf-8")
        )
    }
    table = re.search(r"\| setting \|.*\n\|---.*\n((?:\|.*\n)+)", (ROOT / "docs/operating.md").read_text("utf-8"))
    assert table is not None
    told = {name for line in table[1].splitlines() for name in re.findall(r"`([A-Z_]+)`", line.split("|")[1])}
    assert read == told
