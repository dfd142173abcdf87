"""Signed out in another tab, in the middle of a form: nothing typed is lost."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import LazySettings
from playwright.sync_api import expect

from tests.browser.site.axe import RULES
from tests.browser.site.conftest import JAVASCRIPT_AS_PROOF, Site
from tests.browser.site.test_journey import fill_date, press
from tests.factories.world import PASSWORD

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("javascript", JAVASCRIPT_AS_PROOF)
def test_what_was_typed_is_shown_after_signing_out_elsewhere_and_saved_after_signing_in_elsewhere(
    site: Site, javascript: bool, settings: LazySettings
) -> None:
    settings.SECOND_STEP_REQUIRED = False
    page = site.signed_in("lead-inspector", javascript=javascript)
    other = page.context.new_page()
    page.goto(f"{site.address}/inspections/{site.world.inspection.reference}/timetable/site-date/")
    fill_date(page, "8", "3", "2027")
    page.get_by_label("Why it is moved").fill("Because of the snow,\nwhich is deep")

    other.goto(f"{site.address}/home/")
    other.get_by_role("button", name="Sign out").click()
    press(page, "Set the date")
    main = page.locator("main")
    expect(main).to_contain_text("Nothing is saved yet, and nothing is lost: what you typed is below.")
    expect(main).to_contain_text("8 3 2027")
    expect(main).to_contain_text("which is deep")
    if javascript:
        assert Axe().run(page, options={"runOnly": RULES}).response["violations"] == []

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in (opens in a new tab)").click()
    signing_in = opened.value
    signing_in.get_by_label("E-mail address").fill(site.world.people["lead-inspector"].email)
    signing_in.get_by_label("Password", exact=True).fill(PASSWORD)
    press(signing_in, "Sign in")
    expect(signing_in.get_by_role("heading", level=1)).to_have_text("What needs me now")

    press(page, "Continue")
    expect(main).to_contain_text("which is deep")
    press(page, "Send it again")
    expect(main).to_contain_text("The site date is 8 March 2027")
    site.world.inspection.refresh_from_db()
    assert str(site.world.inspection.site_date) == "2027-03-08"
