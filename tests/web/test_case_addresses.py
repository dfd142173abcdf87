"""Any reference of a case can stand in an address, and comes back as it was."""

import pytest
from django.urls import resolve, reverse

REFERENCES = ["C1", "a/b", "..", ".", "a.b", "~", "a~2Fb", "100%", "ä b", "東京", "?x=1#y", "a//b/"]


@pytest.mark.parametrize("reference", REFERENCES)
def test_a_reference_comes_back_from_its_address(reference: str) -> None:
    address = reverse("case", args=["eastmere-2026", reference])
    part = address.removeprefix("/inspections/eastmere-2026/cases/").removesuffix("/")
    assert "/" not in part
    assert set(part) != {"."}
    assert resolve(address).kwargs["case"] == reference
