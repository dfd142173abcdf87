"""Forms about case lists."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from trigpoint.bundle.case_list.layout import CaseListLayout
from trigpoint.bundle.case_list.mapping import ColumnPlan, UnknownWord
from trigpoint.bundle.case_list.table import Table, read_table
from trigpoint.bundle.case_list.unreadable import MOST_BYTES, UnreadableListError
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.dates import DateField
from trigpoint.web.govuk.forms import Form, VersionedForm


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that could be read as a list."""

    name: str
    content: bytes
    table: Table


class UploadForm(Form):
    """A list as a file, and what it is."""

    submission = fields.submission()
    case_type = fields.radios("Which list is it?", [], error="Select which list it is")
    supplier = fields.text(
        "Which case system is it from?",
        hint="What its columns and words mean is remembered under this name. Write 'template' if you used ours.",
        longest=80,
        width="20",
    )
    drawn_up = DateField("Day on which the list was drawn up")
    file = fields.file(
        "The list", hint="CSV, XLSX or ODS, of up to 5 MB, headings in its first row. References only: no names."
    )

    def __init__(self, *args: object, layout: CaseListLayout, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.id, one.name[:1].upper() + one.name[1:]) for one in layout.case_types]
        self.fields["case_type"].choices = choices  # type: ignore[attr-defined]

    def clean_file(self) -> SentFile:
        """Return the file's content and table. What is wrong with it is an error of the form."""
        sent = self.cleaned_data["file"]
        content = sent.read(MOST_BYTES + 1)
        try:
            return SentFile(sent.name[-200:], content, read_table(content, sent.name))
        except UnreadableListError as error:
            raise ValidationError([forms.ValidationError(one) for one in error.sentences]) from None


class ColumnsForm(VersionedForm):
    """Which heading holds each column that is asked for, and what each word that is not known means."""

    def __init__(
        self,
        *args: object,
        headings: Sequence[str],
        words: Sequence[UnknownWord],
        layout: CaseListLayout,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.layout, self.words = layout, words
        choices = [(one, one) for one in dict.fromkeys(headings) if one.strip()]
        for column in layout.columns:
            none = "Choose a column"
            self.fields[f"column-{column.id}"] = fields.select(column.label, choices, hint=column.hint, none=none)
        attributes = {one.id: one for one in layout.attribute_layouts}
        for word in words:
            attribute = attributes[word.attribute]
            values = [(value.id, value.label) for value in attribute.attribute.values]
            label = f"'{word.word}' in '{attribute.column.label}' means"
            times = "Stands in the list once" if word.times == 1 else f"Stands in the list {word.times} times"
            field = fields.select(label, values, hint=times, required=False, none="I do not know: leave it as a fault")
            self.fields[_name(word)] = field

    def plan(self, before: ColumnPlan) -> ColumnPlan:
        """Return what columns and words mean, by what was chosen and by what was known before."""
        said = self.cleaned_data
        values = {attribute: dict(words) for attribute, words in before.values.items()}
        for word in self.words:
            if said[_name(word)]:
                values.setdefault(word.attribute, {})[word.word] = said[_name(word)]
        return ColumnPlan({one.id: said[f"column-{one.id}"] for one in self.layout.columns}, values)


def _name(word: UnknownWord) -> str:
    """A field's name for a word, whatever signs it is written with."""
    return f"word-{word.attribute}-{hashlib.sha256(word.word.encode()).hexdigest()[:16]}"
