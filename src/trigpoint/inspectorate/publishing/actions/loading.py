"""Load a whole inspection from a file. One that was published becomes an edition at once."""

from django.db import transaction

from trigpoint.bundle.files import LoadedBundle
from trigpoint.bundle.model import Bundle
from trigpoint.bundle.recorded import recorded
from trigpoint.inspectorate.bundling.access import check_brings_no_draw, check_can_load, check_reads_as_it_looks
from trigpoint.inspectorate.bundling.actions import write_pieces
from trigpoint.inspectorate.bundling.imported import imported
from trigpoint.inspectorate.parts.names import PartName
from trigpoint.inspectorate.programme.actions.planning import enter_inspection, plan_inspection
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.publishing import kinds
from trigpoint.inspectorate.publishing.access import (
    check_can_be_addressed,
    check_can_be_listed,
    check_publication,
    first_day_of,
)
from trigpoint.inspectorate.publishing.actions.sealing import seal_edition
from trigpoint.people.access import refuse_unless
from trigpoint.people.actions import enter_organisation
from trigpoint.people.models import Organisation
from trigpoint.people.queries import free_reference, organisation_named
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.versioned import change
from trigpoint.rules.rating import rate


def load_inspection(*, loaded: LoadedBundle, by: Standing) -> Inspection:
    """Make an inspection from a file, with its service and its inspectorate where they are not in the register yet.

    One that says when it was published becomes a published inspection; any other is planned. Raises Refusal for a file
    that could not be found again by its reference, or whose publication is in doubt.
    """
    bundle = loaded.bundle
    check_can_be_addressed(bundle)
    check_can_be_listed(bundle)
    check_reads_as_it_looks(bundle)
    rated = rate(loaded.framework, recorded(bundle))
    final = rated.final
    check_publication(bundle, rated=rated.is_complete)
    if not bundle.inspection.published:
        check_brings_no_draw(bundle, None)
    with transaction.atomic():
        head = bundle.inspection
        inspectorate = _organisation(Organisation.Kind.INSPECTORATE, head.inspectorate, "", by)
        service = _organisation(Organisation.Kind.SERVICE, head.service.name, head.service.short_name, by)
        # Old publications may be loaded while another inspection of the service is under way.
        enter = enter_inspection if head.published else plan_inspection
        inspection = enter(
            service=service,
            inspectorate=inspectorate,
            programme=None,
            reference=head.reference,
            title=head.title,
            framework=loaded.framework,
            by=by,
        )
        check_can_load(by, inspection)
        brought = imported(bundle, None)
        values = dict(brought.parts)
        registered = {
            "service": {"name": service.name, "short_name": service.short_name},
            "inspectorate": inspectorate.name,
        }
        if values[PartName.NAMES] == registered:
            # The register's own words: a name that is corrected there before the sample is drawn is corrected here.
            del values[PartName.NAMES]
        write_pieces(inspection=inspection, values=values, interviews=brought.interviews, seen={}, reason="", by=by)
        if head.published:
            _publish_as_printed(inspection, bundle, head.published, final.rating.name if final else "", by)
    return inspection


def _publish_as_printed(inspection: Inspection, bundle: Bundle, published: str, overall: str, by: Standing) -> None:
    day = first_day_of(published)
    if day is None:
        raise ValueError(f"'{published}' was checked to be a date.")
    to = {"stage": "published", "published_as": published, "published_on": day, "overall": overall}
    chain = inspection_chain(inspection)
    change(inspection, seen=inspection.version, to=to, by=by, kind=kinds.LOADED, chain=chain)
    seal_edition(inspection=inspection, bundle=bundle, overall=overall, published_on=day, published_as=published, by=by)


def _organisation(kind: Organisation.Kind, name: str, short_name: str, by: Standing) -> Organisation:
    registered = organisation_named(name)
    if registered is None:
        reference, short = free_reference(name), short_name or name
        return enter_organisation(kind=kind, reference=reference, name=name, short_name=short, by=by)
    refuse_unless(
        registered.kind == kind,
        f"'{name}' is in the register as {registered.get_kind_display().lower()}, and the file names it as something "
        "else.",
    )
    return registered
