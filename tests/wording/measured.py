"""How well words are read: invented sentences, true and false, and how many of the false ones are found."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from tests.factories.loaded import YOUTH
from trigpoint.bundle.usage import with_usage
from trigpoint.rules.answers import Tally
from trigpoint.rules.bands import banded
from trigpoint.rules.figures_stated import figure_contradictions
from trigpoint.rules.passages import AnyMention, FigureMention, Mention, Piece, RatingMention
from trigpoint.rules.ratings_named import rating_contradictions
from trigpoint.rules.wording import contradictions

FOLDER = Path(__file__).parent
LOOKED_AT, KEPT_BACK = FOLDER / "looked_at.yaml", FOLDER / "kept_back.yaml"
FIRST_UNSEEN, SECOND_UNSEEN = FOLDER / "first_unseen.yaml", FOLDER / "second_unseen.yaml"
THIRD_UNSEEN, FOURTH_UNSEEN = FOLDER / "third_unseen.yaml", FOLDER / "fourth_unseen.yaml"
FIFTH_UNSEEN = FOLDER / "fifth_unseen.yaml"
METHOD = with_usage(YOUTH.method)
NAMES = [rating.name for rating in METHOD.ratings]


@dataclass(frozen=True)
class Sentence:
    """One sentence beside figures of which it is true or false."""

    kind: str
    words: str
    figures: Mapping[str, str]
    is_true: bool

    @property
    def findings(self) -> list[str]:
        """What is found in it: the words of each finding."""
        text = list(_pieces(self.words, self.figures))
        return [
            *(claim.words for claim in contradictions(text, METHOD)),
            *(claim.words for claim in rating_contradictions(text, NAMES)),
            *(claim.words for claim in figure_contradictions(text, METHOD)),
        ]


@dataclass(frozen=True)
class Measured:
    """Of some sentences: how many are true and false, and how many of each have a finding."""

    true: int
    false: int
    alarms: int
    hits: int

    @property
    def precision(self) -> float:
        """Of the sentences with a finding, the share that is false."""
        return self.hits / (self.hits + self.alarms)

    @property
    def recall(self) -> float:
        """Of the false sentences, the share with a finding."""
        return self.hits / self.false


def sentences(file: Path) -> list[Sentence]:
    """Read the sentences of a file: each once with the figures of which it is true, once with those it is false of."""
    groups: list[dict[str, Any]] = yaml.safe_load(file.read_text("utf-8"))
    return [
        Sentence(group["kind"], entry["say"], {str(name): str(figure) for name, figure in entry[key].items()}, is_true)
        for group in groups
        for entry in group["sentences"]
        for key, is_true in (("holds", True), ("fails", False))
        if key in entry
    ]


def measured(some: list[Sentence]) -> Measured:
    """Count what is found."""
    true, false = ([each for each in some if each.is_true is truth] for truth in (True, False))
    return Measured(
        len(true),
        len(false),
        sum(bool(each.findings) for each in true),
        sum(bool(each.findings) for each in false),
    )


def _pieces(words: str, figures: Mapping[str, str]) -> Iterator[Piece]:
    for part in re.split(r"(\{.*?\})", words):
        yield _mention(part[1:-1], figures) if part.startswith("{") else part


def _mention(reference: str, figures: Mapping[str, str]) -> AnyMention:
    name = reference.removesuffix(" not")
    figure = figures[name]
    if re.fullmatch(r"[0-9.]+( share)?", name) and "/" in figure:
        yes, relevant = map(int, figure.split("/"))
        tally = Tally(yes, relevant)
        return Mention(name, tally, reference != name, (banded(tally, METHOD).band.rating.name,))
    if figure.partition(", ")[0] in NAMES:
        final, _, rules = figure.partition(", ")
        return RatingMention(name, final, rules or final)
    number, _, whole = figure.partition("/")
    value = number.replace(",", "").removesuffix("%")
    decimals = len(value.partition(".")[2])
    return FigureMention(name, Fraction(value), Fraction(whole) if whole else None, number.endswith("%"), decimals)
