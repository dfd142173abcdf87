"""Accessibility rules on what the site answers, each part of an answer drawn once however many people get the same."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.access.walking import WHO
from tests.browser.site.shelf import AXE, Shelf
from trigpoint.people.roles import ROLES

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only what is wrong comes back: all that is right is much longer.
RUN = """async rules => {
    const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
    const faults = found.violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`);
    const root = document.documentElement;
    const wider = root.scrollWidth - root.clientWidth;
    return wider > 0 ? [...faults, `${wider} pixels too wide`] : faults;
}"""


def _any_of(names: Iterable[str]) -> str:
    """A pattern for any of the names, the longest first: one may begin with another."""
    return "|".join(re.escape(one) for one in sorted(names, key=len, reverse=True))


# What is another with every answer or every person and changes nothing about a page: secrets, numbers, names and titles.
VOLATILE = re.compile(
    r"""(?<=name="csrfmiddlewaretoken"\ value=")[^"]+ | (?<=name="sent_again"\ value=")[^"]+"""
    r"""| (?<=nonce=")[^"]+ | (?<=nonce-)[^']+ | [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"""
    rf"""| Invented\ (?:{_any_of(WHO)})\b | [\w.+-]+@[\w.-]+\.example"""
    rf"""| (?<=>)(?:{_any_of(one.title for one in ROLES)})(?=\ –|<)"""
    r"""| (?<=src="data:image/svg)[^"]+ | (?<=<strong\ class="tp-words">)[A-Z2-7\ ]{39} | (?<=<code>)\w+"""
    # Which page of a menu is open, and how it is called: each is looked at once with its own page.
    r"""| (?<=<title>)[^<]+ | \ aria-current="\w+\"""",
    re.VERBOSE,
)
# Where a part of a page begins that other pages have as well.
PART = re.compile(r"(?=<(?:header|nav|main|footer)\b)")


def parts_of(answer: Any) -> set[str]:
    """The parts of a page, each with the policy that it is shown under: header, menus, main and footer."""
    policy = VOLATILE.sub("", answer.headers.get("Content-Security-Policy", ""))
    return {policy + part for part in PART.split(VOLATILE.sub("", answer.content.decode()))}


@dataclass(frozen=True)
class Shown:
    """What somebody is shown: who, at which address, what was answered, and the status that it is to have."""

    who: str
    title: str
    path: str
    answer: Any
    status: int = 200

    def __str__(self) -> str:
        return f"{self.title} as {self.who}"


@dataclass
class Reader:
    """A phone's window, in which a page is drawn and looked over."""

    page: Page
    shelf: Shelf
    blocked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on(
            "console", lambda said: self.blocked.append(said.text) if "Content Security" in said.text else None
        )
        self.page.on("pageerror", lambda error: self.blocked.append(str(error)))

    def faults_of(self, every: Iterable[Shown]) -> dict[str, list[str]]:
        """Everything that is wrong with what people are shown, by who and where.

        A page that is put together of parts that were all looked at on other pages is not drawn again.
        """
        found: dict[str, list[str]] = {}
        drawn: set[str] = set()
        for one in every:
            faults = not_the_page(one)
            if not faults:
                parts = parts_of(one.answer)
                faults = [] if parts <= drawn else self.faults_on(one)
                drawn |= parts
            if faults:
                found[str(one)] = faults
        return found

    def faults_on(self, one: Shown) -> list[str]:
        """What axe finds on a page, where it is wider than its window, and what its policy blocked."""
        self.blocked.clear()
        address = self.shelf.put(one.path, one.answer)
        self.page.goto(address)
        if "http-equiv" in one.answer.content.decode():
            self.page.evaluate(AXE_SCRIPT)  # a report: its own policy lets no script in
        else:
            self.page.add_script_tag(url=AXE)  # kept by the browser, and so quicker
        found: list[str] = self.page.evaluate(RUN, RULES)
        elsewhere = [f"ends at {self.page.url}"] if self.page.url != address else []
        return found + elsewhere + self.blocked


def not_the_page(one: Shown) -> list[str]:
    """Why an answer is not the page that was meant; empty where it is."""
    answer = one.answer
    if answer.status_code != one.status:
        return [f"{answer.status_code} {answer.headers.get('Location', '')}, not {one.status}"]
    kind = answer.headers["Content-Type"]
    return [] if kind.startswith("text/html") else [f"no page but {kind}"]
