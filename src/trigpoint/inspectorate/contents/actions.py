"""Put contents into an inspection, and load a whole inspection from a file."""

import hashlib
import json
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify

from trigpoint.bundle.files import LoadedBundle
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.recorded import recorded
from trigpoint.inspectorate.contents import kinds
from trigpoint.inspectorate.contents.access import check_belongs, check_can_fill
from trigpoint.inspectorate.contents.models import Contents
from trigpoint.inspectorate.contents.queries import latest
from trigpoint.inspectorate.programme.actions.planning import inspection_chain, plan_inspection
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.people.access import refuse_unless
from trigpoint.people.actions import enter_organisation
from trigpoint.people.models import Organisation
from trigpoint.people.standing import Standing
from trigpoint.record.versioned import ChangedMeanwhileError, change
from trigpoint.record.writing import write
from trigpoint.rules.rating import rate


def fill(*, inspection: Inspection, seen: int, bundle: Bundle, reason: str, by: Standing) -> Contents:
    """Put a Bundle into an inspection as its newest version. `seen` is the version that it follows, 0 for none.

    The older version is kept. Raises ChangedMeanwhileError where someone else put one in since.
    """
    check_can_fill(by, inspection)
    check_belongs(bundle, inspection)
    refuse_unless(seen == 0 or bool(reason.strip()), "Say why the contents are replaced.")
    with transaction.atomic():
        Inspection.objects.select_for_update().get(pk=inspection.pk)
        before = latest(inspection)
        if before is not None and before.version != seen:
            raise ChangedMeanwhileError(before)
        refuse_unless(before is not None or seen == 0, "The inspection holds nothing yet. Open the page again.")
        body = bundle_text(bundle)
        contents = Contents.objects.create(
            inspection=inspection, version=seen + 1, body=body, digest=hashlib.sha256(body.encode()).hexdigest()
        )
        write(
            chain=inspection_chain(inspection),
            by=by,
            kind=kinds.FILLED,
            thing=contents,
            before={"version": before.version, "digest": before.digest} if before else None,
            after={"version": contents.version, "digest": contents.digest},
            reason=reason,
        )
    return contents


def load(*, loaded: LoadedBundle, by: Standing) -> Inspection:
    """Make an inspection from a file, with its service and its inspectorate where they are not in the register yet.

    One that says when it was published becomes a published inspection; any other is planned.
    """
    bundle = loaded.bundle
    with transaction.atomic():
        inspectorate = _organisation(Organisation.Kind.INSPECTORATE, bundle.inspection.inspectorate, "", by)
        named = bundle.inspection.service
        service = _organisation(Organisation.Kind.SERVICE, named.name, named.short_name, by)
        inspection = plan_inspection(
            service=service,
            inspectorate=inspectorate,
            programme=None,
            reference=bundle.inspection.reference,
            title=bundle.inspection.title,
            framework=loaded.framework,
            by=by,
        )
        fill(inspection=inspection, seen=0, bundle=bundle, reason="", by=by)
        if bundle.inspection.published:
            final = rate(loaded.framework, recorded(bundle)).final
            to = {
                "stage": "published",
                "published_as": bundle.inspection.published,
                "published_on": first_day_of(bundle.inspection.published),
                "overall": final.rating.name if final else "",
            }
            chain = inspection_chain(inspection)
            change(inspection, seen=inspection.version, to=to, by=by, kind=kinds.LOADED, chain=chain)
    return inspection


def bundle_text(bundle: Bundle) -> str:
    """Return a Bundle as the text that is kept: all that was said, in the order in which it was said."""
    return json.dumps(bundle.model_dump(mode="json", by_alias=True, exclude_defaults=True), ensure_ascii=False)


def first_day_of(printed: str) -> date | None:
    """Return the first day that a printed date such as 'February 2021' may mean; None where it cannot be read."""
    for form in ("%d %B %Y", "%B %Y", "%Y"):
        try:
            return datetime.strptime(printed, form).date()  # noqa: DTZ007 - a date has no time zone
        except ValueError:
            continue
    return None


def _organisation(kind: Organisation.Kind, name: str, short_name: str, by: Standing) -> Organisation:
    there = Organisation.objects.filter(kind=kind, name=name).first()
    if there is not None:
        return there
    return enter_organisation(kind=kind, reference=slugify(name)[:80], name=name, short_name=short_name or name, by=by)
