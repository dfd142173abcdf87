"""One verification of everything: each chain, each row that it tells of, and each row that none tells of."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from django.db import OperationalError
from django.db.models import Model

from trigpoint.record.bound import Bound
from trigpoint.record.chain import entries_of
from trigpoint.record.chains import kind_of_chain, reference_in
from trigpoint.record.last_words import LastWords, bound_models
from trigpoint.record.models import Chain, Checkpoint, Event, HeadDelivery, Leaf, TreeHead
from trigpoint.record.printable import printable
from trigpoint.record.readable import UNREADABLE, each, fits, keys_of, readable
from trigpoint.record.reading import Checks, Reading
from trigpoint.record.rows import RowsChecked, untold, untold_rows
from trigpoint.record.stored_form import misshapen_sentences

CHAINS_AT_ONCE: Final = 50
"""How many chains are held against their rows together: enough to ask seldom, and few enough to remember."""
_OWN: Final[tuple[type[Model], ...]] = (Chain, Event, Checkpoint, Leaf, TreeHead, HeadDelivery)


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold, in a sentence, and in which chain; '' where it is in none."""

    chain: str
    what: str


@dataclass(slots=True)
class Verified:
    """What was verified, counted: kind of chain → chains and entries, table → rows. And all that does not hold."""

    chains: Counter[str] = field(default_factory=Counter)
    entries: Counter[str] = field(default_factory=Counter)
    rows: Counter[type[Bound]] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)


def verify_chain(chain: str, checks: Checks) -> Verified:
    """Verify one chain, the rows that it tells of, and those that belong to it and of which it does not tell."""
    verified = Verified()
    verified.faults += [Fault(chain, what) for what in misshapen_sentences(Event, "chain_id", [chain])]
    for words in _verify_some([chain], checks, verified).values():
        verified.faults += [Fault(chain, what) for what in untold_rows(chain, words)]
    return verified


def verify_everything(checks: Checks, progress: Callable[[int], None]) -> Verified:
    """Verify every chain and every row that the record binds. `progress` is told how many entries were read so far.

    Some chains at a time, so that memory does not grow with them. Which rows no entry tells of is looked for only in a
    table that has another number of rows than were found where the record says.
    """
    verified = Verified()
    verified.faults += [Fault("", what) for model in _OWN for what in misshapen_sentences(model)]
    verified.faults += [Fault(chain, "Its entries are of no chain in the database.") for chain in _without_chain()]
    keys = (chain.key for chain in readable(Chain.objects.order_by("key")))
    while some := list(islice(keys, CHAINS_AT_ONCE)):
        _verify_some(some, checks, verified)
        progress(sum(verified.entries.values()))
    for name, model in bound_models().items():
        if model._default_manager.count() != verified.rows[model]:
            verified.faults += [Fault("", what) for what in _untold(name, model)]
    return verified


def _without_chain() -> list[str]:
    events = Event.objects.exclude(chain_id__in=Chain.objects.values("key")).order_by("pk").only("chain_id")
    return sorted({printable(event.chain_id) if event else "" for event in each(events)})


def _verify_some(chains: Sequence[str], checks: Checks, verified: Verified) -> dict[str, LastWords]:
    """Verify some chains, and the rows of those that are whole; return what each of these tells of."""
    checkpoints: dict[str, list[Checkpoint]] = {chain: [] for chain in chains}
    for checkpoint in readable(Checkpoint.objects.filter(chain_id__in=chains).order_by("number", "pk")):
        checkpoints[checkpoint.chain_id].append(checkpoint)
    readings = {chain: Reading(chain, checkpoints[chain], checks) for chain in chains}
    for chain, event in _entries_of(chains):
        readings[chain].take(event)
    for chain, reading in readings.items():
        verified.chains[kind_of_chain(chain)] += 1
        verified.entries[kind_of_chain(chain)] += reading.entries
        verified.faults += [Fault(chain, what) for what in reading.faults()]
    whole = {chain: reading.words for chain, reading in readings.items() if not reading.is_broken}
    for chain in whole:
        contents = checks.contents.get(kind_of_chain(chain))
        verified.faults += [Fault(chain, what) for what in (contents(reference_in(chain)) if contents else ())]
    rows = RowsChecked()
    verified.faults += [Fault(chain, what) for chain, what in rows.faults(whole)]
    verified.rows += rows.rows
    return whole


def _entries_of(chains: Sequence[str]) -> Iterator[tuple[str, Event | None]]:
    """The entries of some chains, each in order; at one that cannot be read, None and no more of its chain."""
    read: dict[str, int] = {}
    current = ""
    try:
        for event in Event.objects.filter(chain_id__in=chains).order_by("chain_id", "number").iterator(chunk_size=500):
            current = event.chain_id
            if not fits(event):
                raise TypeError
            yield current, event
            read[current] = event.number
    except (*UNREADABLE, OperationalError):
        for chain in chains:
            # Those that were read to their end are not read again.
            if chain == current or chain not in read:
                for entry in entries_of(chain, after=read.get(chain, 0)):
                    yield chain, entry


def _untold(name: str, model: type[Bound]) -> Iterator[str]:
    """Yield, in sentences, the rows of a table that no entry tells of."""
    events = each(Event.objects.order_by("pk").only("thing", "bound"))
    things = {thing for event in events if event for thing in _things(event) if thing.startswith(f"{name}:")}
    keys = keys_of(model._default_manager.order_by("pk"))
    yield from (untold(model, key) for key in keys if f"{name}:{key}" not in things)


def _things(event: Event) -> Iterator[str]:
    """The rows of which an entry tells something."""
    yield event.thing
    if isinstance(event.bound, dict):
        yield from event.bound
