"""Put contents into an inspection, and load a whole inspection from a file."""

import hashlib
import json

from django.db import transaction

from trigpoint.bundle.files import LoadedBundle
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.recorded import recorded
from trigpoint.inspectorate.contents import kinds
from trigpoint.inspectorate.contents.access import (
    LONGEST_SHORT_NAME,
    check_belongs,
    check_can_be_addressed,
    check_can_be_listed,
    check_can_fill,
    check_keeps_certificate,
    check_publication,
    check_reads_as_it_looks,
    first_day_of,
)
from trigpoint.inspectorate.contents.models import Contents
from trigpoint.inspectorate.contents.queries import held, latest
from trigpoint.inspectorate.programme.actions.planning import enter_inspection, plan_inspection
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import lock_inspection
from trigpoint.inspectorate.programme.stages import StageKey
from trigpoint.people.access import check_reason_given, refuse_unless
from trigpoint.people.actions import enter_organisation
from trigpoint.people.models import Organisation
from trigpoint.people.queries import free_reference, named
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.versioned import ChangedMeanwhileError, change
from trigpoint.record.writing import write
from trigpoint.rules.rating import rate


def fill(*, inspection: Inspection, seen: int, bundle: Bundle, reason: str, by: Standing) -> Contents:
    """Put a Bundle into an inspection as its newest version. `seen` is the version that it follows, 0 for none.

    The older version is kept. Raises ChangedMeanwhileError where someone else put one in since.
    """
    check_can_fill(by, inspection)
    there = held(inspection)
    check_keeps_certificate(bundle, there.bundle if there else None)
    return fill_from_draw(inspection=inspection, seen=seen, bundle=bundle, reason=reason, by=by)


def fill_from_draw(*, inspection: Inspection, seen: int, bundle: Bundle, reason: str, by: Standing) -> Contents:
    """Put a Bundle into an inspection whose sample was drawn, or changed, just now: like `fill`."""
    check_can_fill(by, inspection)
    check_belongs(bundle, inspection)
    check_reads_as_it_looks(bundle)
    if seen:
        check_reason_given(reason, "Say why the contents are replaced.")
    with transaction.atomic():
        lock_inspection(inspection)
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

    One that says when it was published becomes a published inspection; any other is planned. Raises Refusal for a file
    that could not be found again by its reference, or whose publication is in doubt.
    """
    bundle = loaded.bundle
    check_can_be_addressed(bundle)
    check_can_be_listed(bundle)
    check_reads_as_it_looks(bundle)
    final = rate(loaded.framework, recorded(bundle)).final
    check_publication(bundle, rated=final is not None)
    with transaction.atomic():
        inspectorate = _organisation(Organisation.Kind.INSPECTORATE, bundle.inspection.inspectorate, "", by)
        named = bundle.inspection.service
        service = _organisation(Organisation.Kind.SERVICE, named.name, named.short_name, by)
        enter = enter_inspection if bundle.inspection.published else plan_inspection
        inspection = enter(
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
            to = {
                "stage": StageKey.PUBLISHED,
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


def _organisation(kind: Organisation.Kind, name: str, short_name: str, by: Standing) -> Organisation:
    there = named(name)
    if there is None:
        reference, short = free_reference(name), (short_name or name)[:LONGEST_SHORT_NAME]
        return enter_organisation(kind=kind, reference=reference, name=name, short_name=short, by=by)
    said = (
        f"'{name}' is in the register as {there.get_kind_display().lower()}, and the file names it as something else."
    )
    refuse_unless(there.kind == kind, said)
    return there
