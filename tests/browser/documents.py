"""The documents that the browser tests open: add one here and every test holds for it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final, get_args

from tests.report.sample import SAMPLE
from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.rated import rated_bundle
from trigpoint.report.compose import compose
from trigpoint.report.document import (
    Block,
    Column,
    Contents,
    Document,
    Heading,
    Link,
    Mark,
    NoteMark,
    Paragraph,
    Row,
    Table,
    Text,
    plain,
)
from trigpoint.rules.method import Tone


def sample() -> Document:
    return SAMPLE


def crowded() -> Document:
    """Long words, every tone, a table too wide for a phone, and the same caption and note in each part."""
    return replace(
        SAMPLE, notice=None, blocks=(Contents(), *_part("first"), *_part("second")), notes=(plain("A note."),)
    )


def _part(name: str) -> tuple[Block, ...]:
    claim = (Text("Antidisestablishmentarianism, " * 20), NoteMark(1), Link(" a link", f"#{name}"), NoteMark(1))
    return (
        Heading(1, f"The {name} part, with a heading that takes more than one line on a phone", name),
        Paragraph(claim),
        Paragraph(tuple(Mark(f"Rated {tone}", tone) for tone in get_args(Tone))),
        _wide_table(f"row-{name}"),
    )


def _wide_table(anchor: str) -> Table:
    """A table of long words, the last column's name longer than a phone is wide."""
    names = (*(f"Representative{number}" for number in range(7)), "Answered_by_" * 6)
    columns = tuple(Column(name, numeric=number > 0) for number, name in enumerate(names))
    cells = (
        *(plain(f"Incomprehensibilities{number}") for number in range(7)),
        (Mark("Requires improvement", "yellow"),),
    )
    return Table("Of the 8 cases inspected", columns, (Row(cells, anchor=anchor), Row(cells)))


def trafford() -> Document:
    """The whole report, with all that cases add: the printed example has nothing that this has not."""
    return compose(rated_bundle(load_bundle(Path("examples/trafford-2021-cases"))))


WHOLE: Final = "trafford"
# The last is the largest: in a browser it takes longer than all the others together, and is left to the proofs.
DOCUMENTS: dict[str, Callable[[], Document]] = {
    "sample": sample,
    "crowded": crowded,
    WHOLE: trafford,
}
