"""Write a calendar file. Source: RFC 5545, whose sections are named beside what follows them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

PRODUCT: Final = "-//Trigpoint//Inspections//EN"
_LINE_END: Final = "\r\n"
# 3.1: a line has at most 75 octets, without its end; a longer one goes on after a line end and a blank.
_MOST_OCTETS: Final = 75


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event: from a time to a later one, or of a whole day.

    `uid` names it for good (3.8.4.7), so that a calendar that reads a newer file changes what it has; `sequence` rises
    with each change (3.8.7.4).
    """

    uid: str
    summary: str
    starts: datetime | date
    ends: datetime | None = None
    sequence: int = 0
    description: str = ""


def calendar_file(name: str, events: Iterable[CalendarEvent], at: datetime) -> bytes:
    """Return a calendar (3.4) of events, as written `at` a time. Times are in UTC, which needs no time zone (3.3.5)."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        # Not of the RFC, but what programs call the calendar by.
        f"X-WR-CALNAME:{_text(name)}",
        *(line for event in events for line in _event(event, at)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}{_LINE_END}" for line in lines).encode()


def _event(event: CalendarEvent, at: datetime) -> Iterator[str]:
    """One event (3.6.1)."""
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{_utc(at)}"
    if isinstance(event.starts, datetime):
        yield f"DTSTART:{_utc(event.starts)}"
        if event.ends is not None:
            yield f"DTEND:{_utc(event.ends)}"
    else:
        # 3.6.1: one that begins on a day and does not end is of that day.
        yield f"DTSTART;VALUE=DATE:{event.starts:%Y%m%d}"
        # A day on which something is due keeps nobody busy (3.8.2.7).
        yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{_text(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    yield f"SEQUENCE:{event.sequence}"
    yield "END:VEVENT"


def _utc(time: datetime) -> str:
    """A time in UTC (3.3.5, form 2). Raises ValueError for one that says no time zone."""
    if time.tzinfo is None:
        raise ValueError(f"{time} has no time zone.")
    return f"{time.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """A text (3.3.11): backslashes, semicolons, commas and line breaks are written another way."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    one_line = escaped.replace("\r\n", "\\n").replace("\r", "\\n").replace("\n", "\\n")
    # No other control character may stand in a file.
    return "".join(character for character in one_line if character == "\t" or character.isprintable())


def _folded(line: str) -> str:
    """A line folded so that no part has more octets than may be, and no character is cut in two (3.1)."""
    parts, part, octets = [], "", 0
    for character in line:
        width = len(character.encode())
        if octets + width > _MOST_OCTETS:
            parts.append(part)
            # The blank in front of what follows is one of its octets.
            part, octets = "", 1
        part, octets = part + character, octets + width
    return f"{_LINE_END} ".join([*parts, part])
