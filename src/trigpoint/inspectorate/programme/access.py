"""Who may, for programmes and inspections. Each check raises a Refusal with its sentence."""

from datetime import date, timedelta

from trigpoint.english import long_date
from trigpoint.inspectorate.programme.models import Inspection, TeamMember
from trigpoint.inspectorate.programme.stages import BY_KEY, NOTICE, STAGES, StageKey, has_reached
from trigpoint.inspectorate.programme.timetable import BankHolidays, Dated, working_days_from
from trigpoint.inspectorate.programme.workplaces import works_for_service, works_where_role_asks
from trigpoint.people.access import Refusal, check_reason_given, no_role_allows, refuse_unless
from trigpoint.people.models import Declaration, Organisation, Person
from trigpoint.people.permissions import Permission, Side
from trigpoint.people.roles import BY_KEY as ROLES
from trigpoint.people.roles import Permissions, RoleKey, role
from trigpoint.people.standing import Homes, Standing

FIRST_YEAR, LAST_YEAR = 2000, 2099
A_YEAR = timedelta(days=365)


# What one may still do with an inspection that was cancelled: read it, and keep proof of its record.
READING = {
    Permission.SEE_INSPECTION,
    Permission.SEE_CASES,
    Permission.SEE_RECORD,
    Permission.SIGN_RECORD,
    Permission.DOWNLOAD_FILE,
    Permission.SEE_OWN_INSPECTIONS,
}


def check_on(by: Standing, permission: Permission, inspection: Inspection) -> None:
    """Refuse whoever has not this permission on this inspection, from the inspectorate's side."""
    check_holds_on(by, permission, inspection)
    if permission not in READING:
        check_not_cancelled(inspection)


def check_holds_on(by: Standing, permission: Permission, inspection: Inspection) -> None:
    """Refuse whoever's roles have not this permission, whether or not the inspection was cancelled."""
    allowed = permission in permissions_on(by, inspection)
    refuse_unless(allowed, no_role_allows(permission))


def check_not_cancelled(inspection: Inspection) -> None:
    """An inspection that was cancelled stays as it was then."""
    if inspection.cancelled_on is not None:
        raise Refusal(
            f"The inspection was cancelled on {long_date(inspection.cancelled_on)}: it can be read, and no longer "
            "changed."
        )


def permissions_on(by: Standing, inspection: Inspection) -> Permissions:
    """What somebody may do on an inspection from the inspectorate's side; nothing where they have a conflict."""
    if not by.stands_apart_from(inspection.service_id):
        return frozenset()
    return by.permissions_on(inspection.id, inspection.inspectorate_id)


def check_on_own(by: Standing, permission: Permission, inspection: Inspection) -> None:
    """Refuse whoever has not this permission on this inspection, from the inspected service's side."""
    check_holds_on_own(by, permission, inspection)
    if permission not in READING:
        check_not_cancelled(inspection)


def check_holds_on_own(by: Standing, permission: Permission, inspection: Inspection) -> None:
    """Refuse whoever's roles have not this permission, whether or not the inspection was cancelled."""
    allowed = permission in by.permissions_on(inspection.id, inspection.service_id)
    refuse_unless(allowed, no_role_allows(permission))


def check_can_plan(by: Standing, inspectorate: Organisation) -> None:
    """Programmes and inspections are planned by whoever plans for that inspectorate."""
    refuse_unless(inspectorate.kind == Organisation.Kind.INSPECTORATE, "Only an inspectorate plans inspections.")
    refuse_unless(by.has(Permission.PLAN_INSPECTIONS, inspectorate.id), no_role_allows(Permission.PLAN_INSPECTIONS))


def check_can_cancel(by: Standing, inspection: Inspection) -> None:
    """An inspection is cancelled by whoever plans inspections, until its report is published."""
    check_can_plan(by, inspection.inspectorate)
    check_holds_on(by, Permission.SEE_INSPECTION, inspection)
    check_not_cancelled(inspection)
    published = has_reached(inspection.stage, StageKey.PUBLISHED)
    refuse_unless(not published, "The report is published: the inspection can no longer be cancelled.")


def check_none_under_way(under_way: Inspection | None) -> None:
    """An inspectorate has one inspection of a service at a time. `under_way` is one that is not published."""
    if under_way is not None:
        raise Refusal(
            f"'{under_way.title}' ({under_way.reference}) is under way, at the stage "
            f"'{under_way.get_stage_display()}'. Finish it before you plan another inspection of the service."
        )


def check_can_ask_to_join(by: Standing, inspection: Inspection, person: Person, role_key: str) -> None:
    """A team is built by its builder, from people of the inspectorate; local assessors come from elsewhere."""
    check_on(by, Permission.BUILD_TEAM, inspection)
    for_teams = role_key in ROLES and ROLES[role_key].for_inspection and ROLES[role_key].side is Side.INSPECTORATE
    refuse_unless(for_teams, "Nobody can hold that role on a team. Choose one of the roles listed.")
    check_gives_no_more_than_held_on(by, inspection, role_key)
    refuse_unless(by.person != person.id, "You cannot ask yourself to join a team. Ask a colleague to.")
    refuse_unless(person.is_active, f"{person.name} can no longer sign in.")


def check_gives_no_more_than_held_on(by: Standing, inspection: Inspection, role_key: str) -> None:
    """A role on a team is given by whoever may do at least as much on that inspection, or gives every role."""
    wanted = role(role_key).on_its_inspection
    refuse_unless(
        by.has(Permission.GIVE_EVERY_ROLE, inspection.inspectorate_id) or wanted <= permissions_on(by, inspection),
        f"You cannot ask somebody to be {role(role_key).title.lower()}: on this inspection that role may do more than "
        "yours. Ask its lead inspector, or a colleague who gives every role.",
    )


def check_works_where_the_role_asks(person_name: str, role_key: str, homes: Homes, inspection: Inspection) -> None:
    """Inspectors are of the inspectorate, a local assessor of another service or a partner; nobody of this service."""
    refuse_unless(
        not works_for_service(homes, inspection),
        f"{person_name} works for {inspection.service.name} and cannot join its inspection.",
    )
    if role_key == RoleKey.LOCAL_ASSESSOR:
        sentence = f"A local assessor comes from another service or a partner. {person_name} does not."
    else:
        title = role(role_key).title.lower()
        sentence = f"{person_name} is not of {inspection.inspectorate.name}, so cannot be {title}."
    refuse_unless(works_where_role_asks(role_key, homes, inspection), sentence)


def check_no_known_interest(declaration: Declaration | None, person: Person, inspection: Inspection) -> None:
    """Nobody is asked to inspect a service in which they have declared an interest."""
    interest = declaration is not None and declaration.has_interest
    refuse_unless(
        not interest,
        f"{person.name} has declared an interest in {inspection.service.name} and cannot join its inspection.",
    )


def check_can_declare(by: Standing, place: TeamMember) -> None:
    """Only the person asked declares, and only once."""
    check_not_cancelled(place.inspection)
    refuse_unless(by.person == place.person_id, "Only the person who was asked can declare their interests.")
    refuse_unless(place.state == TeamMember.State.ASKED, "You have declared your interests for this place already.")


def check_can_end_place(by: Standing, place: TeamMember, last: date) -> None:
    """A place on a team is ended by whoever builds the team."""
    check_on(by, Permission.BUILD_TEAM, place.inspection)
    refuse_unless(place.state in {TeamMember.State.ASKED, TeamMember.State.JOINED}, "This place has ended already.")
    refuse_unless(last >= place.starts, "The place cannot end before it starts.")


def check_can_set_date(by: Standing, inspection: Inspection, day: date) -> None:
    """Dates are set by whoever keeps the timetable, within the years that bank holidays are known for."""
    check_on(by, Permission.SET_TIMETABLE, inspection)
    refuse_unless(
        FIRST_YEAR <= day.year <= LAST_YEAR, f"The year must be between {FIRST_YEAR} and {LAST_YEAR}.", "site_date"
    )


def check_can_move_site_date(by: Standing, inspection: Inspection) -> None:
    """The site date is fixed once inspectors are on site."""
    check_on(by, Permission.SET_TIMETABLE, inspection)
    refuse_unless(
        not has_reached(inspection.stage, StageKey.CASE_WEEK),
        "The case week has begun, so the site date can no longer be moved. Adjust the dates that are still to come.",
    )


def why_it_needs_a_reason(inspection: Inspection, day: date, announced: date | None, on: date) -> str:
    """Ask for the reason of a site date that is moved, past, or sooner than the notice that a service is given.

    `announced` is when the service was told; None while it is not, and then it can be told today at the earliest. ''
    where no reason is needed.
    """
    first = working_days_from(announced or on, NOTICE, BankHolidays())
    if day < on:
        return f"{long_date(day)} is in the past. Say why the site date is."
    if day < first:
        return (
            f"{long_date(day)} leaves the service less than {NOTICE} working days' notice; the first day that leaves "
            f"it as much is {long_date(first)}. Say why it is so soon."
        )
    return "Say why the site date is moved." if inspection.site_date is not None else ""


def check_can_adjust(
    by: Standing, inspection: Inspection, stage: str, day: date, reason: str, days: tuple[Dated, ...]
) -> None:
    """A date is adjusted with a reason, while it is still to come, and stays in order among the other `days`."""
    check_can_set_date(by, inspection, day)
    site = inspection.site_date
    if site is None:
        raise Refusal("Set the site date first: the other dates are computed from it.")
    in_timetable = stage in BY_KEY and BY_KEY[stage].days is not None
    refuse_unless(in_timetable, "There is no such date in the timetable.")
    check_reason_given(reason, "Say why the date is adjusted.")
    check_still_to_come(inspection, stage)
    refuse_unless(
        abs(day - site) <= A_YEAR,
        f"The date must lie within a year of the site date, {long_date(site)}. Choose a nearer day, or move the site "
        "date.",
        "date",
    )
    check_keeps_order(stage, day, days)


def check_still_to_come(inspection: Inspection, stage: str) -> None:
    """When a stage was reached is no longer planned."""
    refuse_unless(
        not has_reached(inspection.stage, BY_KEY[stage].key),
        f"The inspection has reached '{BY_KEY[stage].title}', so its date can no longer be changed. Adjust a date that "
        "is still to come.",
    )


def check_keeps_order(stage: str, day: date, days: tuple[Dated, ...]) -> None:
    """No stage is planned before the one before it, or after the one after it."""
    position = next(number for number, dated in enumerate(days) if dated.stage.key == stage)
    for before in days[:position][-1:]:
        refuse_unless(day >= before.date, _out_of_order(stage, "before", before, "a later"), "date")
    for after in days[position + 1 :][:1]:
        refuse_unless(day <= after.date, _out_of_order(stage, "after", after, "an earlier"), "date")


def _out_of_order(stage: str, where: str, other: Dated, which: str) -> str:
    return (
        f"'{BY_KEY[stage].title}' cannot be {where} '{other.stage.title}', which is on {long_date(other.date)}. Choose "
        f"{which} day, or adjust '{other.stage.title}' first."
    )


def check_may_move_into(by: Standing, inspection: Inspection, stage: str) -> None:
    """Who may move an inspection into a stage: the roles that the table of stages names for it."""
    check_on(by, Permission.MOVE_STAGES, inspection)
    movers = BY_KEY[stage].moved_by
    own = _roles_on(by, inspection)
    titles = " or ".join(role(mover).title.lower() for mover in movers)
    refuse_unless(
        by.is_operator or bool(own & set(movers)),
        f"Only the {titles} can move an inspection to '{BY_KEY[stage].title}'.",
    )


def check_may_sign(by: Standing, inspection: Inspection) -> None:
    """Who may sign the report of an inspection: its director, by name."""
    check_on(by, Permission.MOVE_STAGES, inspection)
    signs = by.person is not None and RoleKey.DIRECTOR in _roles_on(by, inspection)
    refuse_unless(signs, "Only the director can sign a report.")


def check_may_take_back(by: Standing, inspection: Inspection) -> None:
    """Who may take an inspection back: whoever may move it forward at some stage of fieldwork, or plans it."""
    check_on(by, Permission.MOVE_STAGES, inspection)
    own = _roles_on(by, inspection)
    movers = {mover for stage in STAGES for mover in stage.moved_by}
    refuse_unless(by.is_operator or bool(own & movers), no_role_allows(Permission.MOVE_STAGES))


def _roles_on(by: Standing, inspection: Inspection) -> frozenset[str]:
    """The keys of the roles by which somebody moves an inspection: none for who cannot see it."""
    roles = by.roles_on(inspection.id, inspection.inspectorate_id) if permissions_on(by, inspection) else ()
    return frozenset(role.key for role in roles)
