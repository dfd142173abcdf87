"""Accessibility rules on every page that somebody may open."""

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from tests.access.walking import NOBODY, matrix, names_and_kwargs, published
from tests.browser.site.conftest import Site

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Answers that are files or ways elsewhere, and no pages.
NO_PAGES = {
    "mfa_download_recovery_codes",
    "openid_connect_login",
    "openid_connect_callback",
    "checkpoint",
    "certificate",
    "drawn_list",
    "own_certificate",
    "own_drawn_list",
    "annotated_list",
    "list_template_csv",
    "list_template_xlsx",
}


def pages_of(who: str, parts: dict[str, object]) -> list[str]:
    """The addresses of all pages that the table lets somebody open."""
    kwargs = names_and_kwargs()
    return [
        reverse(door.name, kwargs={name: (parts | published(door.name))[name] for name in kwargs[door.name]})
        for door, said in matrix().items()
        if door.method == "GET" and door.object != "other" and said[who] == "yes" and door.name not in NO_PAGES
    ]


def window_of(site: Site, who: str, width: int) -> Page:
    """A window in which somebody is signed in already."""
    page = site.window(width)
    if who != NOBODY:
        client = Client()
        client.force_login(site.world.people[who], "allauth.account.auth_backends.AuthenticationBackend")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site.address}])
    return page


def faults_on(page: Page, address: str) -> list[str]:
    """What axe finds on a page, where it is wider than its window, and what its policy blocked."""
    blocked: list[str] = []
    page.on("console", lambda said: blocked.append(said.text) if "Content Security Policy" in said.text else None)
    answer = page.goto(address)
    assert answer is not None
    found = [f"status {answer.status}"] if answer.status >= 500 else []
    violations = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    found += [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in violations]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found + ([f"{wide} pixels too wide"] if wide > 0 else []) + blocked
