"""Where somebody is signed in: this browser first, and each in words."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView

# In this order: most browsers also call themselves by the names of those that they descend from.
_BROWSERS: Final = (
    ("Edge", r"\bEdg(e|A|iOS)?/"),
    ("Opera", r"\bOPR/"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Firefox", r"\b(Firefox|FxiOS)/"),
    ("Chrome", r"\b(Chrome|CriOS)/"),
    ("Safari", r"\bVersion/.* Safari/"),
)
_SYSTEMS: Final = (
    ("Windows", r"\bWindows NT\b"),
    ("an iPhone", r"\biPhone\b"),
    ("an iPad", r"\biPad\b"),
    ("Android", r"\bAndroid\b"),
    ("ChromeOS", r"\bCrOS\b"),
    ("a Mac", r"\bMac OS X\b"),
    ("Linux", r"\bLinux\b"),
)


@dataclass(frozen=True, slots=True)
class Browser:
    """One browser in which somebody is signed in, since when, and from which machine."""

    words: str
    is_this_one: bool
    since: datetime
    machine: str


class WhereSignedIn(ListUserSessionsView):  # type: ignore[misc]
    """allauth's page, with this browser first and the others from the newest on."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """The values of the page."""
        values: dict[str, object] = super().get_context_data(**kwargs)
        sessions: list[UserSession] = values["sessions"]  # type: ignore[assignment]
        browsers = [_browser(session) for session in sessions]
        newest_first = sorted(browsers, key=lambda one: one.since, reverse=True)
        return values | {"browsers": sorted(newest_first, key=lambda one: not one.is_this_one)}


def in_words(user_agent: str) -> str:
    """Browser and system, such as 'Firefox on Windows'; what the browser calls itself where either is not known."""
    browser, system = _first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent)
    return f"{browser} on {system}" if browser and system else user_agent or "An unknown browser"


def _browser(session: UserSession) -> Browser:
    return Browser(in_words(session.user_agent), session.is_current(), session.created_at, session.ip)


def _first(names: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for name, pattern in names if re.search(pattern, user_agent)), "")
