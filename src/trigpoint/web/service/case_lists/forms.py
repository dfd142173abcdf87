"""Forms about case lists: an upload, answers to what was asked about it, and the service's word that it is right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django import forms
from django.core.exceptions import ValidationError

from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.case_lists.questions import Question, QuestionKind
from trigpoint.english import count_of
from trigpoint.inspectorate.sampling.actions.lists import Upload
from trigpoint.sameness import heading_key
from trigpoint.tables.sheets_read import SheetsRead, read_sheets
from trigpoint.tables.unreadable import MOST_BYTES, UnreadableListError
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.dates import DateField
from trigpoint.web.govuk.forms import Form, VersionedForm

ALL_LISTS: Final = "all-lists"
"""The choice of an upload for a workbook with a sheet for each list."""
OPEN: Final = "-still-open-"
"""The choice of a question by which it stays open, or is so again."""
_NO_CHOICE: Final = "Select one of the answers that are listed"
# A few choices stand below each other; of more, and where nothing has to be chosen, one opens a list.
_FEW_CHOICES: Final = 12


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that could be read as a list."""

    name: str
    content: bytes
    sheets: SheetsRead


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
        hint="CSV, XLSX or ODS, of up to 5 MB. References only: no names.",
    )

    def __init__(self, *args: object, layout: CaseListLayout, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.layout, self.today = layout, today
        choices = [(case_type.id, case_type.name[:1].upper() + case_type.name[1:]) for case_type in layout.case_types]
        if len(choices) > 1:
            every = "Both lists" if len(choices) == 2 else "All lists"
            choices.append((ALL_LISTS, f"{every}: a workbook with a sheet for each"))
        self.fields["case_type"].choices = choices  # type: ignore[attr-defined]

    @property
    def uploads(self) -> tuple[Upload, ...]:
        """The lists that a valid form holds, as the action takes them: one, or one of each case type."""
        typed = self.cleaned_data
        file: SentFile = typed["file"]
        case_types = (
            [case_type.id for case_type in self.layout.case_types]
            if typed["case_type"] == ALL_LISTS
            else [typed["case_type"]]
        )
        return tuple(
            Upload(case_type, typed["supplier"], typed["drawn_up"], file.name, file.content, file.sheets)
            for case_type in case_types
        )

    def clean_drawn_up(self) -> date:
        """Return the day; one to come is a slip."""
        day: date = self.cleaned_data["drawn_up"]
        if day > self.today:
            raise ValidationError("Day on which the list was drawn up must be today or in the past")
        return day

    def clean_file(self) -> SentFile:
        """Return the file's content and sheets. What is wrong with it is an error of the form."""
        sent = self.cleaned_data["file"]
        content = sent.read(MOST_BYTES + 1)
        try:
            sheets = read_sheets(content, sent.name, self.layout.headings)
        except UnreadableListError as error:
            raise ValidationError([forms.ValidationError(sentence) for sentence in error.sentences]) from None
        lists = [sheet for sheet in sheets.possible if sheet.is_visible]
        if self.cleaned_data.get("case_type") == ALL_LISTS and len(lists) < len(self.layout.case_types):
            raise ValidationError(
                f"The file has {count_of(len(lists), 'sheet')} with our headings. Select which list it is"
            )
        return SentFile(sent.name[-200:], content, sheets)


class AnswersForm(VersionedForm):
    """Questions about a list. One that is not answered stays as it is, so some of them can be answered at a time."""

    def __init__(self, *args: object, questions: Sequence[Question], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[question.id] = _field(question)

    @property
    def answers(self) -> Mapping[str, tuple[str, ...]]:
        """Question's id → what was chosen, where it is another answer; nothing where the question is open again."""
        answers = {}
        for question in self.questions:
            chosen = _chosen(self.cleaned_data.get(question.id))
            values = tuple(choice.value for choice in question.choices if _in_form(choice.value) in chosen)
            if chosen and values != question.answer:
                answers[question.id] = values
        return answers

    def clean(self) -> dict[str, object]:
        """Refuse one heading for two columns: one of them would be a copy of the other, and nobody would see it."""
        typed: dict[str, object] = self.cleaned_data
        taken: dict[str, Question] = {}
        for question in self.questions:
            if question.kind is QuestionKind.HEADING:
                heading = heading_key(str(typed.get(question.id) or ""))
                before = taken.setdefault(heading, question) if heading and heading != OPEN else question
                if before is not question:
                    self.add_error(
                        question.id, "This heading is chosen for another column as well. Choose one for each"
                    )
        return dict(typed)


class ConfirmForm(VersionedForm):
    """The service's word that what was read is its list. `of` names what is read by its hash, and in words."""

    confirmed = fields.tick("Is this the list that you mean to send?")

    def __init__(self, *args: object, of: tuple[str, str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["confirmed"]
        field.choices = [of]  # type: ignore[attr-defined]
        field.error_messages["required"] = "Tick the box if what was read is the list that you mean to send"
        field.error_messages["invalid_choice"] = (
            "What was read has changed since you opened this page. Read it as it is now, then tick the box"
        )


class ConfirmAgainForm(ConfirmForm):
    """The service's word, and why the list takes the place of one that came in for the same draw."""

    reason = fields.recorded_text(
        "Why this list takes the place of the one that you sent",
        hint="The inspectorate reads this, and the report prints it.",
    )


def _field(question: Question) -> forms.ChoiceField:
    choices = [(_in_form(choice.value), choice.label) for choice in question.choices]
    if question.several:
        return _boxes(question, choices)
    if question.arose or question.kind is QuestionKind.WORD:
        choices.append((OPEN, _NOT_KNOWN.get(question.kind, "I do not know yet")))
    field = (
        fields.radios(question.text, choices, hint=question.hint, error=_NO_CHOICE)
        if question.arose and len(choices) <= _FEW_CHOICES
        else fields.select(question.text, choices, hint=question.hint, none="Choose one")
    )
    field.error_messages["invalid_choice"] = _NO_CHOICE
    field.required = False
    field.initial = _in_form(question.answer[0]) if question.answer else None
    return field


def _boxes(question: Question, choices: list[tuple[str, str]]) -> forms.MultipleChoiceField:
    field = forms.MultipleChoiceField(
        label=question.text,
        help_text=question.hint,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        initial=[_in_form(value) for value in question.answer],
    )
    field.error_messages["invalid_choice"] = _NO_CHOICE
    return field


_NOT_KNOWN: Final[Mapping[QuestionKind, str]] = {
    QuestionKind.WORD: "I do not know: I will mend it in the file",
    QuestionKind.HEADING: "I do not know, or it is missing: I will mend the file",
}


def _in_form(value: str) -> str:
    """A choice as a browser sends it back: a heading may hold a line break, which browsers write in another way."""
    return " ".join(value.split())


def _chosen(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),) if value else ()
