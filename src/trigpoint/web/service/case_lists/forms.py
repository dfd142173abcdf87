"""Forms about case lists."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.inspectorate.sampling.actions.lists import Upload
from trigpoint.sameness import code_key, heading_key
from trigpoint.tables.mapping import ColumnPlan, GivenWord
from trigpoint.tables.sheets_read import read_table
from trigpoint.tables.table import Table
from trigpoint.tables.unreadable import MOST_BYTES, UnreadableListError
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
        named="The name of the case system",
    )
    drawn_up = DateField("Day on which the list was drawn up")
    file = fields.file(
        "The list",
        largest=MOST_BYTES,
        hint="CSV, XLSX or ODS, of up to 5 MB, headings in its first row. References only: no names.",
    )

    def __init__(self, *args: object, layout: CaseListLayout, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.layout, self.today = layout, today
        choices = [(case_type.id, case_type.name[:1].upper() + case_type.name[1:]) for case_type in layout.case_types]
        self.fields["case_type"].choices = choices  # type: ignore[attr-defined]

    @property
    def upload(self) -> Upload:
        """The list that a valid form holds, as the action takes it."""
        typed = self.cleaned_data
        file: SentFile = typed["file"]
        return Upload(typed["case_type"], typed["supplier"], typed["drawn_up"], file.name, file.content, file.table)

    def clean_drawn_up(self) -> date:
        """Return the day; one to come is a slip."""
        day: date = self.cleaned_data["drawn_up"]
        if day > self.today:
            raise ValidationError("Day on which the list was drawn up must be today or in the past")
        return day

    def clean_file(self) -> SentFile:
        """Return the file's content and table. What is wrong with it is an error of the form."""
        sent = self.cleaned_data["file"]
        content = sent.read(MOST_BYTES + 1)
        try:
            return SentFile(sent.name[-200:], content, read_table(content, sent.name, self.layout.headings))
        except UnreadableListError as error:
            raise ValidationError([forms.ValidationError(sentence) for sentence in error.sentences]) from None


class ColumnsForm(VersionedForm):
    """Which heading holds each column that is asked for, and what each word that is none of ours means."""

    def __init__(
        self,
        *args: object,
        headings: Sequence[str],
        words: Sequence[GivenWord],
        layout: CaseListLayout,
        case_type: str,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.layout, self.words = layout, words
        choices = [(heading, heading) for heading in dict.fromkeys(headings) if heading.strip()]
        for column in layout.columns:
            none = "Choose a column"
            self.fields[f"column-{column.id}"] = fields.select(column.label, choices, hint=column.hint, none=none)
        labels = {column.id: column.label for column in layout.columns}
        for word in words:
            values = [(value.id, value.label) for value in layout.values_of(word.attribute, case_type)]
            label = f"'{word.word}' in '{labels[word.attribute]}' means"
            times = "Is in the list once" if word.times == 1 else f"Is in the list {word.times} times"
            field = fields.select(label, values, hint=times, required=False, none="I do not know: leave it as a fault")
            field.initial = word.value
            self.fields[_name(word)] = field

    def clean(self) -> dict[str, object]:
        """Refuse one heading for two columns: one of them would be a copy of the other, and nobody would see it."""
        typed: dict[str, str] = self.cleaned_data
        taken: dict[str, str] = {}
        for column in self.layout.columns:
            heading = heading_key(typed.get(f"column-{column.id}", ""))
            before = taken.setdefault(heading, column.label) if heading else column.label
            if before != column.label:
                self.add_error(f"column-{column.id}", f"{column.label} must be another column than {before}")
        return dict(typed)

    def plan(self, before: ColumnPlan) -> ColumnPlan:
        """Return what columns and words mean, by what was chosen and by what was known before."""
        typed = self.cleaned_data
        values = {attribute: dict(words) for attribute, words in before.values.items()}
        for word in self.words:
            others = {
                other: value for other, value in values.get(word.attribute, {}).items() if not _same(other, word.word)
            }
            meant = {word.word: typed[_name(word)]} if typed[_name(word)] else {}
            values[word.attribute] = others | meant
        return ColumnPlan({column.id: typed[f"column-{column.id}"] for column in self.layout.columns}, values)


def _same(word: str, other: str) -> bool:
    return code_key(word) == code_key(other)


def _name(word: GivenWord) -> str:
    """A field's name for a word, whatever signs it is written with."""
    return f"word-{word.attribute}-{hashlib.sha256(word.word.encode()).hexdigest()[:16]}"


class ReplaceForm(VersionedForm):
    """Why a list takes the place of one that came in for the same draw."""

    reason = fields.recorded_text(
        "Why this list takes the place of the one that you sent",
        hint="The inspectorate reads this, and the report prints it.",
    )
