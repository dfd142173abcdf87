"""What a file has to hold that becomes an inspection, and who signs a report. Each check raises a Refusal."""

import re
from datetime import date, datetime

from trigpoint.bundle.model import Bundle
from trigpoint.english import long_date
from trigpoint.inspectorate.programme.access import check_may_sign
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import StageKey
from trigpoint.people.access import refuse_unless
from trigpoint.people.standing import Standing

LONGEST_NAME, LONGEST_SHORT_NAME = 200, 100


def check_can_be_addressed(bundle: Bundle) -> None:
    """An inspection's reference ends its address."""
    reference = bundle.inspection.reference
    refuse_unless(
        re.fullmatch(r"[A-Za-z0-9_-]{1,80}", reference) is not None,
        f"The file's reference '{reference[:100]}' cannot end an address. Use up to 80 letters, digits and hyphens.",
    )


def check_can_be_listed(bundle: Bundle) -> None:
    """Titles and names are as long as a list can show."""
    head = bundle.inspection
    for what, text, longest in (
        ("title", head.title, LONGEST_NAME),
        ("service's name", head.service.name, LONGEST_NAME),
        ("service's short name", head.service.short_name, LONGEST_SHORT_NAME),
        ("inspectorate's name", head.inspectorate, LONGEST_NAME),
    ):
        refuse_unless(
            len(text) <= longest,
            f"The {what} in the file has {len(text):,} characters, and may have {longest} at most. Shorten it.",
        )


def check_publication(bundle: Bundle, *, rated: bool) -> None:
    """What is said to be published has a date that can be read, and every rating."""
    printed = bundle.inspection.published
    if not printed:
        return
    refuse_unless(
        first_day_of(printed) is not None,
        f"The file says that it was published '{printed}', which we cannot read as a date. "
        "Write it as 28 February 2021, February 2021 or 2021.",
    )
    refuse_unless(rated, "The file says that it was published, but some of its standards have no final rating.")


def first_day_of(printed: str) -> date | None:
    """Return the first day that a printed date such as 'February 2021' may mean; None where it cannot be read."""
    for form in ("%d %B %Y", "%B %Y", "%Y"):
        try:
            return datetime.strptime(printed, form).date()  # noqa: DTZ007 - a date has no time zone
        except ValueError:
            continue
    return None


def check_is_a_report(bundle: Bundle) -> None:
    """The service is sent a report, not an empty one."""
    empty = not (bundle.texts.introduction or bundle.findings.standards or bundle.findings.domains)
    refuse_unless(not empty, "The report holds no introduction and no findings yet: there is nothing to check.")


def check_can_sign(by: Standing, inspection: Inspection, publish_on: date) -> None:
    """The director signs, at sign-off, for a day that is not past."""
    check_may_sign(by, inspection)
    refuse_unless(
        inspection.stage == StageKey.SIGN_OFF,
        f"A report is signed at 'Sign-off'; the inspection is at '{inspection.get_stage_display()}'.",
    )
    refuse_unless(
        publish_on >= by.on,
        f"The day of publication, {long_date(publish_on)}, has passed. Choose a later one.",
        "publish_on",
    )
