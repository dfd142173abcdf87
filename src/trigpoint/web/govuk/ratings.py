"""The colour of a rating: the tone that its framework gives it. No page knows what ratings a framework has."""

from dataclasses import dataclass
from functools import cache
from typing import Protocol

from trigpoint.bundle.frameworks import built_in, load_framework


class Rated(Protocol):
    """Whatever keeps its overall rating by name ('' for none), beside the id of its framework."""

    overall: str
    framework: str


@dataclass(frozen=True, slots=True)
class NamedRating:
    """A rating as its tag shows it."""

    name: str
    tone: str


def overall_rating(row: Rated) -> NamedRating | None:
    """The overall rating of an inspection; None for none, and grey where the installation lacks the framework."""
    return NamedRating(row.overall, _tones(row.framework).get(row.overall, "grey")) if row.overall else None


@cache
def _tones(framework: str) -> dict[str, str]:
    """The tone of each rating of a framework, by name. Frameworks come with the installation and do not change."""
    folder = built_in().get(framework)
    return {rating.name: rating.tone for rating in load_framework(folder).method.ratings} if folder else {}
