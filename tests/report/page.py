"""An HTML page as a flat list of elements in reading order, enough to state rules about its structure."""

from dataclasses import dataclass
from html.parser import HTMLParser

VOID = {"meta", "link"}


@dataclass
class Element:
    tag: str
    attrs: dict[str, str]
    within: tuple[str, ...]
    text: str = ""

    @property
    def id(self) -> str | None:
        return self.attrs.get("id")


class Page(HTMLParser):
    """The page's source and its elements; the text of an element holds that of all elements inside it."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(e.tag for e in self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        closed = self._open.pop()
        assert closed.tag == tag, f"</{tag}> closes <{closed.tag}>"

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, tag: str, **attrs: str) -> list[Element]:
        return [e for e in self.elements if e.tag == tag and attrs.items() <= e.attrs.items()]

    def one(self, tag: str, **attrs: str) -> Element:
        (found,) = self.all(tag, **attrs)
        return found
