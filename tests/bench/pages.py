"""docs/BENCHMARKS.md has two writers, `make bench` and `make load`; each keeps what the other wrote."""

from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "BENCHMARKS.md"
LOAD = "## Fifty people at once"


def keep_load(text: str, old: str) -> str:
    """Return a new page of `make bench` with the load section of the old page at its end."""
    _, _, load = old.partition(f"\n{LOAD}\n")
    return f"{text.rstrip()}\n\n{LOAD}\n{load}" if load else text


def keep_times(section: str, old: str) -> str:
    """Return the old page with a new load section, which begins with its heading, at its end."""
    times, _, _ = old.partition(f"\n{LOAD}\n")
    return f"{times.rstrip()}\n\n{section.rstrip()}\n"
