"""Whatever a Bundle holds, loading it and composing it again gives the same Bundle."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings

from tests.factories.random_bundles import bundles
from tests.factories.world import held, today
from trigpoint.bundle.files import canonical_json, load_bundle
from trigpoint.bundle.model import Bundle
from trigpoint.inspectorate.publishing.actions.loading import load_inspection
from trigpoint.inspectorate.publishing.editions import newest_edition
from trigpoint.people.standing import operator
from trigpoint.sameness import name_key

TEMPLATE = load_bundle(Path("examples/trafford-2021"))


SUPPRESSED = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


@pytest.mark.proof
@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=SUPPRESSED)
@given(bundle=bundles())
def test_a_random_bundle_that_is_loaded_comes_out_as_the_same_bundle(bundle: Bundle) -> None:
    check_comes_out_the_same(bundle)


@pytest.mark.proof
@pytest.mark.long
@pytest.mark.django_db
@settings(max_examples=200, suppress_health_check=SUPPRESSED)
@given(bundle=bundles())
def test_so_does_each_of_many(bundle: Bundle) -> None:
    check_comes_out_the_same(bundle)


def check_comes_out_the_same(bundle: Bundle) -> None:
    """Load it, compose it again, and compare; nothing of that stays."""
    head = bundle.inspection
    # A service and its inspectorate of one name are one organisation in the register, and refused.
    assume(name_key(head.service.name) != name_key(head.inspectorate))
    if not head.published:
        # The draw that counts in an inspection under way is the one made here.
        bundle = bundle.model_copy(update={"certificate": None})
    with transaction.atomic():
        inspection = load_inspection(loaded=replace(TEMPLATE, bundle=bundle), by=operator(today()))
        without = bundle.model_copy(update={"brought_by_file": ()})
        assert canonical_json(held(inspection)) == canonical_json(without)
        edition = newest_edition(inspection.reference)
        assert (edition is not None) == bool(bundle.inspection.published)
        assert edition is None or bytes(edition.body) == canonical_json(bundle).encode()
        transaction.set_rollback(True)
