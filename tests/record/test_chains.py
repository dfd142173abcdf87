"""The keys of chains. They are stored with every event, so a key that changed would lose a record."""

from types import SimpleNamespace

from trigpoint.record.chains import (
    figures_chain,
    inspection_chain,
    interests_chain,
    organisation_chain,
    reference_in,
)


def test_each_kind_of_chain_has_its_own_key_for_the_same_reference() -> None:
    eastmere = SimpleNamespace(reference="eastmere")
    assert inspection_chain(eastmere) == "inspection:eastmere"
    assert organisation_chain(eastmere) == "organisation:eastmere"
    assert interests_chain(eastmere) == "interests:eastmere"
    assert figures_chain(eastmere) == "figures:eastmere"


def test_a_chain_can_be_named_by_a_reference_whose_inspection_is_gone() -> None:
    assert inspection_chain("eastmere-2027") == "inspection:eastmere-2027"


def test_the_reference_is_read_back_from_a_key() -> None:
    assert reference_in("inspection:eastmere-2027") == "eastmere-2027"
