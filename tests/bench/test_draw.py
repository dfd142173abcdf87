"""How long a draw takes. Only results are asserted, outside the timed part; bars are compared in the page."""

from pathlib import Path
from uuid import UUID

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.bench.matching import invented
from tests.factories.samples import case_list, certificate
from trigpoint.bundle.certificate import certificate_of, read_certificate
from trigpoint.bundle.frameworks import built_in
from trigpoint.case_lists.frozen import frozen_sha256, frozen_text, read_frozen
from trigpoint.case_lists.layout import load_layout
from trigpoint.inspectorate.assessment.allocation import share_out
from trigpoint.inspectorate.sampling.piece import CaseToRead
from trigpoint.rules.certificate import FrozenList, replay
from trigpoint.rules.draw.chance import Chance
from trigpoint.rules.draw.cube import drawn

pytestmark = pytest.mark.bench

EXAMPLE = Path(__file__).parents[2] / "examples" / "sample-2026"


def named(benchmark: BenchmarkFixture, what: str, bar_ms: float | None) -> None:
    benchmark.extra_info |= {"what": what, "bar_ms": bar_ms}


@pytest.mark.parametrize(("eligible", "size", "bar_ms"), [(100, 63, 200), (1000, 142, 2_000)])
def test_draw(benchmark: BenchmarkFixture, eligible: int, size: int, bar_ms: int) -> None:
    named(benchmark, f"Draw {size} of {eligible:,} eligible cases, matched on four attributes", bar_ms)
    profiles = invented(eligible)

    sample = benchmark(lambda: drawn(profiles, size, Chance("a seed", "court")))

    assert len(set(sample)) == size


def test_replay_a_certificate(benchmark: BenchmarkFixture) -> None:
    named(benchmark, "Replay the certificate of 41 of 54 and 28 of 35 cases, already read", None)
    layout = load_layout(built_in()["hmip-youth-2018"])
    assert layout is not None
    cases = read_frozen(EXAMPLE / "case-list.csv", layout.attributes)
    frozen = FrozenList(cases, frozen_sha256(frozen_text(cases, layout.attributes)))
    said = certificate_of(read_certificate(EXAMPLE / "certificate.json"))

    assert benchmark(replay, said, frozen) == ()


def test_put_152_cases_on_twelve_readers(benchmark: BenchmarkFixture) -> None:
    named(benchmark, "Put 152 cases on 12 readers, a tenth of the pairs barred", None)
    sample = certificate(case_list(200, 200)).sample
    cases = [CaseToRead(reference, part.case_type) for part in sample.types for reference in part.read]
    readers = [UUID(int=number) for number in range(1, 13)]
    chance = Chance("a seed", "conflicts")
    barred = frozenset((case.reference, reader) for case in cases for reader in readers if chance.below(10) == 0)

    found = benchmark(share_out, cases, readers, barred, {})

    assert len(found) == len(cases) == 152
    assert not set(found.items()) & barred
