"""Forms of the sample."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from trigpoint.english import count_of
from trigpoint.record.versioned import Versioned
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.forms import Form, VersionedForm


class SeedForm(Form):
    """That a seed is to be fixed."""


class DrawForm(Form):
    """That the sample is to be drawn.

    `number` is that of the draw to come, so that sent twice it draws once; `seen` the hash of what the page said it
    would be drawn from. `answered` are the cases with answers: it asks whether they may go.
    """

    number = fields.hidden()
    seen = fields.hidden()
    with_answers = fields.tick("Cases with answers that may leave the sample")

    def __init__(self, *args: object, answered: Mapping[str, int], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        cases = ", ".join(f"{case} ({number})" for case, number in answered.items())
        error = "Tick the box if these cases may leave the sample with their answers"
        self.fields["with_answers"].help_text = f"{cases}. In brackets: how many answers are recorded of it."
        _ask(self, sha256(cases.encode()).hexdigest() if answered else "", "They may leave the sample", error)

    def say_lists_changed(self) -> None:
        """Say that the draw would be made from something else now; sent again, the form is about that."""
        self.add_error(
            None,
            "The lists or the exclusions have changed since you opened this page. Nothing was drawn. The page says "
            "what the sample would be drawn from now: read it, and send this again if you still want to.",
        )
        self.data = {**self.data.dict(), "seen": self.initial["seen"]}  # type: ignore[attr-defined]


class DrawAgainForm(DrawForm):
    """That the sample is to be drawn again, and why."""

    reason = fields.recorded_text("Why the sample is drawn again", hint="The service reads this.")


class ExcludeForm(Form):
    """A case that is not to be drawn, and why. `cases` are those on the lists that are not excluded."""

    case = fields.select("Case", [])
    why = fields.radios("Why the case cannot be read", [], error="Select why the case cannot be read")

    def __init__(self, *args: object, cases: Sequence[str], reasons: tuple[str, ...], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case"].choices = [("", "Choose a case"), *((case, case) for case in cases)]  # type: ignore[attr-defined]
        gone = "That case is excluded already, or on no list that has come in. Choose another one"
        self.fields["case"].error_messages["invalid_choice"] = gone
        self.fields["why"].choices = [(reason, reason) for reason in reasons]  # type: ignore[attr-defined]


class ConfirmForm(VersionedForm):
    """That a case stays excluded. `row` is the hash of the row that the page showed."""

    row = fields.hidden()


class ReadmitForm(VersionedForm):
    """Why an excluded case takes part after all."""

    reason = fields.recorded_text("Why the case takes part again")


class SeedWithdrawnForm(VersionedForm):
    """Why a seed is withdrawn."""

    reason = fields.recorded_text("Why the seed is withdrawn", hint="The service reads this.")


class TakeOutForm(Form):
    """A case that leaves the sample, and why. `seen` is the hash of the certificate that the page showed.

    `answered` are case → number of answers: of such a case it asks a second time. `gone` left the sample before.
    """

    seen = fields.hidden()
    case = fields.select("Case", [])
    why = fields.radios("Why the case cannot be read", [], error="Select why the case cannot be read")

    with_answers = fields.tick("What is recorded of the case")

    def __init__(
        self,
        *args: object,
        cases: tuple[str, ...],
        gone: Mapping[str, str | None],
        answered: Mapping[str, int],
        reasons: tuple[str, ...],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        labels = {case: f"{case}, {count_of(answered[case], 'answer')} recorded" for case in cases if case in answered}
        self.fields["case"].choices = [("", "Choose a case"), *((case, labels.get(case, case)) for case in cases)]  # type: ignore[attr-defined]
        self.fields["why"].choices = [(reason, reason) for reason in reasons]  # type: ignore[attr-defined]
        case = str(self.data.get("case", ""))
        self.answers = answered.get(case, 0)
        if case in gone:
            came = f" {gone[case]} took its place." if gone[case] else ""
            self.fields["case"].error_messages["invalid_choice"] = f"{case} is out of the sample already.{came}"
        number = count_of(self.answers, "answer")
        error = f"{number} {'is' if self.answers == 1 else 'are'} recorded of {case}. Tick the box to take it out"
        _ask(self, f"{case} {self.answers}" if self.answers else "", f"Take {case} out with its {number}", error)

    def show_both_versions(self, current: Versioned) -> None:
        """Say that the sample was changed meanwhile; sent again, the form is about the sample as it is now."""
        super().show_both_versions(current)
        self.data = {**self.data, "seen": self.initial["seen"]}


def _ask(form: Form, choice: str, words: str, error: str) -> None:
    """Let a form ask for its tick; '' for nothing to ask. A tick says yes to what the page named and to no more."""
    if not choice:
        del form.fields["with_answers"]
        return
    form.fields["with_answers"].choices = [(choice, words)]  # type: ignore[attr-defined]
    form.fields["with_answers"].error_messages |= dict.fromkeys(("required", "invalid_choice"), error)
