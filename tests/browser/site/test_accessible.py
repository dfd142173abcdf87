"""Every page that somebody may open: no violation of WCAG 2.2 AA, nothing wider than a phone, no blocked script."""

import pytest
from django.conf import LazySettings

from tests.access.walking import WHO, objects
from tests.browser.site.axe import faults_on, pages_of, window_of
from tests.browser.site.conftest import Site

pytestmark = pytest.mark.browser

OFTEN = ["nobody", "lead-inspector"]


def check(site: Site, who: str, settings: LazySettings) -> None:
    settings.SECOND_STEP_REQUIRED = False
    parts = objects(site.world)["own"] | {"reference": site.world.inspection.reference}
    page = window_of(site, who, 320)
    addresses = pages_of(who, parts)
    assert len(addresses) > 10
    found = {address: faults_on(page, site.address + address) for address in addresses}
    assert {address: faults for address, faults in found.items() if faults} == {}


@pytest.mark.parametrize("who", OFTEN)
def test_no_page_is_in_anybodys_way(who: str, site: Site, settings: LazySettings) -> None:
    check(site, who, settings)


@pytest.mark.proof
@pytest.mark.parametrize("who", [who for who in WHO if who not in OFTEN])
def test_no_page_is_in_the_way_of_any_role(who: str, site: Site, settings: LazySettings) -> None:
    check(site, who, settings)
