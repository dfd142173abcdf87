"""References in texts: figures are named, not typed.

A reference is in braces: what it is about and which figure of it:

    {2.1.2}               the question itself, printed as a link; the words before it are checked against its counts
    {2.1.2 not}           the same, for words about the cases that were not answered yes
    {2.1.2 share}         3 of 8                    {2.1.2 yes}        3
    {2.1.2 relevant}      8                         {2.1.2 not yes}    5
    {2.1.2 percent}       38 per cent               {2.1.2 band}       Inadequate
    {2.1}                 the standard, a link      {2.1 rating}       Requires improvement (final)
    {2.1 rules}           Inadequate (by the rules alone)
    {overall rating}      Good                      {overall score}    20 of 36
    {overall rules}       Requires improvement      {overall rules score}   17 of 36
    {context population}  237,354                   {context nn share} 34 of 61 (where the figure has a whole)
    {context nn percent}  56 per cent               {sample court read}     8
    {sample court eligible}, {sample court interviews}, {evidence meetings}

A brace that is meant as a brace is written twice: {{ or }}.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from trigpoint.english import did_you_mean, one_of

KINDS: Mapping[str, tuple[str, ...]] = {
    "question": ("", "not", "share", "yes", "relevant", "not yes", "percent", "band"),
    "standard": ("", "rating", "rules"),
    "overall": ("rating", "score", "rules", "rules score"),
    "context": ("", "share", "percent"),
    "sample": ("read", "eligible", "interviews"),
    "evidence": ("",),
}
"""What can be referred to, and the figures of each. Questions without counts (judged ones) have only ''."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference: its kind, the id that it names ('' for overall) and the figure that is wanted."""

    kind: str
    about: str
    figure: str


Part: TypeAlias = str | Reference


@dataclass(frozen=True, slots=True)
class Nameable:
    """The ids that a Bundle's texts may name, by kind.

    `judged` are questions that have no counts, `graded` those whose counts are of grades and not of yes; `overall` are
    the figures of the overall rating that the framework gives.
    """

    ids: Mapping[str, Collection[str]]
    judged: Collection[str]
    graded: Collection[str] = ()
    overall: Collection[str] = KINDS["overall"]

    def figures(self, kind: str, about: str) -> Collection[str]:
        """Return the figures that may be named of one thing."""
        if kind == "overall":
            return self.overall
        if kind == "question" and about in self.judged:
            return ("",)
        if kind == "question" and about in self.graded:
            return tuple(figure for figure in KINDS[kind] if figure not in _OF_YES)
        return KINDS[kind]


_OF_YES = ("not", "yes", "not yes")
"""The figures that only a question answered yes or no has."""


@dataclass(frozen=True, slots=True)
class WrongReference(Exception):  # noqa: N818 - it is raised once, inside this package, and named for what it carries
    """A reference that names nothing: what was found, what would be right, and a suggestion."""

    actual: str
    expected: str
    fix: str


_BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


def parts(text: str, nameable: Nameable) -> Iterator[Part]:
    """Yield the text's words and references in order. Raises WrongReference at one that names nothing."""
    start = 0
    for match in _BRACES.finditer(text):
        if match.start() > start:
            yield text[start : match.start()]
        start = match.end()
        if match[0] in ("{{", "}}"):
            yield match[0][0]
        elif match[1] is None:
            raise WrongReference(f"a lone brace '{match[0]}'", "a whole reference, or the brace written twice", "")
        else:
            yield _reference(match[1], nameable)
    if start < len(text):
        yield text[start:]


def escape(text: str) -> str:
    """Return words that are no text of a Bundle so that `parts` gives them back as they are."""
    return text.replace("{", "{{").replace("}", "}}")


def _reference(inside: str, nameable: Nameable) -> Reference:
    words = inside.split()
    if not words:
        raise WrongReference("{} with nothing in it", "a reference such as {2.1.2 share}", "")
    kind, about, rest = _about(words, nameable)
    figure = " ".join(rest)
    figures = nameable.figures(kind, about)
    if figure not in figures:
        named = one_of([f or "nothing" for f in figures]) or "no figure: the framework gives no overall rating"
        raise WrongReference(f"the figure '{figure}' of {about or kind}", named, did_you_mean(figure, figures))
    return Reference(kind, about, figure)


def _about(words: list[str], nameable: Nameable) -> tuple[str, str, list[str]]:
    first = words[0]
    if first == "overall":
        return "overall", "", words[1:]
    for kind in ("question", "standard"):
        if first in nameable.ids[kind]:
            return kind, first, words[1:]
    if first in KINDS and first not in ("question", "standard"):
        about = words[1] if len(words) > 1 else ""
        if about in nameable.ids[first]:
            return first, about, words[2:]
        ids = nameable.ids[first]
        raise WrongReference(f"{first} '{about}'", one_of(sorted(ids)) or "none is declared", did_you_mean(about, ids))
    everything = [*nameable.ids["question"], *nameable.ids["standard"], "overall", "context", "sample", "evidence"]
    expected = "the id of a question or standard, or overall, context, sample or evidence"
    raise WrongReference(f"'{first}'", expected, did_you_mean(first, everything))
