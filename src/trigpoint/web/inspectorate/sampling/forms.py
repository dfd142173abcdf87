"""Forms of the sample."""

from trigpoint.record.versioned import Versioned
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.forms import Form, VersionedForm


class SeedForm(Form):
    """That a seed is to be fixed."""


class DrawForm(Form):
    """That the sample is to be drawn.

    `number` is that of the draw to come, so that sent twice it draws once; `seen` the hash of what the page said it
    would be drawn from.
    """

    number = fields.hidden()
    seen = fields.hidden()

    def say_lists_changed(self) -> None:
        """Say that something else would be drawn from by now; sent again, the form is about that."""
        self.add_error(
            None,
            "The lists or the exclusions have changed since you opened this page. Nothing was drawn. The page says "
            "what the sample would be drawn from now: read it, and send this again if you still want to.",
        )
        self.data = {**self.data.dict(), "seen": self.initial["seen"]}  # type: ignore[attr-defined]


class DrawAgainForm(DrawForm):
    """That the sample is to be drawn again, and why."""

    reason = fields.long_text("Why the sample is drawn again", hint="The service reads this.", longest=500)


class ExcludeForm(Form):
    """A case that is not to be drawn, and why."""

    case = fields.text("Case reference", longest=40, width="20")
    why = fields.radios("Why the case cannot be read", [], error="Select why the case cannot be read")

    def __init__(self, *args: object, reasons: tuple[str, ...], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].choices = [(one, one) for one in reasons]  # type: ignore[attr-defined]


class ConfirmForm(VersionedForm):
    """That a case stays excluded. `row` is the hash of the row that the page showed."""

    row = fields.hidden()


class ReadmitForm(VersionedForm):
    """Why an excluded case takes part after all."""

    reason = fields.long_text("Why the case takes part again", longest=500)


class TakeOutForm(Form):
    """A case that leaves the sample, and why. `seen` is the hash of the certificate that the page showed."""

    seen = fields.hidden()
    case = fields.select("Case", [])
    why = fields.radios("Why the case cannot be read", [], error="Select why the case cannot be read")

    def __init__(self, *args: object, cases: tuple[str, ...], reasons: tuple[str, ...], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case"].choices = [("", "Choose a case"), *((one, one) for one in cases)]  # type: ignore[attr-defined]
        self.fields["why"].choices = [(one, one) for one in reasons]  # type: ignore[attr-defined]

    def show_both_versions(self, theirs: Versioned) -> None:
        """Say that the sample was changed meanwhile; sent again, the form is about the sample as it is now."""
        super().show_both_versions(theirs)
        self.data = {**self.data, "seen": self.initial["seen"]}
