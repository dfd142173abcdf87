"""Form fields with GOV.UK's wording: each names itself in its errors, and keeps what was typed."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from trigpoint.bundle.unseen import odd_character

LONGEST_TEXT = 5_000
LONGEST_EMAIL = 254
LONGEST_PASSWORD = 200
# Under every text that goes into the record as it was typed: nothing can be removed from there.
KEPT_FOR_GOOD = "Do not name anybody. This stays in the record for good."
# Words that begin a label which takes no article.
_NO_ARTICLE = {"figures", "how", "national", "the", "what", "when", "which", "who", "why", "your"}


def text(
    label: str, *, hint: str = "", longest: int = 200, required: bool = True, width: str = "", named: str = ""
) -> forms.CharField:
    """One line of text. `named` is what errors call it, such as 'The case system', where its label is a question."""
    field = forms.CharField(label=label, help_text=hint, required=required)
    enter, name = f"Enter {with_article(named or label)}", named or label
    field.error_messages |= _messages(enter, name)
    field.validators += [_Fits(name, longest), _Seen(enter), _Plain(name)]
    field.widget.attrs["data-width"] = width
    return field


class _LongText(forms.CharField):
    """Several lines of text. Browsers send each line break as two characters, and whoever types it made one."""

    def to_python(self, value: Any) -> str:  # noqa: ANN401 - Django's signature
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")


def long_text(
    label: str, *, hint: str = "", longest: int = LONGEST_TEXT, required: bool = True, strip: bool = True
) -> forms.CharField:
    """Several lines of text. Without `strip` the space around it stays: what is in columns may begin with a gap."""
    widget = forms.Textarea(attrs={"rows": 5})
    field = _LongText(label=label, help_text=hint, required=required, widget=widget, strip=strip)
    field.error_messages |= _messages(f"Enter {with_article(label)}", label)
    field.validators += [_Fits(label, longest), _Seen(f"Enter {with_article(label)}"), _Plain(label)]
    return field


def recorded_text(label: str, *, hint: str = "", longest: int = 500, required: bool = True) -> forms.CharField:
    """Several lines of text that go into the record: a reason, a request, a reply."""
    return long_text(label, hint=f"{hint} {KEPT_FOR_GOOD}".strip(), longest=longest, required=required)


def email(label: str, *, hint: str = "") -> forms.EmailField:
    """An e-mail address."""
    field = forms.EmailField(label=label, help_text=hint, max_length=None)
    field.error_messages |= _messages(f"Enter {with_article(label)}", label)
    field.validators.append(_Fits(label, LONGEST_EMAIL))
    field.error_messages["invalid"] = "Enter an e-mail address in the right form, such as name@example.org"
    return field


def password(label: str, *, hint: str = "") -> forms.CharField:
    """A new password. It is the one thing that is not shown again after an error."""
    field = forms.CharField(
        label=label,
        help_text=hint,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    field.error_messages |= _messages("Enter a password", label)
    field.validators.append(_Fits(label, LONGEST_PASSWORD))
    return field


def radios(label: str, choices: list[tuple[str, str]], *, hint: str = "", error: str = "") -> forms.ChoiceField:
    """One of a few."""
    field = forms.ChoiceField(label=label, help_text=hint, choices=choices, widget=forms.RadioSelect)
    field.error_messages |= dict.fromkeys(("required", "invalid_choice"), error or f"Select {with_article(label)}")
    return field


def select(
    label: str, choices: list[tuple[str, str]], *, hint: str = "", required: bool = True, none: str = ""
) -> forms.ChoiceField:
    """One of many. `none` is the first line, which chooses nothing."""
    field = forms.ChoiceField(label=label, help_text=hint, choices=[("", none), *choices], required=required)
    field.error_messages |= dict.fromkeys(("required", "invalid_choice"), f"Select {with_article(label)}")
    return field


def number(label: str, *, least: int, most: int, hint: str = "") -> forms.IntegerField:
    """A whole number. Typed as text: a wheel that turns over a number box changes it unseen."""
    field = forms.IntegerField(label=label, help_text=hint, min_value=least, max_value=most, widget=forms.TextInput)
    wrong = f"{label} must be a whole number from {least:,} to {most:,}"
    field.error_messages |= dict.fromkeys(("required", "invalid"), wrong)
    for validator in field.validators:
        validator.message = wrong  # type: ignore[attr-defined]
    field.widget.attrs |= {"inputmode": "numeric", "data-width": "4"}
    return field


class SizedFile(forms.FileField):
    """A file of at most so many bytes: its page takes no larger request (edge/sizes.py)."""

    def __init__(self, *, largest: int, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(**kwargs)
        self.largest = largest


def file(label: str, *, largest: int, hint: str = "") -> SizedFile:
    """A file of at most `largest` bytes. A browser cannot keep it after an error: the page says so."""
    field = SizedFile(largest=largest, label=label, help_text=hint, max_length=200)
    field.error_messages |= dict.fromkeys(("required", "missing", "invalid"), f"Select {with_article(label)}")
    field.error_messages["empty"] = "The file is empty"
    field.error_messages["max_length"] = "The file's name must be 200 characters or fewer"
    return field


def tick(label: str) -> forms.MultipleChoiceField:
    """One box that has to be ticked. What exactly it says yes to is its choice, which the form names."""
    return forms.MultipleChoiceField(label=label, widget=forms.CheckboxSelectMultiple)


def version() -> forms.IntegerField:
    """Which version of a row the form was filled from."""
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, required=True)


class _HiddenJSON(forms.JSONField):
    """Values of a page of ours; a thousand brackets, or a number of a thousand figures, are none of ours."""

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - Django's signature
        try:
            return super().to_python(value)
        except (RecursionError, ValueError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def bound_data(self, data: Any, initial: Any) -> Any:  # noqa: ANN401 - Django's signature
        try:
            return super().bound_data(data, initial)
        except (RecursionError, ValueError):
            return initial


def hidden_json() -> forms.JSONField:
    """Values of several things that a page was about when it was opened, by name."""
    return _HiddenJSON(widget=forms.HiddenInput, required=False)


def hidden() -> forms.CharField:
    """What the page was about when it was opened."""
    return forms.CharField(widget=forms.HiddenInput, max_length=100)


def submission() -> forms.UUIDField:
    """The id of a form, made with its page: sent twice, it is one."""
    return forms.UUIDField(widget=forms.HiddenInput, required=True)


class _Fits:
    """Refuses a text that is too long, and says by how much: nothing that was typed is cut."""

    def __init__(self, label: str, longest: int) -> None:
        self.label, self.longest = label, longest

    def __call__(self, value: str) -> None:
        over = len(value) - self.longest
        if over > 0:
            raise ValidationError(
                f"{self.label} must be {self.longest:,} characters or fewer. It has {len(value):,}: take out {over:,}"
            )


class _Seen:
    """Refuses a text of characters that nobody sees: a link with that name could not be found on its page."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, value: str) -> None:
        if all(unicodedata.category(character)[0] in "CMZ" for character in value):
            raise ValidationError(self.message)


class _Plain:
    """Refuses what controls a terminal or turns the direction of text: words would look other than they are."""

    def __init__(self, label: str) -> None:
        self.label = label

    def __call__(self, value: str) -> None:
        # Django says the same of a null character.
        odd = odd_character(value.replace("\0", ""))
        if odd:
            raise ValidationError(f"{self.label} must not have characters that cannot be seen, such as {odd}")


def with_article(label: str, article: str = "") -> str:
    """A label as the rest of 'Enter ...': 'a title', 'an e-mail address', 'why the role ends'."""
    words = label[:1].lower() + label[1:]
    if words.split(" ", 1)[0] in _NO_ARTICLE:
        return words
    return f"{article or ('an' if words[0] in 'aeiou' else 'a')} {words}"


def _messages(required: str, label: str) -> dict[str, Any]:
    return {
        "required": required,
        "null_characters_not_allowed": f"{label} must not have characters that cannot be seen",
    }
