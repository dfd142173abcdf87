"""The form that puts a file into an inspection."""

import tempfile
from pathlib import Path

from django import forms
from django.core.exceptions import ValidationError

from trigpoint.bundle.files import load_bundle
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.problems import UnusableFileError
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.forms import VersionedForm

BIGGEST = 2_000_000
KINDS = (".yaml", ".yml", ".json")


class FillForm(VersionedForm):
    """A Bundle as a file, and why it takes the place of the one before."""

    bundle = fields.file("The inspection's file", hint="A Bundle in YAML or JSON, of up to 2 MB.")
    reason = fields.long_text(
        "Why it is replaced",
        hint="Needed only where the inspection holds something already.",
        longest=500,
        required=False,
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
                said = [one.sentences().replace(f"{file}", "The file") for one in error.problems[:20]]
                raise ValidationError([forms.ValidationError(one) for one in said]) from None
