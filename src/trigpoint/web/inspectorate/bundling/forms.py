"""The form that loads a file into an inspection."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.problems import Problem, UnusableFileError
from trigpoint.inspectorate.parts.names import TITLES, PartName, Values
from trigpoint.inspectorate.parts.queries import PartsPiece
from trigpoint.record.versioned import Versioned
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.forms import CHANGED, BothVersions, Form, VersionedForm
from trigpoint.web.inspectorate.bundling.differences import differing

BIGGEST = 2_000_000
MOST_PROBLEMS = 20
INTERVIEWS = "interviews"
KINDS = (".yaml", ".yml", ".json")


class LoadFileForm(Form):
    """A Bundle as a file, and why it changes what the inspection holds.

    `seen` are the versions of the parts when the page was opened, by which a change that somebody else made since is
    known.
    """

    YOURS: ClassVar = "What your file has"

    seen = fields.hidden_json()
    bundle = fields.file(
        "The inspection's file",
        largest=BIGGEST,
        hint="As it is downloaded here, or written by hand, in YAML or JSON, of up to 2 MB.",
    )
    reason = fields.recorded_text(
        "Why it changes", hint="Needed only where the inspection holds something already.", required=False
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's
        seen: Mapping[PartName, int],
        interviews: Mapping[str, int],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        self._newest = _seen_on_page(seen, interviews)
        super().__init__(*args, initial={"seen": self._newest}, **kwargs)
        self._overtaken: tuple[BothVersions, ...] = ()

    def clean_seen(self) -> dict[str, object]:
        """Return the versions that were seen, by part."""
        seen = self.cleaned_data["seen"]
        if not isinstance(seen, dict):
            raise ValidationError("The page did not say which versions it showed")
        return seen

    @property
    def seen_versions(self) -> dict[PartName, int]:
        """Part → the version that was seen; a part that is not known here was not seen."""
        seen = self.cleaned_data["seen"]
        names = {name.value for name in PartName}
        return {PartName(name): number for name, number in seen.items() if name in names and isinstance(number, int)}

    @property
    def seen_interviews(self) -> dict[str, int]:
        """Case type → number of interviews held, as the page showed them."""
        numbers = self.cleaned_data["seen"].get(INTERVIEWS)
        entries = numbers.items() if isinstance(numbers, dict) else ()
        return {case_type: number for case_type, number in entries if isinstance(number, int)}

    def note_overtaken(self, in_file: Values, now: PartsPiece) -> None:
        """Remember the parts of the file that somebody else has changed, with both versions of each."""
        self._overtaken = tuple(
            BothVersions(TITLES[part].capitalize(), *differing(value, now.values.get(part)))
            for part, value in in_file.items()
        )
        self._newest = _seen_on_page(now.numbers, self.seen_interviews)

    def show_both_versions(self, current: Versioned) -> None:  # noqa: ARG002 - a form of one row shows that row
        """Say which parts somebody else has changed. Sent again, the file takes the place of their version."""
        self.both_versions = self._overtaken
        self.add_error(None, CHANGED)
        self.data = {**self.data.dict(), self.add_prefix("seen"): json.dumps(self._newest)}  # type: ignore[attr-defined]

    def clean_bundle(self) -> Bundle:
        """Return the Bundle in the file. Every problem of the file is an error of the form."""
        sent = self.cleaned_data["bundle"]
        kind = Path(sent.name).suffix.lower()
        if kind not in KINDS:
            raise ValidationError("The file must be a YAML or JSON file")
        if sent.size > BIGGEST:
            raise ValidationError("The file must be 2 MB or smaller")
        text = sent.read()
        if text.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise ValidationError("The file must be saved as UTF-8: this one is UTF-16")
        # Asked before all of it is read, which takes long: a Bundle in JSON is one object.
        if kind == ".json" and not text.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            raise ValidationError("The file must be an inspection's file: it does not begin with '{'")
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"inspection{kind}"
            file.write_bytes(text)
            try:
                return load_bundle(file).bundle
            except UnusableFileError as error:
                shown = error.problems[:MOST_PROBLEMS]
                sentences = [sentence(problem).replace(str(file), "the file") for problem in shown]
                if len(shown) < len(error.problems):
                    sentences.append(f"The file has {error.number}: these are the first {MOST_PROBLEMS}.")
                raise ValidationError([forms.ValidationError(text) for text in sentences]) from None


def _seen_on_page(parts: Mapping[PartName, int], interviews: Mapping[str, int]) -> dict[str, object]:
    """What a page says that it showed, for the form to send back: the versions of parts, and the interviews held."""
    return {**{name.value: number for name, number in parts.items()}, INTERVIEWS: dict(interviews)}


def sentence(problem: Problem) -> str:
    """A problem as a line of the error summary: 'Line 3, inspection › title: found 7; expected words. To fix: ...'."""
    line = f"line {problem.line}" if problem.line else ""
    where = ", ".join(part for part in (line, problem.place) if part) or "the file"
    parts = [f"{word} {what}" for word, what in (("found", problem.actual), ("expected", problem.expected)) if what]
    fix = f" To fix: {_with_full_stop(problem.fix)}" if problem.fix else ""
    return f"{where[:1].upper()}{where[1:]}: {_with_full_stop('; '.join(part.rstrip('.') for part in parts))}{fix}"


def _with_full_stop(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


class TakeOverForm(VersionedForm):
    """Why the register's context figures are taken over again."""

    reason = fields.recorded_text("Why they are taken over", hint="For example, what was corrected.")
