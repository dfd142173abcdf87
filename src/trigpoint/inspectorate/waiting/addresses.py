"""Where something is done: the address of its page, for pages and for e-mails."""

from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from trigpoint.inspectorate.progress.remedies import Page

# Pages that are about no inspection.
_ALONE: Final = {Page.PEOPLE}


def address(page: Page, reference: str, thing: UUID | str | None) -> str:
    """The address of a page about an inspection, and about something of it where `thing` names one."""
    if page in _ALONE:
        return reverse(page.value)
    if isinstance(thing, UUID):
        return reverse(page.value, args=[reference, thing])
    query = f"?{urlencode({'purpose': thing})}" if thing else ""
    return reverse(page.value, args=[reference]) + query
