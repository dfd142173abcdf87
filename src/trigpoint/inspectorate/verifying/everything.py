"""What verifying the record needs from all activities, put together."""

from collections.abc import Iterator

from trigpoint.inspectorate.parts.queries import altered_parts
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.publishing.editions import altered_editions
from trigpoint.inspectorate.sampling.altered_lists import altered_lists
from trigpoint.inspectorate.sampling.draws import altered_draws
from trigpoint.inspectorate.verifying.authors import Authors
from trigpoint.inspectorate.verifying.kinds import BY_KEY
from trigpoint.record.chain import UNREADABLE
from trigpoint.record.reading import Checks


def checks() -> Checks:
    """What only activities know: an activity that keeps bytes beside a hash, or a new kind of chain, is added here."""
    return Checks(
        kinds=BY_KEY,
        begun=frozenset({"inspection", "organisation", "account"}),
        author=Authors().fault,
        contents={"inspection": _contents},
    )


def _contents(reference: str) -> Iterator[str]:
    """Yield, in sentences, what an inspection holds that is not what its hashes name."""
    # Its name alone: another column may hold what cannot be read, which the check of its row says.
    inspection = Inspection.objects.filter(reference=reference).only("reference").first()
    if inspection is None:
        return
    for altered in (altered_parts, altered_lists, altered_draws):
        try:
            yield from altered(inspection)
        except (*UNREADABLE, LookupError):
            yield f"What the inspection '{reference}' holds cannot be read ({altered.__name__.replace('_', ' ')})."
    yield from altered_editions(reference)
