"""What verifying the record needs from all activities, put together."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from django.db import OperationalError

from trigpoint.inspectorate.parts.queries import altered_parts
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.publishing.editions import altered_editions
from trigpoint.inspectorate.sampling.altered_lists import altered_lists
from trigpoint.inspectorate.sampling.draws import altered_draws
from trigpoint.inspectorate.verifying.authors import Authors
from trigpoint.inspectorate.verifying.kinds import BY_KEY
from trigpoint.record.readable import UNREADABLE, readable
from trigpoint.record.reading import Checks


def checks(keys: Path) -> Checks:
    """What only activities know: an activity that keeps bytes beside a hash, or a new kind of chain, is added here.

    `keys` is the folder of the installation's keys, one of which opens seeds.
    """
    return Checks(
        kinds=BY_KEY,
        begun=frozenset({"inspection", "organisation", "account"}),
        author=Authors().fault,
        contents={"inspection": partial(_contents, keys)},
    )


def _contents(keys: Path, reference: str) -> Iterator[str]:
    """Yield, in sentences, what an inspection holds that is not what its hashes name."""
    # Its name alone: another column may hold what cannot be read, which the check of its row says.
    inspection = next(readable(Inspection.objects.filter(reference=reference).only("reference")), None)
    if inspection is None:
        return
    of_what: dict[str, Callable[[], tuple[str, ...]]] = {
        "parts": lambda: altered_parts(inspection),
        "lists": lambda: altered_lists(inspection),
        "draws": lambda: altered_draws(inspection, keys),
        "editions": lambda: altered_editions(reference),
    }
    for what, altered in of_what.items():
        try:
            yield from altered()
        except (*UNREADABLE, LookupError, OperationalError):
            yield f"What the inspection '{reference}' holds cannot be read (its {what})."
