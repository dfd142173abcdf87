"""One thing that is wrong in a framework, and the steps to its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from trigpoint.rules.framework import Framework, KeyQuestion, Standard

Place: TypeAlias = tuple[str | int, ...]
File: TypeAlias = Literal["framework.yaml", "method.yaml"]


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One thing that is wrong in a framework: where, what, and what would be right."""

    file: File
    place: Place
    wrong: str
    right: str


def placed_standards(framework: Framework) -> Iterator[tuple[Place, Standard]]:
    """Yield every standard with its place in the file."""
    for d, domain in enumerate(framework.domains):
        for s, standard in enumerate(domain.standards):
            yield ("domains", d, "standards", s), standard


def placed_questions(framework: Framework) -> Iterator[tuple[Place, Standard, KeyQuestion]]:
    """Yield every key question with its place in the file and its standard."""
    for place, standard in placed_standards(framework):
        for k, question in enumerate(standard.key_questions):
            yield (*place, "key_questions", k), standard, question
