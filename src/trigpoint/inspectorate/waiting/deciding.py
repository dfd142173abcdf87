"""What waits on one inspection, on both sides: pure functions of its facts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from trigpoint.inspectorate.programme.holders import Holder
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import Stage, StageKey, has_reached, next_stage
from trigpoint.inspectorate.progress.conditions import checklist
from trigpoint.inspectorate.progress.facts import Facts
from trigpoint.inspectorate.progress.remedies import LEADS, PLANNERS, Condition, Page, Remedy, finding
from trigpoint.inspectorate.waiting.beside import beside
from trigpoint.inspectorate.waiting.tasks import Of, Task, in_order
from trigpoint.people.roles import RoleKey, role


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits on one inspection, and who leads it. `tasks` are in order."""

    inspection: Inspection
    coming: Stage | None
    leads: tuple[Holder, ...]
    tasks: tuple[Task, ...]

    @property
    def next(self) -> Task | None:
        """What is to be done first of all that holds up the next stage; None at the last one, and once cancelled."""
        return next((task for task in self.tasks if task.holds_up), None)


def waiting_on(inspection: Inspection, facts: Facts) -> Waiting:
    """Decide what waits on an inspection. Nothing waits for anybody on one that was cancelled."""
    coming, leads = next_stage(inspection.stage), facts.people.of((RoleKey.LEAD_INSPECTOR,))
    if inspection.cancelled_on is not None or _was_never_under_way(inspection):
        return Waiting(inspection, None, leads, ())
    of = Of(inspection.pk, inspection.reference, inspection.service.name)
    missing = _missing(coming, facts)
    # Those who hold up the next stage whatever their role: they were asked to join, and have not answered.
    awaited = {holder for condition in missing for remedy in condition.remedies for holder in remedy.only or ()}
    tasks = []
    for remedy in _for_the_stage(coming, missing, facts):
        people = _able(remedy, facts)
        joining = () if people else _asked_to_join(remedy, facts)
        if joining:
            # It waits on them to join, which is a task of theirs: nobody else is to be found meanwhile.
            awaited |= set(joining)
        else:
            tasks.append(_task(remedy, people, of, facts, holds_up=True))
    for remedy in beside(facts):
        people = _able(remedy, facts)
        if people or not _asked_to_join(remedy, facts):
            holds_up = remedy.page is Page.DECLARE and not awaited.isdisjoint(people)
            tasks.append(_task(remedy, people, of, facts, holds_up=holds_up))
    tasks = _each_once(tasks)
    late = [task for task in tasks if task.late and (task.holds_up or task.page is Page.OWN_REQUEST)]
    tasks += [late_elsewhere for task in late if (late_elsewhere := _seen_to(task, facts))]
    return Waiting(inspection, coming, leads, in_order(tasks))


def _was_never_under_way(inspection: Inspection) -> bool:
    # One that was loaded as a published file has no site date, and nobody works on it here.
    return inspection.site_date is None and has_reached(inspection.stage, StageKey.PUBLISHED)


def _missing(coming: Stage | None, facts: Facts) -> tuple[Condition, ...]:
    """The conditions of the next stage that are not met; none where nothing can be said of the inspection."""
    if coming is None or facts.unreadable:
        return ()
    return tuple(condition for condition in checklist(coming.key, facts) if not condition.met)


def _for_the_stage(coming: Stage | None, missing: Sequence[Condition], facts: Facts) -> Iterator[Remedy]:
    if facts.unreadable:
        act = "Look at the inspection: what it holds is not what was recorded"
        yield Remedy(act, (*LEADS, *PLANNERS), Page.INSPECTION)
    elif coming is not None:
        for condition in missing:
            for remedy in condition.remedies:
                # Each of them has a task of their own, with the page of their own place.
                if remedy.only is None:
                    yield replace(remedy, due=remedy.due or facts.due(coming.key))
        if not missing:
            yield _move(coming, facts)


def _move(coming: Stage, facts: Facts) -> Remedy:
    remedy = Remedy(coming.move, coming.prompted, Page.MOVE_ON, due=facts.due(coming.key))
    signature = facts.rows.signature
    if coming.key is not StageKey.PUBLISHED or signature is None:
        return remedy
    # Whoever signed it does not publish it.
    able = tuple(holder for holder in facts.people.of(coming.prompted) if holder.id != signature.signed_by_id)
    return replace(remedy, only=able, due=signature.publish_on)


def _able(remedy: Remedy, facts: Facts) -> tuple[Holder, ...]:
    return facts.people.of(remedy.roles) if remedy.only is None else remedy.only


def _asked_to_join(remedy: Remedy, facts: Facts) -> tuple[Holder, ...]:
    """Whoever was asked to join in one of the roles whose something is, and may still."""
    return tuple(asked.holder for asked in facts.undeclared if asked.able and asked.role in remedy.roles)


def _task(remedy: Remedy, people: tuple[Holder, ...], of: Of, facts: Facts, *, holds_up: bool) -> Task:
    """What somebody does. Where nobody holds any of its roles, it waits on whoever plans: never on nobody."""
    if not people:
        remedy = replace(finding(remedy.roles[0]), due=remedy.due)
        people = facts.people.of(remedy.roles)
    late = remedy.due is not None and remedy.due < facts.on
    return Task(
        act=remedy.act,
        of=of,
        holds_up=holds_up,
        roles=remedy.roles,
        people=people,
        titles=facts.people.titles(people, remedy.roles),
        page=remedy.page,
        thing=remedy.thing,
        due=remedy.due,
        late=late,
        untyped=remedy.untyped,
    )


def _each_once(tasks: Sequence[Task]) -> list[Task]:
    """What several things ask for is one thing to do, by the first of their days."""
    once: dict[object, Task] = {}
    for task in tasks:
        key = task.act, task.people, task.page, task.thing
        first = once.get(key, task)
        earlier = min((first, task), key=lambda each: (each.due is None, each.due or date.max))
        once[key] = replace(first, holds_up=first.holds_up or task.holds_up, due=earlier.due, late=earlier.late)
    return list(once.values())


def _seen_to(task: Task, facts: Facts) -> Task | None:
    """The programme manager is told what is late on whoever else is to do it; None where it is theirs already."""
    managers = facts.people.of(PLANNERS)
    others = tuple(holder for holder in managers if not task.waits_on(holder.id))
    if not others:
        return None
    late = f"Late, with the {role(task.roles[0]).title.lower()}"
    return replace(
        task,
        holds_up=False,
        act=f"{late}: {task.act}",
        untyped=late,
        roles=(RoleKey.PROGRAMME_MANAGER,),
        people=others,
        titles=facts.people.titles(others, PLANNERS),
        page=Page.INSPECTION,
        thing=None,
    )
