"""Both sides see every number of their sample; what leaves the inspectorate hides the small ones."""

from django.urls import reverse

from tests.factories.case_files import drawn
from tests.factories.world import World
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.inspectorate.bundling.live import rated
from trigpoint.report.compose import compose
from trigpoint.report.html import html

# Of three out-of-court cases, all of them read, every third is a girl's.
ONE_GIRL = "Sex: female Eligible 1 Exact match 1.0 In the sample 1 Margin of error None"


def test_both_sides_see_what_the_report_hides(announced: World, as_: As) -> None:
    drawn(announced, 25, 3)
    reference = announced.inspection.reference
    for role, name in (("lead-inspector", "sample"), ("service-manager", "case_lists")):
        assert ONE_GIRL in words(as_(role).get(reverse(name, args=[reference])))
    assert b'"C1"' in as_("service-manager").get(reverse("own_certificate", args=[reference, 1])).content
    report = rated(announced.inspection)
    assert report is not None
    page = html(compose(report))
    table = page[page.index("Eligible out-of-court disposals and sample") :].partition("</table>")[0]
    # Not one number about a group of three cases.
    assert table.count(">hidden<") == table.count("</td>") > 0
    assert "C1<" not in page
