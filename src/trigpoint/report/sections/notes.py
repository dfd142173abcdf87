"""The notes of a report: numbered in the order in which they are first marked, each printed once."""

from dataclasses import dataclass, field

from trigpoint.report.document import NoteMark, Words


@dataclass(slots=True)
class NoteBook:
    """Gives each note its number. The same words are one note, wherever they are marked."""

    notes: list[Words] = field(default_factory=list)

    def mark(self, words: Words) -> NoteMark:
        """Return the mark for a note with these words."""
        if words not in self.notes:
            self.notes.append(words)
        return NoteMark(self.notes.index(words) + 1)

    def first_mark(self, words: Words) -> tuple[NoteMark, ...]:
        """Return the mark where this is the note's first place, and nothing after that.

        For a note about the report itself: at its second place, pages further on, its reader has read it.
        """
        return () if words in self.notes else (self.mark(words),)
