"""One chain as it is verified, entry by entry."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from trigpoint.record.chain import Broken, Links, Whole, not_begun
from trigpoint.record.chains import kind_of_chain, reference_in
from trigpoint.record.checkpoints import signature_holds
from trigpoint.record.kinds import CHECKPOINT_SIGNED, Kind
from trigpoint.record.last_words import LastWords, is_row
from trigpoint.record.models import Checkpoint, Event
from trigpoint.record.printable import printable
from trigpoint.record.readable import UNREADABLE


@dataclass(frozen=True, slots=True)
class Checks:
    """What only the layers above know.

    `kinds` is key → kind of event. `begun` are the kinds of chain that begin with the entry that gives their reference.
    `author` says what is wrong with who wrote an entry: chain, author, time → a sentence, or ''. `contents` is kind of
    chain → what is wrong with what the thing of this reference holds, such as bytes that are not those of their hash.
    """

    kinds: Mapping[str, Kind]
    begun: frozenset[str]
    author: Callable[[str, str, datetime], str]
    contents: Mapping[str, Callable[[str], Iterable[str]]]


class Reading:
    """A chain while it is verified. `words` is what its whole part tells of rows."""

    def __init__(self, chain: str, checkpoints: Sequence[Checkpoint], checks: Checks) -> None:
        self.words = LastWords()
        self._chain, self._checkpoints, self._checks = chain, checkpoints, checks
        self._links = Links({checkpoint.number: checkpoint.hash for checkpoint in checkpoints})
        self._first: Event | None = None
        self._before: Event | None = None
        self._signed: set[int] = set()
        self._binds_rows = False
        self._findings: list[str] = []

    def take(self, event: Event | None) -> None:
        """Take in the next entry; None for one that cannot be read. What follows on a break may be anything."""
        if not self._links.holds(event) or event is None:
            return
        self._first = self._first or event
        if event.kind == CHECKPOINT_SIGNED.key:
            self._signed.add(event.number)
        self._findings += [f"Entry {event.number} {what}" for what in self._wrong_with(event)]
        self._hear(event)
        # Since then an entry never gets a time before its neighbour's. In older ones a clock may have been set back.
        self._binds_rows = self._binds_rows or event.bound is not None
        self._before = event

    @property
    def entries(self) -> int:
        """How many entries hold."""
        broken, verified = self._break(), self._links.verified()
        if broken is not None:
            return broken.number - 1
        return verified.entries if isinstance(verified, Whole) else 0

    @property
    def is_broken(self) -> bool:
        """Whether a link does not hold, so that nothing can be held against the entries."""
        return self._break() is not None

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with the chain, in sentences; of a broken one, its first broken link."""
        broken = self._break()
        if broken is not None:
            yield broken.what
            return
        yield from self._findings
        yield from self._faults_of_checkpoints()

    def _break(self) -> Broken | None:
        verified = self._links.verified()
        if isinstance(verified, Broken):
            return verified
        begun = kind_of_chain(self._chain) in self._checks.begun
        return not_begun(self._chain, self._first) if begun or self._first is None else None

    def _wrong_with(self, event: Event) -> Iterator[str]:
        """Yield what is wrong with an entry whose link holds: whoever adds to a chain can make its hashes fit."""
        if event.kind not in self._checks.kinds:
            yield f"is of a kind that there is not: '{printable(event.kind)}'."
        if self._binds_rows and self._before is not None and event.at < self._before.at:
            yield f"is dated before entry {self._before.number}: somebody wrote it by hand."
        if not is_row(event.thing) and not self._is_of_the_chain(event.thing):
            yield f"is about something that does not belong here: '{printable(event.thing)}'."
        try:
            author = self._checks.author(self._chain, event.who, event.at)
        except UNREADABLE:
            author = f"has a time of which no day can be told: {event.at:%Y-%m-%d}."
        if author:
            yield author

    def _is_of_the_chain(self, thing: str) -> bool:
        """Whether a thing that is no row is the chain itself, or something within what the chain is about."""
        return thing == self._chain or thing.partition(":")[2].startswith(f"{reference_in(self._chain)}/")

    def _hear(self, event: Event) -> None:
        kind = self._checks.kinds.get(event.kind)
        if kind is not None and kind.names_row_of_another_chain:
            return
        try:
            self.words.hear(event)
        except UNREADABLE:
            self._findings.append(f"Entry {event.number} binds rows in a way that nobody can read.")

    def _faults_of_checkpoints(self) -> Iterator[str]:
        numbers = Counter(checkpoint.number for checkpoint in self._checkpoints)
        for checkpoint in self._checkpoints:
            if not signature_holds(checkpoint):
                yield f"The signature of the checkpoint at entry {checkpoint.number} does not hold."
        for number in sorted(self._signed ^ set(numbers)):
            lacks = "checkpoint" if number in self._signed else "entry about the checkpoint"
            yield f"There is no {lacks} at entry {number} any more."
        for number, times in numbers.items():
            if times > 1:
                yield f"There are {times} checkpoints at entry {number}, and one was signed."
