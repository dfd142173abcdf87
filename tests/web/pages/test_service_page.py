"""A service in the register: its figures, as people read numbers."""

from django.urls import reverse

from tests.factories.world import World
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.inspectorate.register.actions import enter_figures
from trigpoint.inspectorate.register.figures import Figures, Part


def test_numbers_in_tables_of_figures_group_their_thousands(world: World, as_: As) -> None:
    parts = (Part("Boys", "12000", "1234567.5"), Part("Girls", "930", "45000"))
    figures = Figures("sex", "Children by sex", "2026", "Invented", "number", parts, "12930", "England", "Invented")
    enter_figures(service=world.service, figures=figures, tolerance=1, by=world.standing("research-analyst"))
    said = words(as_("research-analyst").get(reverse("service", args=[world.service.reference])))
    assert "Boys Eastmere 12,000 England 1,234,567.5 Girls Eastmere 930 England 45,000 Total Eastmere 12,930" in said


def test_a_total_with_an_odd_comma_is_refused_with_what_to_write(world: World, as_: As) -> None:
    typed = {"topic": "sex", "title": "Children", "year": "2026", "source": "x", "unit": "number", "parts": "Boys | 1"}
    address = reverse("enter_figures", args=[world.service.reference])
    answer = as_("research-analyst").post(address, typed | {"total": "1,5"})
    assert answer.status_code == 422
    assert "Total for the service has '1,5': a comma groups thousands." in words(answer)
