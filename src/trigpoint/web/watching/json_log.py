"""Logs as JSON, one line each, without personal data.

What others log may quote an address, a row or what somebody typed. So only what we log ourselves is written in full; of
all else the words that stand in the program, where in it they stand, and the kind of an error with the lines that it
came through.
"""

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Final

# The number of the request that is answered: every line that is logged on its way has it.
REQUEST: ContextVar[str] = ContextVar("request", default="")
OURS: Final = "trigpoint"
MOST_LINES: Final = 15


class AsJson(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        values: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request": REQUEST.get(),
        }
        if record.name.split(".")[0] == OURS:
            values |= {"event": record.getMessage(), **getattr(record, "fields", {})}
        else:
            # With nothing to put in, the words may have been put together already, with whatever they quote.
            values |= {"event": str(record.msg) if record.args else "", "where": f"{record.module}:{record.lineno}"}
        if record.exc_info and record.exc_info[0]:
            values["error"] = record.exc_info[0].__name__
            lines = traceback.extract_tb(record.exc_info[2])[-MOST_LINES:]
            values["through"] = [f"{line.filename}:{line.lineno} {line.name}" for line in lines]
        return json.dumps(values, ensure_ascii=False)
