"""The record checked against tree heads that somebody else kept: what was rewritten, cut or rolled back since.

What the tree is made of is computed anew from the entries themselves, never taken from a hash stored beside them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, takewhile
from typing import Final

from trigpoint.record.chain import event_hash
from trigpoint.record.heads import leaf_of, unsealed_chains
from trigpoint.record.models import Event, Leaf
from trigpoint.record.notes import HeadText
from trigpoint.record.own_heads import named, own_heads
from trigpoint.record.printable import printable
from trigpoint.record.readable import UNREADABLE, each, readable
from trigpoint.record.tree import Edge

_A_BATCH: Final = 500
_MOST_SHOWN: Final = 20
# An entry is dated when it is written and sealed once it is committed: a long transaction may lie between.
_LONGEST_TRANSACTION: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Witnessed:
    """How many entries are sealed, and what does not hold, in sentences."""

    sealed: int
    faults: tuple[str, ...]


def verify_tree(witnessed: Sequence[HeadText]) -> Witnessed:
    """Check the tree against the entries, against our own heads, and against heads that were kept elsewhere.

    The signatures of those heads must have been checked before.
    """
    of_database = list(own_heads())
    own = [head.text for head in of_database if head.text]
    faults = [head.fault for head in of_database if head.fault]
    times = sorted({(head.size, head.at) for head in (*own, *witnessed)})
    walk = _Walk({head.size for head in (*own, *witnessed)}, times)
    walk.through_leaves()
    faults += walk.faults
    faults += [
        f"The database's own head of {named(head)} is not that of its tree." for head in own if walk.denies(head)
    ]
    # Entries get their places when a head is taken, and only then.
    if not faults and walk.edge.size != max((head.size for head in own), default=0):
        faults.append("The newest of the database's own heads was removed: the tree goes on behind the last one.")
    for head in sorted(witnessed, key=lambda head: head.size):
        faults += _against(head, walk, {own_head.size: own_head for own_head in own}, witnessed)
    faults += _backdated_behind_the_tree(times, walk.edge.size)
    if len(faults) > _MOST_SHOWN:
        faults = [*faults[:_MOST_SHOWN], f"And {len(faults) - _MOST_SHOWN} more."]
    return Witnessed(walk.edge.size, tuple(faults))


class _Walk:
    """One way through all leaves in their order, with the root at every size that is asked for."""

    def __init__(self, sizes: set[int], times: Sequence[tuple[int, datetime]]) -> None:
        self.edge, self.faults, self.roots = Edge(), list[str](), dict[int, bytes]()
        self._sizes, self._times, self._next_time = sizes, times, 0
        self._since: datetime | None = None

    def through_leaves(self) -> None:
        """Go through the tree."""
        self._note_root()
        for pair in _leaves_with_events():
            if pair is None:
                self.faults.append(f"Place {self.edge.size} of the tree was altered: it cannot be read.")
                return
            leaf, event = pair
            if leaf.position != self.edge.size:
                self.faults.append(f"Place {self.edge.size} of the tree is empty: it was removed.")
                return
            self.faults += self._fault(leaf, event)
            try:
                self.edge = self.edge.grown([leaf_of(leaf.hash)])
            except ValueError:
                self.faults.append(f"Place {leaf.position} of the tree was altered: it holds no hash.")
                return
            self._note_root()

    def denies(self, head: HeadText) -> bool:
        """Whether the tree has that size, and another root."""
        return self.roots.get(head.size, head.root) != head.root

    def _note_root(self) -> None:
        if self.edge.size in self._sizes:
            self.roots[self.edge.size] = self.edge.root()
        # An entry that comes after a head was not in it: it cannot be older.
        while self._next_time < len(self._times) and self._times[self._next_time][0] <= self.edge.size:
            self._since, self._next_time = self._times[self._next_time][1], self._next_time + 1

    def _fault(self, leaf: Leaf, event: Event | None) -> Iterator[str]:
        entry = _entry(leaf.chain, leaf.number)
        if event is None:
            there_is_another = Event.objects.filter(chain_id=leaf.chain, number=leaf.number).exists()
            yield f"{entry} was rewritten since it was sealed." if there_is_another else f"{entry} is gone."
        elif (event.chain_id, event.number) != (leaf.chain, leaf.number):
            yield f"Place {leaf.position} of the tree was altered: its entry is another one than it says."
        elif not _is_as_written(event):
            yield f"{entry} was rewritten since it was sealed: it is not what its own hash says."
        elif self._since and self._since - event.at > _LONGEST_TRANSACTION:
            yield _is_backdated(event, self._since)


def _leaves_with_events() -> Iterator[tuple[Leaf, Event | None] | None]:
    """Each leaf in order, with the event that has its hash; at one that cannot be read, None, and then no more."""
    leaves = each(Leaf.objects.order_by("position"))
    while batch := list(islice(leaves, _A_BATCH)):
        yield from _with_events([leaf for leaf in takewhile(lambda leaf: leaf is not None, batch) if leaf])
        if None in batch:
            yield None
            return


def _with_events(batch: Sequence[Leaf]) -> Iterator[tuple[Leaf, Event | None]]:
    events = {event.hash: event for event in readable(Event.objects.filter(hash__in=[leaf.hash for leaf in batch]))}
    for leaf in batch:
        yield leaf, events.get(leaf.hash)


def _is_as_written(event: Event) -> bool:
    try:
        return event_hash(event) == event.hash
    except UNREADABLE:
        return False


def _against(head: HeadText, walk: _Walk, own: Mapping[int, HeadText], witnessed: Sequence[HeadText]) -> Iterator[str]:
    """What a kept head says of the record."""
    size = walk.edge.size
    if head.size > size:
        yield (
            f"The record is older than the head of {named(head)}: the last {head.size - size} of its entries are gone. "
            "It was cut, or rolled back to an earlier copy."
        )
    elif walk.denies(head) and not head.size:
        yield f"The head of {named(head)} is of no entry at all, and its root is not that of an empty tree."
    elif walk.denies(head):
        agreed = max(
            (other.size for other in witnessed if other.size < head.size and not walk.denies(other)), default=0
        )
        yield (
            f"The first {head.size} entries are not those of which the head of {named(head)} was signed: the record "
            f"was written anew, somewhere in the places {agreed + 1} to {head.size} of the tree."
        )
    elif head.size and head.size not in own:
        yield f"The head of {named(head)} is no longer in the database: its row was removed."
    elif head.size and head != own[head.size]:
        yield f"The head of {named(head)} is not in the database as you kept it: its row was altered."


def _backdated_behind_the_tree(times: Sequence[tuple[int, datetime]], size: int) -> Iterator[str]:
    """Entries that have no place in the tree yet although they are dated before it was sealed."""
    since = max((at for head_size, at in times if head_size <= size), default=None)
    if since is None:
        return
    for chain, sealed in unsealed_chains():
        # Where something else stands in the place of a name or a number, its table's own check names it.
        if (type(chain), type(sealed)) == (str, int):
            unsealed = Event.objects.filter(chain_id=chain, number__gt=sealed).order_by("number")
            for event in readable(unsealed.only("chain_id", "number", "at")):
                if since - event.at > _LONGEST_TRANSACTION:
                    yield _is_backdated(event, since)


def _is_backdated(event: Event, since: datetime) -> str:
    return (
        f"{_entry(event.chain_id, event.number)} is dated {event.at:%-d %B %Y %H:%M} and is not in the head of "
        f"{since:%-d %B %Y %H:%M}: it was put in later."
    )


def _entry(chain: str, number: int) -> str:
    return f"Entry {number} of '{printable(chain)}'"
