"""Forms about readers and interviews."""

from collections.abc import Mapping
from datetime import date

from trigpoint.english import long_date
from trigpoint.inspectorate.assessment.interviews import Slot
from trigpoint.people.models import Person
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.forms import Form, VersionedForm


class AllocateForm(Form):
    """That the cases are to be allocated to readers."""


class PlanAgainForm(Form):
    """That the interviews outside the case week are to be planned again."""


class ConflictWithdrawnForm(VersionedForm):
    """Why a conflict that was declared is withdrawn."""

    reason = fields.recorded_text("Why the declaration is withdrawn")


class ReaderForm(VersionedForm):
    """Who reads a case instead, and why."""

    reader = fields.radios("Who reads the case?", [], error="Select who reads the case")
    reason = fields.recorded_text("Why it is moved")

    def __init__(self, *args: object, readers: tuple[Person, ...], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reader"].choices = [(str(reader.id), reader.name) for reader in readers]  # type: ignore[attr-defined]


class SlotForm(VersionedForm):
    """When an interview is instead."""

    slot = fields.select("When?", [])

    def __init__(self, *args: object, slots: tuple[Slot, ...], taken: Mapping[Slot, str], **kwargs: object) -> None:
        """`taken` is slot → by what it is taken, for this interview."""
        super().__init__(*args, **kwargs)
        shown = {slot: f"{slot.day:%A} {long_date(slot.day)}, {slot.start}" for slot in slots}
        choices = [(key(slot), f"{text}: {taken[slot]}" if slot in taken else text) for slot, text in shown.items()]
        self.fields["slot"].choices = [("", "Choose a slot"), *choices]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Slot:
        """The slot that was chosen."""
        on, _, start = self.cleaned_data["slot"].partition(" ")
        return Slot(date.fromisoformat(on), start)


class ConflictForm(Form):
    """Which case one cannot read."""

    case = fields.select("Which case can you not read?", [])

    def __init__(self, *args: object, cases: tuple[str, ...], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case"].choices = [("", "Choose a case"), *((case, case) for case in cases)]  # type: ignore[attr-defined]


def key(slot: Slot) -> str:
    """A slot as the value of a choice."""
    return f"{slot.day.isoformat()} {slot.start}"
