"""The form that puts a file into an inspection."""

import tempfile
from pathlib import Path

from django import forms
from django.core.exceptions import ValidationError

from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.problems import Problem, UnusableFileError
from trigpoint.english import count_of
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.forms import VersionedForm

BIGGEST = 2_000_000
MOST_PROBLEMS = 20
KINDS = (".yaml", ".yml", ".json")


class FillForm(VersionedForm):
    """A Bundle as a file, and why it takes the place of the one before."""

    bundle = fields.file("The inspection's file", hint="A Bundle in YAML or JSON, of up to 2 MB.")
    reason = fields.recorded_text(
        "Why it is replaced", hint="Needed only where the inspection holds something already.", required=False
    )

    def clean_bundle(self) -> Bundle:
        """Return the Bundle in the file. Every problem of the file is an error of the form."""
        sent = self.cleaned_data["bundle"]
        kind = Path(sent.name).suffix.lower()
        if kind not in KINDS:
            raise ValidationError("The file must be a YAML or JSON file")
        if sent.size > BIGGEST:
            raise ValidationError("The file must be 2 MB or smaller")
        text = sent.read()
        # Asked before all of it is read, which takes long: a Bundle in JSON is one object.
        if kind == ".json" and not text.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            raise ValidationError("The file must be a Bundle: it does not begin with '{'")
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"inspection{kind}"
            file.write_bytes(text)
            try:
                return load_bundle(file).bundle
            except UnusableFileError as error:
                said = [sentence(one).replace(str(file), "the file") for one in error.problems[:MOST_PROBLEMS]]
                rest = len(error.problems) - len(said)
                said += [f"The file has {count_of(rest, 'more problem')}."] if rest else []
                raise ValidationError([forms.ValidationError(one) for one in said]) from None


def sentence(problem: Problem) -> str:
    """A problem as a line of the error summary: 'Line 3, inspection › title: found 7; expected words. To fix: ...'."""
    where = (
        ", ".join(one for one in (f"line {problem.line}" if problem.line else "", problem.place) if one) or "the file"
    )
    said = [f"{word} {what}" for word, what in (("found", problem.actual), ("expected", problem.expected)) if what]
    mend = f" To fix: {_ended(problem.fix)}" if problem.fix else ""
    return f"{where[:1].upper()}{where[1:]}: {_ended('; '.join(one.rstrip('.') for one in said))}{mend}"


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
