"""Whatever conforms can be written, read again as the same, and rated."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.factories.loaded import YOUTH
from tests.factories.random_bundles import bundles
from trigpoint.bundle.conformance import nonconformities
from trigpoint.bundle.files import canonical_json, load_bundle
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.recorded import recorded
from trigpoint.rules.rating import rate

RANDOM = settings(max_examples=30, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("random") / "inspection.json"


@RANDOM
@given(bundles())
def test_a_bundle_that_conforms_is_read_again_as_the_same_and_rated(file: Path, bundle: Bundle) -> None:
    assert list(nonconformities(bundle, YOUTH)) == []
    file.write_text(canonical_json(bundle), encoding="utf-8")
    again = load_bundle(file).bundle
    assert again == bundle
    assert canonical_json(again) == canonical_json(bundle)
    rated = rate(YOUTH, recorded(bundle))
    assert [result.standard for result in rated.standards] == list(YOUTH.standards)
    assert bundle.inspection.published is None or rated.final is not None


@pytest.mark.proof
def test_every_part_of_a_bundle_is_filled_sooner_or_later() -> None:
    filled: set[str] = set()

    @settings(RANDOM, derandomize=True, database=None)
    @given(bundles())
    def collect(bundle: Bundle) -> None:
        filled.update(bundle.model_dump(exclude_defaults=True))
        filled.add("published" if bundle.inspection.published else "not published")

    collect()
    assert filled == {*Bundle.model_fields, "published", "not published"}
