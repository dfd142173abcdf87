"""Case lists held against their hashes, and each draw against the lists that stood when it was made."""

from collections.abc import Iterator, Mapping

from trigpoint.case_lists.frozen import frozen_sha256
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.kinds import LIST_SENT, SAMPLE_DRAWN
from trigpoint.inspectorate.sampling.list_plans import plan_sha256
from trigpoint.inspectorate.sampling.models import CaseList
from trigpoint.inspectorate.sampling.queries import draws
from trigpoint.record.chains import inspection_chain, thing_of
from trigpoint.record.models import Event
from trigpoint.tables.mapping import from_json


def altered_lists(inspection: Inspection) -> tuple[str, ...]:
    """Say, in sentences, which lists are not what their hashes name, and which draw is not from the lists then."""
    lists = {thing_of(row): row for row in CaseList.objects.filter(inspection=inspection).order_by("drawn_up", "pk")}
    wrong = [what for row in lists.values() for what in _wrong_with(row)]
    return (*wrong, *_drawn_from_others(inspection, lists))


def _wrong_with(case_list: CaseList) -> Iterator[str]:
    name = f"The list of {case_list.case_type} that was drawn up on {case_list.drawn_up}"
    # Empty until it is sent, and so are hash and number.
    if case_list.frozen_sha256 and frozen_sha256(case_list.frozen) != case_list.frozen_sha256:
        yield f"{name} is not the one that its hash names."
    if case_list.cases is not None and len(_cases(case_list.frozen)) != case_list.cases:
        yield f"{name} has {len(_cases(case_list.frozen))} cases, and was sent with {case_list.cases}."
    if case_list.plan_sha256 and plan_sha256(from_json(case_list.plan)) != case_list.plan_sha256:
        yield f"{name}: what its columns and words mean is not what its hash names."


def _drawn_from_others(inspection: Inspection, lists: Mapping[str, CaseList]) -> Iterator[str]:
    """Each draw has the cases of the lists that had been sent by then, by the record's order and not by any clock."""
    texts = {thing_of(draw): draw.list_text for draw in draws(inspection)}
    events = Event.objects.filter(chain_id=inspection_chain(inspection), kind__in=[LIST_SENT.key, SAMPLE_DRAWN.key])
    standing: dict[str, str] = {}
    for event in events.order_by("number"):
        if event.kind == LIST_SENT.key:
            standing[str((event.before or {}).get("case_type"))] = event.thing
        elif event.thing in texts:
            cases = [case for thing in standing.values() if thing in lists for case in _cases(lists[thing].frozen)]
            if sorted(cases) != sorted(_cases(texts[event.thing])):
                number = (event.after or {}).get("number")
                yield f"Draw {number} is not from the lists that had come in by then."


def _cases(text: str) -> list[str]:
    """The rows of a frozen list, which has no line break within a row."""
    return text.splitlines()[1:]
