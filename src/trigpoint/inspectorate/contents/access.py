"""Who may fill an inspection, and with what."""

import re
from datetime import date, datetime

from trigpoint.bundle.certificate import CertificateShape, certificate_of
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.problems import in_words
from trigpoint.bundle.unseen import odd_places
from trigpoint.inspectorate.programme.access import check_on
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.stages import StageKey, has_reached
from trigpoint.people.access import Refusal, refuse_unless
from trigpoint.people.permissions import Permission
from trigpoint.people.queries import same_name
from trigpoint.people.standing import Standing

LONGEST_NAME, LONGEST_SHORT_NAME = 200, 100
MOST_NAMED = 10


def check_can_fill(by: Standing, inspection: Inspection) -> None:
    """An inspection is filled until it is published; what is public stays as it is."""
    check_on(by, Permission.LOAD_FILE, inspection)
    open_to_change = not has_reached(inspection.stage, StageKey.PUBLISHED)
    refuse_unless(open_to_change, "The inspection is published: what it holds can no longer be changed.")


def check_belongs(bundle: Bundle, inspection: Inspection) -> None:
    """A file is put only into the inspection that it is of."""
    of_this = bundle.inspection.reference == inspection.reference
    refuse_unless(
        of_this, f"The file is of the inspection '{bundle.inspection.reference}'; this one is '{inspection.reference}'."
    )
    refuse_unless(
        bundle.framework.id == inspection.framework and bundle.framework.digest == inspection.framework_digest,
        f"The file is of another version of the framework. This inspection is pinned to '{inspection.framework}'.",
    )
    refuse_unless(
        same_name(bundle.inspection.service.name, inspection.service.name),
        f"The file is of '{bundle.inspection.service.name}'; this inspection is of '{inspection.service.name}'.",
    )


def check_keeps_certificate(bundle: Bundle, before: Bundle | None) -> None:
    """A sample that was drawn is changed by a draw alone: a file keeps its certificate as it is."""
    drawn = before.certificate if before else None
    refuse_unless(
        drawn is None or bundle.certificate == drawn,
        "The sample of this inspection was drawn, and the file does not hold the certificate of that draw. Take out "
        "the inspection's file, change that one and put it in.",
    )
    if drawn is not None:
        check_holds_the_sample(bundle, drawn)


def check_holds_the_sample(bundle: Bundle, drawn: CertificateShape) -> None:
    """A file holds the cases of the sample that was drawn, each of its type: none is dropped by it, and none added."""
    sample = {one: part.case_type for part in certificate_of(drawn).sample.types for one in part.read}
    there = {one.reference: one.case_type for one in bundle.cases}
    said = (
        ("Missing", [one for one in sample if one not in there]),
        ("Not in the sample", [one for one in there if one not in sample]),
        ("Of another type", [one for one in sample if there.get(one, sample[one]) != sample[one]]),
    )
    differing = "; ".join(f"{words}: {_some(cases)}" for words, cases in said if cases)
    refuse_unless(
        not differing,
        f"The file does not hold the cases of the sample that was drawn. {differing}. A case leaves the sample on the "
        "page 'Sample' alone. Take out the inspection's file, change that one and put it in.",
    )


def _some(cases: list[str]) -> str:
    more = len(cases) - MOST_NAMED
    return ", ".join(cases[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


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


def check_reads_as_it_looks(bundle: Bundle) -> None:
    """No text has a character that cannot be seen and makes the words beside it look other than they are."""
    for place, character in odd_places(bundle.model_dump(mode="json", by_alias=True, exclude_defaults=True)):
        raise Refusal(
            f"The file has the character {character} at '{in_words(place)}'. It cannot be seen, and words beside it "
            "look other than they are. Take it out."
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
