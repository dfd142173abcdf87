"""Ask a whole team on one page, or the team of an earlier inspection again."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from trigpoint.english import count_of
from trigpoint.inspectorate.programme.actions.team import ask_to_join
from trigpoint.inspectorate.programme.last_team import MOST, EarlierTeam, earlier_team, with_teams
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.people.access import Refusal
from trigpoint.people.models import Person
from trigpoint.people.permissions import Permission
from trigpoint.people.roles import Role
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.forms import Form
from trigpoint.web.govuk.pages import form_page, status_of
from trigpoint.web.guards.inspections import on_inspection
from trigpoint.web.inspectorate.programme.candidates import people_to_ask, roles_to_give
from trigpoint.web.inspectorate.programme.trail import page_of, trail

ROWS: Final = 12


class TeamForm(Form):
    """Whom to ask, one a row: a person and a role. A row in which neither is chosen asks nobody."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        people: Sequence[tuple[str, str]],
        roles: Iterable[Role],
        rows: int = ROWS,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = range(1, rows + 1)
        offered = [(str(role.key), role.title) for role in roles]
        for number in self.rows:
            self.fields[f"person_{number}"] = fields.select(
                f"Person {number}", list(people), required=False, none="Nobody"
            )
            self.fields[f"role_{number}"] = fields.select(
                f"Role of person {number}", offered, required=False, none="No role"
            )

    def clean(self) -> dict[str, Any]:
        """Say of each row that has one without the other what is missing."""
        for number in self.rows:
            person, role = self._row(number)
            if person and not role:
                self.add_error(f"role_{number}", f"Select the role of person {number}")
            if role and not person:
                self.add_error(f"person_{number}", f"Select person {number}, or take their role out")
        return self.cleaned_data

    def _row(self, number: int) -> tuple[str, str]:
        return self.cleaned_data.get(f"person_{number}", ""), self.cleaned_data.get(f"role_{number}", "")

    @property
    def asked(self) -> dict[int, tuple[str, str]]:
        """Row → the person and the role, of the rows that have both."""
        return {number: self._row(number) for number in self.rows if all(self._row(number))}

    def empty(self, numbers: Iterable[int]) -> None:
        """Take rows out of the form: they are done."""
        boxes = {f"{part}_{number}": "" for number in numbers for part in ("person", "role")}
        self.data = {**self.data.dict(), **boxes}  # type: ignore[attr-defined]


@on_inspection(Permission.BUILD_TEAM)
@form_page(TeamForm)
def ask_several(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    """Ask several people to join the team. Each row is by itself: one that is refused holds no other up."""
    earlier = with_teams(inspection, request.standing)
    wanted = request.GET.get("from", "").replace("\x00", "")
    copied_from = earlier.filter(reference=wanted).first() if wanted else None
    copied = earlier_team(copied_from, inspection, request.standing) if copied_from else EarlierTeam((), ())
    form = TeamForm(
        request.POST if request.method == "POST" else None,
        initial=_rows_of(copied),
        people=people_to_ask(inspection, request),
        roles=roles_to_give(inspection, request),
        rows=max(ROWS, len(copied.to_ask) + 3),
    )
    if form.is_bound and _ask_rows(form, inspection, request):
        return redirect("team", reference=inspection.reference)
    page = {
        "inspection": inspection,
        "trail": trail(inspection, page_of(inspection, "team", "Team")),
        "form": form,
        "earlier": [(row.reference, row.title) for row in earlier[:MOST]],
        "copied_from": copied_from,
        "copied": copied,
        "back": reverse("team", args=[inspection.reference]),
    }
    return render(request, "inspectorate/inspection/ask_several.html.jinja", page, status=status_of(form))


def _rows_of(copied: EarlierTeam) -> dict[str, str]:
    return {
        f"{part}_{number}": value
        for number, (person, role) in enumerate(copied.to_ask, start=1)
        for part, value in (("person", str(person.id)), ("role", role))
    }


def _ask_rows(form: TeamForm, inspection: Inspection, request: SignedInRequest) -> bool:
    """Ask whom the rows name; return whether all is done. The form says what is wrong with the other rows."""
    is_whole, asked = form.is_valid(), []
    rows = Person.objects.filter(pk__in=[person for person, _ in form.asked.values()])
    people = {str(person.id): person for person in rows}
    for number, (person, role) in form.asked.items():
        try:
            ask_to_join(inspection=inspection, person=people[person], role=role, by=request.standing)
        except Refusal as refusal:
            form.add_error(f"person_{number}", refusal.sentence)
            is_whole = False
        else:
            asked.append(number)
    if is_whole and not asked:
        form.add_error("person_1", "Select at least one person")
        return False
    several = count_of(len(asked), "person has been asked", "people have been asked")
    number_asked = several if asked else "Nobody has been asked"
    if is_whole:
        messages.success(request, f"{number_asked}. They join once they have declared their interests.")
        return True
    form.empty(asked)
    form.add_error(None, f"{number_asked}. What is marked below is not done: correct it and ask again.")
    return False
