"""A date in three boxes: day, month and year, as people type them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from trigpoint.web.govuk.fields import with_article

# No date of an inspection is outside; a year of two figures, or a slip of the hand, is.
FIRST_YEAR, LAST_YEAR = 2000, 2099
MONTHS = tuple(date(2000, month, 1).strftime("%B").lower() for month in range(1, 13))


class DateBoxes(forms.MultiWidget):
    """Three boxes. What was typed into them comes back as it was."""

    def __init__(self) -> None:
        super().__init__([forms.TextInput, forms.TextInput, forms.TextInput])

    def decompress(self, value: date | None) -> list[str]:
        """Return what the boxes hold for a date."""
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]


class DateField(forms.MultiValueField):
    """A date. Its errors name what is missing or wrong, by the field's label."""

    def __init__(self, label: str, *, hint: str = "For example, 27 3 2027", required: bool = True) -> None:
        wrong = dict.fromkeys(("max_length", "null_characters_not_allowed"), f"{label} must be a real date")
        boxes = [forms.CharField(required=False, max_length=20, error_messages=wrong) for _ in range(3)]
        super().__init__(
            boxes, label=label, help_text=hint, required=required, require_all_fields=False, widget=DateBoxes()
        )
        self.error_messages["required"] = f"Enter {with_article(label, 'the')}"

    def compress(self, data_list: Sequence[Any]) -> date | None:
        """Return the date in the boxes, or None. Raises ValidationError with what is missing or wrong."""
        typed = [str(box or "").strip() for box in data_list]
        if not any(typed):
            # Three boxes of white space are not empty to Django, which then leaves the question to us.
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        missing = [name for name, text in zip(("day", "month", "year"), typed, strict=True) if not text]
        if missing:
            raise ValidationError(f"{self.label} must include a {' and a '.join(missing)}")
        if typed[2].isascii() and typed[2].isdigit() and not FIRST_YEAR <= int(typed[2][:9]) <= LAST_YEAR:
            raise ValidationError(f"{self.label} must have a year between {FIRST_YEAR} and {LAST_YEAR}")
        try:
            return date(_number(typed[2]), _month(typed[1]), _number(typed[0]))
        except ValueError:
            raise ValidationError(f"{self.label} must be a real date") from None


def _month(typed: str) -> int:
    """A month as a number or as a name, at least its first three letters."""
    named = [number for number, name in enumerate(MONTHS, 1) if len(typed) >= 3 and name.startswith(typed.lower())]
    return named[0] if named else _number(typed)


def _number(typed: str) -> int:
    """A number in plain digits; a year has four of them."""
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 4):
        raise ValueError(typed)
    return int(typed)
