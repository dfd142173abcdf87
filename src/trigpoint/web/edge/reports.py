"""A report as an answer: the page that `trigpoint report` writes, under the policy that it needs."""

from collections.abc import Sequence
from functools import lru_cache

from django.http import HttpResponse
from django.urls import reverse

from trigpoint.bundle.rated import RatedBundle
from trigpoint.report.compose import compose
from trigpoint.report.document import text_of
from trigpoint.report.files import REPORT_FILES
from trigpoint.report.html import html, style_source, with_links
from trigpoint.report.words import Writer, writer


def report_page(rated: RatedBundle, back: tuple[str, str], files: Sequence[tuple[str, str]]) -> HttpResponse:
    """The whole report of an inspection, with a link back, and links to its files; each is text and address."""
    answer = HttpResponse(with_links(_report(rated), back, files))
    # What the page needs beyond the policy of all pages: its own styles, by their digest. django-csp looks for it here.
    answer._csp_update = {"style-src": [style_source()]}  # type: ignore[attr-defined]  # noqa: SLF001
    return answer


def file_links(address: str, *parts: object) -> tuple[tuple[str, str], ...]:
    """What the files of a report are called, with the address of each; `address` is the name of the files' view."""
    return tuple((file.title, reverse(address, args=[*parts, name])) for name, file in REPORT_FILES.items())


def text_with_figures(rated: RatedBundle, text: str) -> str:
    """Return a text of a Bundle with the figures that it names, such as '3 of 8' for `{2.1.2 share}`."""
    return text_of(_writer(rated).words_of(text))


@lru_cache(maxsize=32)
def _writer(rated: RatedBundle) -> Writer:
    return writer(rated)


# The same digest is the same report; composing it takes some tenths of a second.
@lru_cache(maxsize=32)
def _report(rated: RatedBundle) -> str:
    return html(compose(rated))
