"""What `trigpoint demo` fills in, by the same actions that people use. Every person in it is invented."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from uuid import uuid4

import click
from django.conf import settings
from django.db import transaction

from trigpoint.bundle.files import LoadedBundle, load_bundle
from trigpoint.cli.site import demonstration_sample
from trigpoint.cli.site.demonstration_figures import OF_EASTMERE, OF_TRAFFORD
from trigpoint.inspectorate.programme.actions.planning import plan_inspection, plan_programme
from trigpoint.inspectorate.programme.actions.team import ask_to_join, declare_and_join
from trigpoint.inspectorate.programme.actions.timetabling import set_site_date
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import standing_of
from trigpoint.inspectorate.programme.timetable import BankHolidays, is_working_day
from trigpoint.inspectorate.progress.actions import move_on
from trigpoint.inspectorate.publishing.actions.loading import load_inspection
from trigpoint.inspectorate.register.actions import enter_figures
from trigpoint.inspectorate.requests.actions import Wording, answer, draft, release
from trigpoint.people.actions import enter_organisation, enter_person
from trigpoint.people.demonstration import MAIL, is_empty, is_filled
from trigpoint.people.models import Organisation, Person
from trigpoint.people.permissions import Side
from trigpoint.people.roles import ROLES, RoleKey
from trigpoint.people.standing import operator

PASSWORD: Final = "trigpoint demonstration"  # noqa: S105 - opens invented data on one's own machine

# Invented names, one for each role in the order of the table of roles.
NAMES: Final = (
    "Amara Vale",
    "Bryn Castell",
    "Cora Linden",
    "Dev Marlow",
    "Elin Frost",
    "Femi Archer",
    "Greta Holm",
    "Hana Wilde",
    "Ivor Penn",
    "Joss Tarn",
    "Kit Rowan",
    "Lena Marsh",
    "Moss Hartley",
    "Nia Fell",
    "Omar Dale",
    "Pia Brook",
    "Quin Ashe",
    "Rhys Moor",
    "Sana Lake",
    "Tom Quarry",
)


@dataclass(frozen=True, slots=True)
class _Cast:
    inspection: Inspection
    people: dict[str, Person]
    on: date


def fill_demonstration(finished: Path, in_course: Path, on: date) -> bool:
    """Make the demonstration; return whether there was anything to make.

    Raises ClickException elsewhere than on one's own machine and in a database that holds anything else,
    UnusableFileError for a wrong example.
    """
    if not settings.DEMONSTRATION:
        raise click.ClickException(
            "These settings are not for a demonstration, so no account with a known password is made. "
            "Unset DJANGO_SETTINGS_MODULE to try Trigpoint on this machine."
        )
    if is_filled():
        return False
    if not is_empty():
        raise click.ClickException(
            "This database holds something already, and a demonstration is filled into an empty one alone. Name "
            "another folder in TRIGPOINT_VAR, or another database in DATABASE_URL. Nothing was changed."
        )
    published, course = load_bundle(finished), load_bundle(in_course)
    with transaction.atomic():
        load_inspection(loaded=published, by=operator(on))
        cast = _cast(course, on)
        _enter_figures(cast, Organisation.objects.get(name=published.bundle.inspection.service.name))
        _join_team(cast)
        _move_to_case_week(cast, course)
    return True


def accounts() -> tuple[tuple[str, str, str], ...]:
    """Return e-mail address, name and role of every demonstration account, in the order of the roles."""
    return tuple((f"{role.key}@{MAIL}", name, role.title) for role, name in zip(ROLES, NAMES, strict=True))


def _cast(course: LoadedBundle, on: date) -> _Cast:
    """Everybody with a role, and the invented inspection, planned and with its site date."""
    by = operator(on)
    example = course.bundle.inspection
    inspectorate = Organisation.objects.get(kind=Organisation.Kind.INSPECTORATE, name=example.inspectorate)
    service = _enter(Organisation.Kind.SERVICE, example.service.name, example.service.short_name, on)
    neighbour = _enter(Organisation.Kind.SERVICE, "Westmere Youth Justice Service", "Westmere", on)
    partner = _enter(Organisation.Kind.PARTNER, "Eastmere Police", "Eastmere Police", on)
    homes = {Side.INSPECTORATE: inspectorate, Side.SERVICE: service, Side.PARTNER: partner}
    people: dict[str, Person] = {}
    for role, (email, name, _) in zip(ROLES, accounts(), strict=True):
        # A local assessor works for another service, and holds that role on the team alone.
        is_guest = role.key == RoleKey.LOCAL_ASSESSOR
        people[role.key] = enter_person(
            email=email,
            name=name,
            password=PASSWORD,
            organisation=neighbour if is_guest else homes[role.side],
            role=RoleKey.CASE_MANAGER if is_guest else role.key,
            by=by,
        )
    manager = standing_of(people[RoleKey.PROGRAMME_MANAGER], on)
    # The years of public bodies start in April.
    first = on.year if on.month >= 4 else on.year - 1
    programme = plan_programme(
        inspectorate=inspectorate,
        reference=f"programme-{first}",
        name=f"Programme {first} to {first + 4}",
        starts=date(first, 4, 1),
        ends=date(first + 4, 3, 31),
        by=manager,
    )
    inspection = plan_inspection(
        service=service,
        inspectorate=inspectorate,
        programme=programme,
        reference=example.reference,
        title=example.title,
        framework=course.framework,
        by=manager,
    )
    reason = "The demonstration begins in the middle of an inspection."
    set_site_date(inspection=inspection, seen=1, site_date=_last_monday_at_work(on), reason=reason, by=manager)
    return _Cast(inspection, people, on)


def _enter_figures(cast: _Cast, finished: Organisation) -> None:
    analyst = standing_of(cast.people[RoleKey.RESEARCH_ANALYST], cast.on)
    for service, all_figures in ((finished, OF_TRAFFORD), (cast.inspection.service, OF_EASTMERE)):
        for figures in all_figures:
            enter_figures(service=service, figures=figures, tolerance=1, by=analyst)


def _join_team(cast: _Cast) -> None:
    """Everybody whose role is held for one inspection joins."""
    manager = standing_of(cast.people[RoleKey.PROGRAMME_MANAGER], cast.on)
    for role in ROLES:
        if role.for_inspection:
            person = cast.people[role.key]
            membership = ask_to_join(inspection=cast.inspection, person=person, role=role.key, by=manager)
            standing = standing_of(person, cast.on)
            declare_and_join(place=membership, seen=1, has_interest=False, nature="", by=standing)


def _move_to_case_week(cast: _Cast, course: LoadedBundle) -> None:
    lead = standing_of(cast.people[RoleKey.LEAD_INSPECTOR], cast.on)
    manager = standing_of(cast.people[RoleKey.SERVICE_MANAGER], cast.on)
    inspection = cast.inspection
    demonstration_sample.fix_seed(inspection, lead)
    _move(cast)
    words = "Please send the documents on the list that came with our e-mail."
    wording = Wording("Evidence in advance", words, "", cast.on)
    request = draft(form=uuid4(), inspection=inspection, purpose="evidence", wording=wording, by=lead)
    release(request=request, seen=request.version, by=lead)
    answer(request=request, seen=request.version, reply="Sent through the secure mailbox.", by=manager)
    demonstration_sample.send_lists(inspection, standing_of(cast.people[RoleKey.DATA_OFFICER], cast.on))
    _move(cast)
    demonstration_sample.draw(inspection, lead)
    _move(cast)
    demonstration_sample.share_out(inspection, lead, standing_of(cast.people[RoleKey.SERVICE_MANAGER], cast.on))
    _move(cast)
    demonstration_sample.read_first_cases(inspection, course.bundle, lead)
    wording = Wording(
        "Diary for organisation week",
        "Please propose times for the nine meetings, and say who will come to each.",
        "",
        cast.on + timedelta(days=7),
    )
    request = draft(form=uuid4(), inspection=inspection, purpose="other", wording=wording, by=lead)
    release(request=request, seen=request.version, by=lead)
    # So that one member of the team has been asked and has still to declare interests.
    ask_to_join(inspection=inspection, person=cast.people[RoleKey.QUALITY_LEAD], role=RoleKey.INSPECTOR, by=lead)


def _move(cast: _Cast) -> None:
    lead = standing_of(cast.people[RoleKey.LEAD_INSPECTOR], cast.on)
    move_on(inspection=cast.inspection, seen=cast.inspection.version, by=lead)


def _enter(kind: Organisation.Kind, name: str, short_name: str, on: date) -> Organisation:
    reference = name.lower().replace(" ", "-")
    return enter_organisation(kind=kind, reference=reference, name=name, short_name=short_name, by=operator(on))


def _last_monday_at_work(on: date) -> date:
    """The Monday of this week or, where it is a bank holiday, the first working day after it."""
    day = on - timedelta(days=on.weekday())
    while not is_working_day(day, BankHolidays()):
        day += timedelta(days=1)
    return day
