"""A report as an answer: the page that `trigpoint report` writes, under the policy that it needs."""

from django.http import HttpResponse

from trigpoint.inspectorate.contents.queries import Held
from trigpoint.report.html import style_source, with_way_back


def report_page(found: Held, text: str, href: str) -> HttpResponse:
    """The whole report of what an inspection holds, with a link back."""
    answer = HttpResponse(with_way_back(found.report, text, href))
    # What the page needs beyond the policy of all pages: its own styles, by their digest. django-csp looks for it here.
    answer._csp_update = {"style-src": [style_source()]}  # type: ignore[attr-defined]  # noqa: SLF001
    return answer
