"""What the glossary names is there: a type or a module that was renamed is found."""

import re
from collections.abc import Iterator
from pkgutil import resolve_name

from tests.architecture.source import ROOT

# Where a name of the glossary is looked for; its words leave out what every reader knows.
HOMES = ("trigpoint", "trigpoint.inspectorate")


def types() -> Iterator[str]:
    """Yield each dotted name of the column of types."""
    for line in (ROOT / "docs" / "glossary.md").read_text("utf-8").splitlines():
        if line.startswith("| ") and not line.startswith("| word"):
            yield from re.findall(r"`([a-z_]+(?:\.\w+)+)`", line.split("|")[3])


def is_there(name: str) -> bool:
    """Whether the name is a module, or something in one."""
    for home in HOMES:
        try:
            resolve_name(f"{home}.{name}")
        except (ImportError, AttributeError):
            continue
        return True
    return False


def test_every_type_of_the_glossary_is_there() -> None:
    names = list(types())
    assert len(names) > 30
    assert [name for name in names if not is_there(name)] == []
    assert not is_there("rules.rating.NoSuchType")
