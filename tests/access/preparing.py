"""Actions made ready to be done: what each needs is there already, so that only its own record can fail."""

from collections.abc import Callable

from tests.factories.world import World

Doing = Callable[[], object]
Prepare = Callable[[World], Doing]
Actions = dict[str, Prepare]


def into(actions: Actions) -> Callable[[str], Callable[[Prepare], Prepare]]:
    """A decorator that names the action which a case prepares: it returns what to call once the record is broken."""

    def of(name: str) -> Callable[[Prepare], Prepare]:
        def keep(prepare: Prepare) -> Prepare:
            actions[name] = prepare
            return prepare

        return keep

    return of
