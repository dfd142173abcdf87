"""What needs somebody now in the programme as a whole."""

from django.urls import reverse

from trigpoint.english import count_of
from trigpoint.inspectorate.programme.queries import services_without_inspection
from trigpoint.people.permissions import Permission
from trigpoint.people.standing import Standing
from trigpoint.web.home.tasks import ToDo


def services_due(standing: Standing) -> list[ToDo]:
    """The services that have no inspection in the newest programme yet, for whoever plans, by the programme's end."""
    planning = standing.organisations(Permission.PLAN_INSPECTIONS)
    return [
        ToDo(
            f"Plan the inspection of {count_of(number, 'service')}",
            programme.name,
            reverse("programme_of", args=[programme.reference]),
            programme.ends,
            late=programme.ends < standing.on,
        )
        for programme, number in services_without_inspection(planning, standing)
        if number
    ]
