"""On paper a page is what it says: no menus, no addresses of the site, tables with their heads on every sheet."""

from io import BytesIO

import pytest
from django.conf import LazySettings
from pypdf import PdfReader

from tests.browser.site.conftest import Site
from tests.factories.case_files import drawn
from tests.factories.world import move_to
from trigpoint.inspectorate.assessment.actions import allocate

pytestmark = pytest.mark.browser

# The rows of a table as often as they have to be for so many of them: an inspection of a real size, without its time.
AS_MANY_ROWS = """number => {
    const body = [...document.querySelectorAll('main table tbody')].at(-2) || document.querySelector('main table tbody');
    const rows = [...body.children];
    while (body.children.length < number) body.append(rows[body.children.length % rows.length].cloneNode(true));
}"""


@pytest.mark.proof
def test_the_interviews_of_46_cases_are_at_most_two_sheets_with_heads_and_without_addresses(
    site: Site, settings: LazySettings
) -> None:
    settings.SECOND_STEP_REQUIRED = False
    world = site.world
    move_to(world, "announced")
    drawn(world)
    allocate(inspection=world.inspection, by=world.standing("lead-inspector"))
    page = site.signed_in("lead-inspector")
    page.goto(f"{site.address}/inspections/{world.inspection.reference}/interviews/")
    page.evaluate(AS_MANY_ROWS, 46)
    sheets = [sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(format="A4"))).pages]
    assert len(sheets) <= 2
    text = " ".join(" ".join(sheets).split())
    assert text.count("court disposals") >= 46
    assert "/inspections/" not in text
    assert "Move" not in text
    assert "What needs me now" not in text
    assert "Who comes" in sheets[0]
    # The head stands on each sheet on which there are rows.
    assert all("Who comes" in sheet for sheet in sheets if "court disposals" in sheet)


@pytest.mark.proof
def test_in_forced_colours_only_the_way_where_one_is_has_a_line_under_it(site: Site, settings: LazySettings) -> None:
    settings.SECOND_STEP_REQUIRED = False
    page = site.signed_in("lead-inspector")
    page.emulate_media(forced_colors="active")
    page.goto(f"{site.address}/inspections/{site.world.inspection.reference}/timetable/")
    for links in (".tp-navigation__link", ".tp-menu__wide .tp-menu__link"):
        widths = page.eval_on_selector_all(
            links,
            "links => links.map(link => [link.getAttribute('aria-current') || '', getComputedStyle(link).borderBottomWidth])",
        )
        assert {width for current, width in widths if not current} == {"0px"}
        assert [width for current, width in widths if current] == ["4px"]
