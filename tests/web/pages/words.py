"""The words of a page, as somebody reads them: no tags, and one blank between words."""

from html.parser import HTMLParser
from typing import Any


class _Words(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self._in_main = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as HTMLParser has it
        self._in_main |= tag == "main"

    def handle_endtag(self, tag: str) -> None:
        self._in_main &= tag != "main"

    def handle_data(self, data: str) -> None:
        if self._in_main:
            self.said.append(data)


def words(answer: Any) -> str:
    """Return what stands in the main part of a page that was answered with."""
    return " ".join(" ".join(_Words(answer.content.decode()).said).split())
