"""What is asked for in a table: its columns, and the words that each column of codes may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from trigpoint.sameness import heading_key


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is asked for; `also` are other headings that it is often given under."""

    id: str
    label: str
    hint: str
    also: tuple[str, ...]

    @property
    def words(self) -> frozenset[str]:
        """Every heading that means this column, in the form in which headings are compared."""
        return frozenset(heading_key(word) for word in (self.id, self.label, *self.also))


class Expected(Protocol):
    """What is asked for. A layout of case lists is one; the service's imports have others."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """Every column, in the order in which it is asked for."""

    @property
    def codes(self) -> Mapping[str, Mapping[str, str]]:
        """For each column of codes, by its id: every word, in the form in which words are compared, → a value's id."""
