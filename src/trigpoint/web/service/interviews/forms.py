"""Forms about who comes: to one interview, and to all of them at once."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError

from trigpoint.english import long_date
from trigpoint.inspectorate.assessment.released import ReleasedInterview
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.forms import Form, VersionedForm

LONGEST: Final = 100
WHO_COMES: Final = "The case manager, or whoever knows the case. No child's name."


class ComesForm(VersionedForm):
    """Who comes to an interview."""

    comes = fields.text("Who comes", hint=WHO_COMES, longest=LONGEST)


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row as it was when its page was opened: its version, and who was to come."""

    version: int
    comes: str


class EveryComesForm(Form):
    """Who comes to each interview, with one box each. `seen` is box → the row as it was when the page was opened.

    A box that is as it was when the page was opened changes nothing, whatever anybody else has written meanwhile.
    """

    seen = fields.hidden_json()

    def __init__(self, *args: Any, rows: Sequence[ReleasedInterview], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, initial={"seen": _as_seen(rows)}, **kwargs)
        self.rows = {box: row for row, box in zip(rows, _boxes(rows).values(), strict=True)}
        for box, row in self.rows.items():
            field = fields.text(_label(row), longest=LONGEST, required=False, named=f"Who comes about case {row.case}")
            field.initial = row.comes
            self.fields[box] = field

    def clean_seen(self) -> Mapping[str, SeenRow]:
        """Return the rows as they were seen; what no page of ours holds was not seen."""
        seen = self.cleaned_data["seen"]
        if not isinstance(seen, dict) or not seen:
            # Without it nobody can tell what was typed here from what stood there: nothing is saved, all of it is kept.
            raise ValidationError("Nothing is saved.")
        return {
            box: SeenRow(row[0], row[1])
            for box, row in seen.items()
            if isinstance(row, list) and [type(value) for value in row] == [int, str]
        }

    @property
    def named(self) -> dict[UUID, tuple[int, str]]:
        """Allocation → the version seen and who comes, of the boxes that somebody wrote in and that can be taken."""
        seen: Mapping[str, SeenRow] = self.cleaned_data.get("seen", {})
        return {
            row.id: (seen[box].version, self.cleaned_data[box])
            for box, row in self.rows.items()
            if box in seen and box in self.cleaned_data and self.cleaned_data[box] != seen[box].comes
        }

    def note_refused(self, refused: Mapping[UUID, str], now: Sequence[ReleasedInterview]) -> None:
        """Say beside each box why it could not be saved. The form goes on from the rows as they are `now`.

        A box in which nobody wrote here shows what stands there now: sent again as it was, it would wipe that out.
        """
        boxes = _boxes(tuple(self.rows.values()))
        for allocation, sentence in refused.items():
            self.add_error(boxes[allocation], sentence)
        seen: Mapping[str, SeenRow] = self.cleaned_data.get("seen", {})
        untouched = {
            box: row.comes
            for row, box in zip(now, _boxes(now).values(), strict=True)
            if box in seen and self.data.get(box, "").strip() == seen[box].comes
        }
        self.data = {**self.data.dict(), **untouched, "seen": json.dumps(_as_seen(now))}  # type: ignore[attr-defined]


def _boxes(rows: Sequence[ReleasedInterview]) -> dict[UUID, str]:
    """Allocation → the name of its box: the case's reference, by which it is known on the page that brings a form back
    after one was signed out; where two references would be one name, the row's own id.
    """
    names = {row.id: "case-" + re.sub(r"[^A-Za-z0-9-]", "_", row.case) for row in rows}
    times = Counter(names.values())
    return {row: name if times[name] == 1 else f"case-{row}" for row, name in names.items()}


def _as_seen(rows: Sequence[ReleasedInterview]) -> dict[str, list[int | str]]:
    return {box: [row.version, row.comes] for row, box in zip(rows, _boxes(rows).values(), strict=True)}


def _label(row: ReleasedInterview) -> str:
    when = f"{long_date(row.day)}, {row.start}" if row.day else "no time yet"
    return f"Case {row.case}: {when}, with {row.reader}"
