"""Who writes in the tests of the record, and what."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from django.db import connections, transaction

from trigpoint.record.kinds import Kind
from trigpoint.record.models import Event
from trigpoint.record.writing import write

Result = TypeVar("Result")

BEGUN = Kind("tests.begun", "Tests", "began {after[reference]}")
NOTED = Kind("tests.noted", "Tests", "noted {after[what]}")


@dataclass(frozen=True)
class Writer:
    author: str = "5ba4c1f0-5a3b-4a6c-9a55-0f4b0c8f2a10"


ADA = Writer()


def note(what: object, chain: str = "inspection:one", reason: str = "") -> Event:
    with transaction.atomic():
        return write(chain=chain, by=ADA, kind=NOTED, thing="thing:1", after={"what": what}, reason=reason)


def begin(chain: str = "inspection:one") -> Event:
    """The entry that tells of the beginning: it gives the reference that the chain is named after."""
    with transaction.atomic():
        after = {"reference": chain.partition(":")[2]}
        return write(chain=chain, by=ADA, kind=BEGUN, thing="thing:1", after=after)


def at_once(*doing: Callable[[], Result]) -> list[Result | Exception]:
    """Do all at once, each in a thread with a connection of its own; return results and errors in the same order."""

    def run(do: Callable[[], Result]) -> Result | Exception:
        try:
            return do()
        except Exception as error:  # noqa: BLE001 - handed to the test
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(doing)) as threads:
        return list(threads.map(run, doing))
