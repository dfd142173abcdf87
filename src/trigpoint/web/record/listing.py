"""A record as a list: its entries in plain words, and by what they are narrowed down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from trigpoint.inspectorate.verifying.kinds import ABOUT, BY_KEY
from trigpoint.people.queries import names
from trigpoint.record.chains import reference_in
from trigpoint.record.models import Event
from trigpoint.record.queries import HistoryFilter, authors
from trigpoint.record.sentences import hashes_in, people_in, sentence
from trigpoint.sameness import name_key
from trigpoint.web.lists.columns import Column, Filter, FilterKind, Listing, options_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the record as its page shows it."""

    number: int
    at: datetime
    sentence: str
    reason: str
    hashes: tuple[str, ...]


_COLUMNS: Final[tuple[Column[Entry], ...]] = (
    Column("number", "Entry", lambda entry: entry.number, order="number"),
    Column("at", "When", lambda entry: entry.at),
    Column("what", "What happened", lambda entry: entry.sentence),
    Column("reason", "Reason", lambda entry: entry.reason),
    Column("hashes", "SHA-256", lambda entry: " ".join(entry.hashes)),
)


def record_listing(chain: str, titles: Mapping[str, str]) -> Listing[Entry]:
    """The list of the entries of a chain, the newest first. `titles` are keys in events that have one for people."""
    who = authors(chain)
    people = names(who)
    written_by = [(author, people.get(author, "The operator")) for author in who]

    def show(events: Iterable[Event]) -> tuple[Entry, ...]:
        events = tuple(events)
        in_events = names([person for event in events for person in people_in(event)])
        words = {**titles, **people, **in_events}
        return tuple(
            Entry(event.number, event.at, sentence(event, BY_KEY, words), event.reason, hashes_in(event, BY_KEY))
            for event in events
        )

    return Listing(
        caption="Entries",
        file_name=f"{reference_in(chain)}-record",
        columns=_COLUMNS,
        filters=(
            Filter("about", "About", options=options_of(ABOUT), every="Everything"),
            Filter(
                "who",
                "By",
                options=tuple(sorted(written_by, key=lambda author: name_key(author[1]))),
                every="Everybody",
            ),
            Filter("first", "From", kind=FilterKind.DAY),
            Filter("last", "To", kind=FilterKind.DAY),
        ),
        sort="-number",
        show=show,
    )


def history_filter(asked: Mapping[str, str]) -> HistoryFilter:
    """What a history is narrowed down to, as the filters of the list ask for it."""
    first, last = (date.fromisoformat(asked[key]) if asked[key] else None for key in ("first", "last"))
    return HistoryFilter(about=asked["about"], who=asked["who"], first=first, last=last)
