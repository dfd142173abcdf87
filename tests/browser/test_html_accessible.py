"""The page in a real browser: the accessibility rules, small screens, keyboard, paper, no scripts."""

from io import BytesIO

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = [320, 768, 1280]
NOTICE_SCROLL = """e => {
    e.scrolled = new Promise(done => {
        e.addEventListener('scroll', () => done(true), {once: true});
        setTimeout(() => done(false), 5000);
    });
}"""


# axe reads a large report for seconds.
@pytest.mark.proof
@pytest.mark.parametrize("width", WIDTHS)
def test_no_accessibility_rule_is_broken(open_page: OpenPage, width: int) -> None:
    # The way to each element that is right would be most of the work.
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = Axe().run(open_page(width), options=options)
    assert found.violations_count == 0, found.generate_report()
    assert len(found.response["passes"]) > 20


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_itself_never_scrolls_sideways(open_page: OpenPage, width: int) -> None:
    assert open_page(width).evaluate("document.documentElement.scrollWidth") == width


def test_a_table_too_wide_for_a_phone_scrolls_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(320)
    for region in page.locator(".table").all():
        if region.evaluate("e => e.scrollWidth > e.clientWidth"):
            region.focus()
            region.evaluate(NOTICE_SCROLL)
            page.keyboard.press("ArrowRight")
            assert region.evaluate("e => e.scrolled")


def test_on_a_phone_no_table_and_no_picture_is_cut_off(open_page: OpenPage) -> None:
    page = open_page(320)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    regions = page.locator(".table, .figure__picture").all()
    assert regions
    assert [region for region in regions if region.evaluate("e => e.scrollWidth > e.clientWidth + 1")] == []


def test_a_link_to_what_is_folded_opens_it(open_page: OpenPage) -> None:
    page = open_page(javascript=False)
    rows = page.locator("details tr[id]")
    if rows.count():
        name = rows.first.get_attribute("id")
        expect(rows.first).to_be_hidden()
        page.goto(f"{page.url.partition('#')[0]}#{name}")
        expect(rows.first).to_be_visible()


def test_the_skip_link_is_the_first_stop_and_leads_to_the_main_part(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_every_contents_link_leads_to_a_heading_in_view(open_page: OpenPage) -> None:
    page = open_page()
    links = page.get_by_role("navigation", name="Contents").get_by_role("link")
    for link in links.all():
        link.click()
        expect(page.locator(":target")).to_be_in_viewport()
        expect(page.locator(":target")).to_have_text(link.inner_text())
    assert links.count() >= 2


def test_the_contents_stay_in_view_on_a_wide_screen(open_page: OpenPage) -> None:
    page = open_page(1280)
    page.get_by_text("Made with Trigpoint").scroll_into_view_if_needed()
    expect(page.get_by_role("navigation", name="Contents")).to_be_in_viewport()


def test_nothing_needs_javascript(open_page: OpenPage) -> None:
    page = open_page(javascript=False)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for title in page.locator("summary").all():
        title.click()
    for table in page.get_by_role("table").all():
        expect(table).to_be_visible()


def test_the_browser_has_nothing_to_complain_of_and_nothing_to_load(open_page: OpenPage) -> None:
    page = open_page()
    complaints: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(error.message))
    page.on("request", lambda request: requests.append(request.url))
    page.reload()
    assert complaints == []
    assert [url for url in requests if not url.startswith("data:")] == [page.url]


def test_the_styles_are_let_in_by_the_policy(open_page: OpenPage) -> None:
    header = open_page().get_by_role("banner")
    expect(header).to_have_css("background-color", "rgb(11, 12, 12)")


def test_each_part_starts_a_page_on_paper(open_page: OpenPage) -> None:
    page = open_page()
    parts = page.locator("h2.govuk-heading-l").count()
    with pikepdf.open(BytesIO(page.pdf(prefer_css_page_size=True, outline=True, tagged=True))) as paper:
        starts = _pages_of_parts(paper)
        assert len(starts) == parts >= 2
        assert len(set(starts)) == parts
        assert 0 not in starts


def _pages_of_parts(paper: pikepdf.Pdf) -> list[int]:
    """Return the page of each heading of level 1, counted from 0: the children of the title in the outline."""
    numbers = {page.obj.objgen: number for number, page in enumerate(paper.pages)}
    with paper.open_outline() as outline:
        (title,) = outline.root
        return [numbers[item.to_dictionary_object(paper).Dest[0].objgen] for item in title.children]
