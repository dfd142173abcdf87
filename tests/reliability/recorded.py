"""Look for what was acknowledged in the database; print what is lost, and what of the record does not hold, as JSON.

Tokens come in as JSON by kind. Each is looked for in its row and in its entry of the record: both must be there.
"""

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402 - only once Django is set up

from trigpoint.inspectorate.programme.models import Inspection  # noqa: E402
from trigpoint.inspectorate.requests.models import Request  # noqa: E402
from trigpoint.inspectorate.sampling.models import CaseList  # noqa: E402
from trigpoint.operation.whole import faults_of_everything  # noqa: E402 - only once Django is set up
from trigpoint.people.models import Declaration  # noqa: E402
from trigpoint.record.chains import inspection_chain, thing_of  # noqa: E402
from trigpoint.record.models import Event  # noqa: E402

MOVES = ("programme.stage_moved", "programme.stage_taken_back")


def requests() -> set[str]:
    rows = {f"request:{pk}": title for pk, title in Request.objects.values_list("pk", "title")}
    return {rows[thing] for thing in _things("requests.drafted") & rows.keys()}


def uploads() -> set[str]:
    rows = {f"caselist:{pk}": name for pk, name in CaseList.objects.values_list("pk", "file_name")}
    return {rows[thing] for thing in _things("sampling.list_started") & rows.keys()}


def readers() -> set[str]:
    return set(Event.objects.filter(kind="assessment.case_moved").values_list("reason", flat=True))


def declarations() -> set[str]:
    """What was declared is in its row alone; of every row the record must tell."""
    natures = set(Declaration.objects.exclude(nature="").values_list("nature", flat=True))
    entries = Event.objects.filter(kind="people.interest_declared").count()
    return natures if entries >= Declaration.objects.count() else set()


def files() -> set[str]:
    return set(Event.objects.filter(kind="parts.written").values_list("reason", flat=True))


def moves(reference: str) -> set[str]:
    """The versions of an inspection that a move of its stage changed: every change of it is one entry and one version."""
    inspection = Inspection.objects.get(reference=reference)
    events = Event.objects.filter(chain_id=inspection_chain(reference), thing=thing_of(inspection)).order_by("number")
    kinds = [event.kind for event in events if event.before is not None]
    if len(kinds) + 1 != inspection.version:
        return set()
    return {str(version) for version, kind in enumerate(kinds, start=1) if kind in MOVES}


def _things(kind: str) -> set[str]:
    return set(Event.objects.filter(kind=kind).values_list("thing", flat=True))


def main() -> None:
    asked = json.load(sys.stdin)
    recorded = {
        "requests": requests(),
        "uploads": uploads(),
        "readers": readers(),
        "declarations": declarations(),
        "files": files(),
        "moves": moves(asked["moving"]),
    }
    lost = {kind: sorted(set(tokens) - recorded[kind]) for kind, tokens in asked["tokens"].items()}
    faults = faults_of_everything(settings.VAR / "keys")
    sys.stdout.write(json.dumps({"lost": lost, "faults": faults, "entries": Event.objects.count()}))


if __name__ == "__main__":
    main()
