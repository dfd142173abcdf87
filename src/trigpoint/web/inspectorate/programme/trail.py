"""The way down to a page of an inspection."""

from django.urls import reverse

from trigpoint.inspectorate.programme.models import Inspection

Trail = tuple[tuple[str, str], ...]


def trail(inspection: Inspection, *further: tuple[str, str]) -> Trail:
    """Home, inspection, and further pages by text and address."""
    overview = (inspection.service.short_name, reverse("inspection", args=[inspection.reference]))
    return (("What needs me now", reverse("home")), overview, *further)


def page_of(inspection: Inspection, name: str, text: str) -> tuple[str, str]:
    """A page of an inspection, by its address's name and its text."""
    return text, reverse(name, args=[inspection.reference])
