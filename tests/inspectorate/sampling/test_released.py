"""What the service may see of seeds and lists: never a seed before it is used, and its own lists."""

from tests.factories.case_files import sent, started
from tests.factories.samples import KEYS
from tests.factories.world import World
from trigpoint.inspectorate.sampling.models import SeedCommitment
from trigpoint.inspectorate.sampling.released import released_lists, released_seed, released_withdrawn_seeds
from trigpoint.inspectorate.sampling.sealed_seeds import opened


def test_a_seed_that_waits_is_released_by_its_hash_alone(announced: World) -> None:
    row = SeedCommitment.objects.get()
    released = released_seed(announced.inspection)
    assert released is not None
    assert (released.commitment, released.at, released.withdrawn_on) == (row.commitment, row.at, None)
    assert opened(row.sealed, row.commitment, KEYS) not in repr(released)
    assert row.sealed not in repr(released)
    assert released_withdrawn_seeds(announced.inspection) == ()


def test_the_service_sees_its_lists_whatever_their_state_and_without_rows(announced: World) -> None:
    checking, court = started(announced, "out_of_court"), sent(announced, "court", 8)
    lists = {released.id: released for released in released_lists(announced.inspection)}
    assert lists.keys() == {checking.id, court.id}
    assert (lists[court.id].state, lists[court.id].cases) == ("sent", 8)
    assert (lists[checking.id].state, lists[checking.id].sent_at) == ("checking", None)
    assert "K-C1" not in repr(lists)
