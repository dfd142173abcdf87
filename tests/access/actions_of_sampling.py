"""The actions on the way to a sample and to its readers, each ready to be done once the record is broken."""

from collections.abc import Callable
from uuid import uuid4

from tests.factories.case_files import as_confirmed, drawn, file_of, in_window, sent, started, upload
from tests.factories.samples import DRAWN_AT, FIXED_AT, IN_AT, KEYS
from tests.factories.world import World, move_to
from trigpoint.bundle.certificate import certificate_of
from trigpoint.case_lists.questions import heading_id
from trigpoint.inspectorate.assessment import actions as assessment
from trigpoint.inspectorate.assessment.models import Allocation
from trigpoint.inspectorate.assessment.queries import allocations, readers, slots_of
from trigpoint.inspectorate.sampling.actions import drawing, excluding, leaving, lists, second_decisions, seeds, sending
from trigpoint.inspectorate.sampling.draws import newest_draw
from trigpoint.inspectorate.sampling.exclusions_to_confirm import case_sha256, exclusions_to_confirm
from trigpoint.inspectorate.sampling.limits import limit_of
from trigpoint.inspectorate.sampling.models import SecondDecision
from trigpoint.rules.steering import Limited

Doing = Callable[[], object]
MOVED = "The child has moved away"


def _commit(w: World) -> Doing:
    by = w.standing("lead-inspector")
    return lambda: seeds.commit_seed(inspection=w.inspection, seed="a seed", at=FIXED_AT, keys=KEYS, by=by)


def _start_both(w: World) -> Doing:
    move_to(w, "announced")
    by, content = w.standing("data-officer"), file_of("court", 8, in_window(w))
    files = [upload(w, case_type, content) for case_type in ("court", "out_of_court")]
    return lambda: lists.start_lists(form=uuid4(), inspection=w.inspection, uploads=files, by=by)


def _mend(w: World) -> Doing:
    move_to(w, "announced")
    started(w)
    by, file = w.standing("data-officer"), upload(w, "court", file_of("court", 9, in_window(w)))
    return lambda: lists.start_list(form=uuid4(), inspection=w.inspection, upload=file, by=by)


def _answer(w: World) -> Doing:
    move_to(w, "announced")
    one, by = started(w), w.standing("data-officer")
    answers = {heading_id("sex"): ("Disposal",)}
    return lambda: lists.answer_questions(case_list=one, seen=1, answers=answers, by=by)


def _send(w: World) -> Doing:
    move_to(w, "announced")
    sent(w, "court")
    one, by = started(w), w.standing("data-officer")
    return lambda: sending.send_list(
        case_list=one, seen=1, confirmed=as_confirmed(one), at=IN_AT, by=by, reason="A case was missing"
    )


def _drop(w: World) -> Doing:
    move_to(w, "announced")
    one, by = started(w), w.standing("data-officer")
    return lambda: lists.drop_list(case_list=one, seen=1, by=by)


def _exclude(w: World) -> Doing:
    move_to(w, "announced")
    sent(w, "court")
    by = w.standing("lead-inspector")
    return lambda: excluding.exclude_case(inspection=w.inspection, case="C3", why=MOVED, by=by)


def _confirm_exclusion(w: World) -> Doing:
    move_to(w, "announced")
    sent(w, "court")
    by = w.standing("lead-inspector")
    one = excluding.exclude_case(inspection=w.inspection, case="C3", why=MOVED, by=by)
    sent(w, "court", content=file_of("court", 8, in_window(w)).replace(b"K-C3", b"K-99"))
    (found,) = exclusions_to_confirm(w.inspection)
    return lambda: excluding.confirm_exclusion(exclusion=one, seen=1, row=case_sha256(found.now), by=by)


def _drop_unsent(w: World) -> Doing:
    move_to(w, "announced")
    started(w)
    by = w.standing("lead-inspector")
    return lambda: lists.drop_unsent_lists(inspection=w.inspection, by=by)


def _readmit(w: World) -> Doing:
    move_to(w, "announced")
    sent(w, "court")
    by = w.standing("lead-inspector")
    one = excluding.exclude_case(inspection=w.inspection, case="C3", why=MOVED, by=by)
    return lambda: excluding.readmit_case(exclusion=one, seen=1, reason="Moved back", by=by)


def _draw(w: World) -> Doing:
    move_to(w, "announced")
    for case_type in ("court", "out_of_court"):
        sent(w, case_type)
    by = w.standing("lead-inspector")
    return lambda: drawing.draw_sample(inspection=w.inspection, reason="", at=DRAWN_AT, keys=KEYS, by=by)


def _take_out(w: World) -> Doing:
    move_to(w, "announced")
    drawn(w)
    found, by = newest_draw(w.inspection), w.standing("lead-inspector")
    assert found is not None
    seen = found.certificate_sha256
    case = certificate_of(found.certificate).sample.types[0].chosen[0]
    return lambda: leaving.take_case_out(inspection=w.inspection, seen=seen, case=case, why=MOVED, by=by)


def _allocated(w: World) -> Allocation:
    move_to(w, "case-week")
    return Allocation.objects.select_related("inspection__service", "reader")[0]


def _allocate(w: World) -> Doing:
    move_to(w, "sample-set")
    by = w.standing("lead-inspector")
    return lambda: assessment.allocate(inspection=w.inspection, by=by)


def _move_case(w: World) -> Doing:
    one, by = _allocated(w), w.standing("lead-inspector")
    other = next(who for who in readers(w.inspection, by) if who != one.reader)
    return lambda: assessment.move_case(allocation=one, seen=1, reader=other, reason="Ill", by=by)


def _move_interview(w: World) -> Doing:
    one, by, last = _allocated(w), w.standing("lead-inspector"), slots_of(w.inspection)[-1]
    return lambda: assessment.move_interview(allocation=one, seen=1, day=last.day, start=last.start, by=by)


def _say_who_comes(w: World) -> Doing:
    one, by = _allocated(w), w.standing("service-manager")
    return lambda: assessment.say_who_comes(allocation=one, seen=1, comes="Pat Low", by=by)


def _say_who_comes_to_several(w: World) -> Doing:
    inspection, by = _allocated(w).inspection, w.standing("service-manager")
    named = {row.id: (1, f"Person {row.case}") for row in allocations(inspection)[:2]}
    return lambda: assessment.say_who_comes_to_several(inspection=inspection, named=named, by=by)


def _declare_conflict(w: World) -> Doing:
    move_to(w, "case-week")
    by = w.standing("inspector")
    return lambda: assessment.declare_conflict(inspection=w.inspection, case="C1", by=by)


def _withdraw_conflict(w: World) -> Doing:
    move_to(w, "case-week")
    one = assessment.declare_conflict(inspection=w.inspection, case="C1", by=w.standing("inspector"))
    by = w.standing("lead-inspector")
    return lambda: assessment.withdraw_conflict(conflict=one, seen=1, reason="A mistake", by=by)


def _plan_again(w: World) -> Doing:
    one, by = _allocated(w), w.standing("lead-inspector")
    Allocation.objects.filter(pk=one.pk).update(day=None, start="")
    return lambda: assessment.plan_again(inspection=w.inspection, by=by)


def _withdraw_seed(w: World) -> Doing:
    move_to(w, "announced")
    drawn(w)
    by = w.standing("lead-inspector")
    seed = seeds.commit_seed(inspection=w.inspection, seed="another seed", at=DRAWN_AT, keys=KEYS, by=by)
    return lambda: seeds.withdraw_seed(seed=seed, seen=1, reason="The list was right", keys=KEYS, by=by)


def _ask_second(w: World) -> Doing:
    move_to(w, "announced")
    by, limit = w.standing("lead-inspector"), limit_of(w.inspection, Limited.DRAWS, 0)
    return lambda: second_decisions.ask_second(inspection=w.inspection, limit=limit, number=5, why="Lists", by=by)


def _decide_second(w: World) -> Doing:
    row = _ask_second(w)()
    assert isinstance(row, SecondDecision)
    by = w.standing("director")
    return lambda: second_decisions.decide_second(decision=row, seen=1, agreed=True, why="I looked", by=by)


OF_SAMPLING: dict[str, Callable[[World], Doing]] = {
    "inspectorate.assessment.actions.allocate": _allocate,
    "inspectorate.assessment.actions.declare_conflict": _declare_conflict,
    "inspectorate.assessment.actions.move_case": _move_case,
    "inspectorate.assessment.actions.move_interview": _move_interview,
    "inspectorate.assessment.actions.plan_again": _plan_again,
    "inspectorate.assessment.actions.say_who_comes": _say_who_comes,
    "inspectorate.assessment.actions.say_who_comes_to_several": _say_who_comes_to_several,
    "inspectorate.assessment.actions.withdraw_conflict": _withdraw_conflict,
    "inspectorate.sampling.actions.drawing.draw_sample": _draw,
    "inspectorate.sampling.actions.leaving.take_case_out": _take_out,
    "inspectorate.sampling.actions.excluding.confirm_exclusion": _confirm_exclusion,
    "inspectorate.sampling.actions.excluding.exclude_case": _exclude,
    "inspectorate.sampling.actions.excluding.readmit_case": _readmit,
    "inspectorate.sampling.actions.lists.drop_list": _drop,
    "inspectorate.sampling.actions.lists.drop_unsent_lists": _drop_unsent,
    "inspectorate.sampling.actions.lists.answer_questions": _answer,
    "inspectorate.sampling.actions.lists.start_list": _mend,
    "inspectorate.sampling.actions.lists.start_lists": _start_both,
    "inspectorate.sampling.actions.sending.send_list": _send,
    "inspectorate.sampling.actions.second_decisions.ask_second": _ask_second,
    "inspectorate.sampling.actions.second_decisions.decide_second": _decide_second,
    "inspectorate.sampling.actions.seeds.commit_seed": _commit,
    "inspectorate.sampling.actions.seeds.withdraw_seed": _withdraw_seed,
}
