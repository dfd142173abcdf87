"""What the platform is for, in a real browser, with JavaScript and without: plan, build a team, move, be refused."""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from tests.browser.site.conftest import JAVASCRIPT, JAVASCRIPT_AS_PROOF, Site
from tests.factories.world import answered, ask, move_to
from trigpoint.inspectorate.programme.models import Inspection

pytestmark = pytest.mark.browser


def code_for(secret: str) -> str:
    """The six digits that an authenticator app shows for a secret now."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name).click()


def fill_date(page: Page, day: str, month: str, year: str) -> None:
    for label, value in (("Day", day), ("Month", month), ("Year", year)):
        page.get_by_label(label, exact=True).fill(value)


@pytest.mark.parametrize("javascript", JAVASCRIPT_AS_PROOF)
def test_a_programme_manager_signs_in_with_a_second_step_and_plans_an_inspection(site: Site, javascript: bool) -> None:
    page = site.signed_in("programme-manager", javascript=javascript)
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up your second step")
    secret = page.locator("main strong").first.inner_text().replace(" ", "")
    page.locator("main input[name=code]").fill(code_for(secret))
    press(page, "Set up")
    page.goto(f"{site.address}/programme/")
    page.get_by_role("button", name="Plan an inspection").click()
    page.get_by_label("Service", exact=True).select_option(label="Westmere")
    page.get_by_label("Title").fill("An inspection of Westmere")
    page.get_by_label("Reference").fill("westmere 2027!")
    press(page, "Plan the inspection")
    expect(page.get_by_role("alert")).to_contain_text("Reference must have only small letters")
    expect(page.get_by_label("Title")).to_have_value("An inspection of Westmere")
    page.get_by_label("Reference").fill("westmere-2027-2")
    press(page, "Plan the inspection")
    expect(page.get_by_role("heading", level=1)).to_have_text("An inspection of Westmere")
    assert Inspection.objects.get(reference="westmere-2027-2").stage == "planned"


@pytest.mark.parametrize("javascript", JAVASCRIPT_AS_PROOF)
def test_a_lead_builds_a_team_moves_two_stages_and_is_led_to_what_the_third_needs(
    site: Site, javascript: bool, settings: LazySettings
) -> None:
    settings.SECOND_STEP_REQUIRED = False
    reference = site.world.inspection.reference
    page = site.signed_in("lead-inspector", javascript=javascript)

    page.goto(f"{site.address}/inspections/{reference}/team/")
    page.get_by_role("button", name="Ask somebody to join").click()
    page.get_by_label("Role").select_option(label="Inspector")
    page.get_by_label("Person").select_option(label="Invented director (Northland Inspectorate): director")
    press(page, "Ask")
    expect(page.get_by_role("alert")).to_contain_text("Invented director has been asked")

    asked = site.signed_in("director", javascript=javascript)
    asked.get_by_role("link", name="Declare your interests before you join as inspector").click()
    asked.get_by_label("No, I have none").check()
    press(asked, "Declare")
    expect(asked.get_by_role("heading", level=1)).to_have_text("An inspection of Eastmere")

    page.goto(f"{site.address}/inspections/{reference}/sample/")
    page.get_by_role("button", name="Fix the seed").click()
    press(page, "Fix the seed")
    expect(page.locator("main")).to_contain_text("Nobody sees it before the draw.")

    page.goto(f"{site.address}/inspections/{reference}/")
    page.get_by_role("button", name="Announce the inspection to the service").click()
    press(page, "Announce the inspection to the service")
    expect(page.locator("main")).to_contain_text("The inspection is now at 'Announced'.")
    site.world.inspection.refresh_from_db()
    answered(site.world, "evidence")
    answered(site.world, "case-lists")
    page.reload()
    page.get_by_role("button", name="Move to 'Evidence and lists in'").click()
    press(page, "Move to 'Evidence and lists in'")
    expect(page.locator("main")).to_contain_text("The inspection is now at 'Evidence and lists in'.")

    # The way on is not there while something is missing: what is missing leads to where it is done.
    expect(page.get_by_role("button", name="Move to 'Sample set'")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("The inspection holds no certificate of a draw.")
    page.get_by_role("link", name="Draw the sample").first.click()
    expect(page).to_have_url(f"{site.address}/inspections/{reference}/sample/")


@pytest.mark.parametrize("javascript", JAVASCRIPT)
def test_the_service_sees_its_own_side_and_answers(site: Site, javascript: bool, settings: LazySettings) -> None:
    settings.SECOND_STEP_REQUIRED = False
    move_to(site.world, "announced")
    ask(site.world, "other", "Diary for organisation week")
    reference = site.world.inspection.reference
    page = site.signed_in("service-manager", javascript=javascript)
    page.get_by_role("link", name="Answer: Diary for organisation week").click()
    expect(page.locator("main")).not_to_contain_text("Between ourselves.")
    press(page, "Send the answer")
    expect(page.get_by_role("alert")).to_contain_text("Enter what you have sent, and how")
    page.get_by_label("What you have sent, and how").fill("The diary, by secure mail.")
    press(page, "Send the answer")
    expect(page.locator("main")).to_contain_text("Invented service-manager")
    for address in ("", "team/", "ratings/", "cases/", "record/", "requests/"):
        answer = page.goto(f"{site.address}/inspections/{reference}/{address}")
        assert answer is not None
        assert answer.status == 404


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_two_tabs_that_change_one_thing_are_both_kept(site: Site, settings: LazySettings) -> None:
    settings.SECOND_STEP_REQUIRED = False
    address = f"{site.address}/inspections/{site.world.inspection.reference}/timetable/site-date/"
    first = site.signed_in("lead-inspector")
    second = first.context.new_page()
    first.goto(address)
    second.goto(address)
    for page, day in ((first, "8"), (second, "15")):
        fill_date(page, day, "3", "2027")
        page.get_by_label("Why it is moved").fill(f"Because of the {day}th")
        press(page, "Set the date")
    versions = second.locator(".tp-versions")
    expect(versions).to_contain_text("15 March 2027")
    expect(versions).to_contain_text("8 March 2027")
    expect(second.get_by_label("Why it is moved")).to_have_value("Because of the 15th")
    press(second, "Set the date")
    expect(second.locator("main")).to_contain_text("The site date is 15 March 2027")
