"""The forms on a page, as a browser would find them, and odd things to type into them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import strategies as st

# What stands in them is not shown again, or is not for people.
NEVER_KEPT = {"password", "hidden", "file"}

ODD = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=60),
    st.sampled_from(
        [
            "",
            " ",
            "\x00",
            "x" * 6_000,
            "9" * 40,
            "-1",
            "1e400",
            "NaN",
            "٣",
            "2027-02-31",
            "<script>alert(1)</script>",
            "' OR 1=1 --",
            "{{ 7 * 7 }}",
            "../../etc/passwd",
            "a@b",
            "line\r\nline",
            "\u202eright to left",
            "00000000-0000-0000-0000-000000000000",
        ]
    ),
)
FILES = st.tuples(
    st.sampled_from(["a.json", "a.yaml", "a.zip", "a", "\u202ea.json", ".json"]),
    st.one_of(st.binary(max_size=200), st.sampled_from([b"{}", b"[" * 2_000, b"a: &a [*a]", b"\xff\xfe"])),
)


@dataclass
class Field:
    """One field: its kind, what stands in it, and what may be chosen."""

    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)


class Forms(HTMLParser):
    """The fields of the forms that a page sends with POST, but for the one that signs out."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self.faults = False
        self._in_main = self._in_form = False
        self._open: Field | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self._in_main |= tag == "main"
        self.faults |= "govuk-error-summary" in said.get("class", "").split()
        if tag == "form":
            self._in_form = self._in_main and said.get("method", "").lower() == "post"
        elif self._in_form and said.get("name", "csrfmiddlewaretoken") != "csrfmiddlewaretoken":
            self._field(tag, said)
        elif tag == "option" and self._open is not None:
            self._open.choices.append(said.get("value", ""))
            if "selected" in said:
                self._open.value = said.get("value", "")

    def _field(self, tag: str, said: dict[str, str]) -> None:
        kind = said.get("type", "text") if tag == "input" else tag
        if kind not in {"radio", "checkbox"}:
            self._open = self.fields[said["name"]] = Field(kind, said.get("value", ""))
            return
        found = self.fields.setdefault(said["name"], Field(kind))
        found.choices.append(said.get("value", ""))
        if "checked" in said:
            found.value = said.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._open is not None and self._open.kind == "textarea":
            self._open.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._in_form = False
        if tag in {"textarea", "select"}:
            self._open = None


@st.composite
def typed(draw: st.DrawFn, fields: dict[str, Field]) -> dict[str, object]:
    """Something in every field: what stood there, a choice that there is, or anything at all."""
    said: dict[str, object] = {}
    for name, one in fields.items():
        if one.kind == "file":
            said[name] = SimpleUploadedFile(*draw(FILES))
        else:
            said[name] = draw(st.one_of(ODD, st.sampled_from([one.value, *one.choices])))
    return said


def lost(said: dict[str, object], after: dict[str, Field]) -> dict[str, object]:
    """What was typed and no longer stands in its field. A choice that there never was cannot stand there."""
    return {
        name: value
        for name, value in said.items()
        if name in after
        and after[name].kind not in NEVER_KEPT
        and (not after[name].choices or value in after[name].choices)
        and _plain(after[name].value) != _plain(str(value))
    }


def _plain(value: str) -> str:
    """White space is left aside: a browser sends no line breaks from one line, and writes them as it likes in many."""
    return " ".join(value.split())
