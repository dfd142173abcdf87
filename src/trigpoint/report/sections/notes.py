"""The notes of one section: numbered through the whole report, printed where the section ends."""

from dataclasses import dataclass, field

from trigpoint.report.document import NoteMark, Notes, Words


@dataclass(slots=True)
class NoteBook:
    """Gives each note its number. The same words within one section are one note."""

    last: int = 0
    pending: list[tuple[int, Words]] = field(default_factory=list)

    def mark(self, words: Words) -> NoteMark:
        """Return the mark for a note with these words, to be printed by the next `printed`."""
        for number, pending_words in self.pending:
            if pending_words == words:
                return NoteMark(number)
        self.last += 1
        self.pending.append((self.last, words))
        return NoteMark(self.last)

    def printed(self) -> tuple[Notes, ...]:
        """Return the notes since the last call as one block, or nothing where there were none."""
        notes, self.pending = tuple(self.pending), []
        return (Notes(notes),) if notes else ()
