"""Seal an edition: from then on the public reads these bytes, whatever happens to the inspection."""

from datetime import date
from hashlib import sha256

from django.db import transaction

from trigpoint.bundle.files import canonical_json
from trigpoint.bundle.model import Bundle
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import lock_inspection
from trigpoint.inspectorate.publishing import kinds
from trigpoint.inspectorate.publishing.models import Edition
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.writing import new_row, time_of_next, write


def seal_edition(
    *,
    inspection: Inspection,
    bundle: Bundle,
    overall: str,
    published_on: date,
    published_as: str,
    by: Standing,
) -> Edition:
    """Seal a Bundle as the next edition of an inspection, as part of its publication or of its loading.

    Who may is checked where an inspection is published or loaded.
    """
    body = canonical_json(bundle).encode()
    head = bundle.inspection
    with transaction.atomic():
        lock_inspection(inspection)
        last = Edition.objects.filter(inspection=inspection).order_by("-number").values_list("number", flat=True)
        told = {
            "number": (last[0] if last else 0) + 1,
            "inspection_id": inspection.pk,
            "reference": inspection.reference,
            "title": head.title,
            "service": head.service.name,
            "inspectorate": head.inspectorate,
            "framework": bundle.framework.id,
            "overall": overall,
            "published_on": published_on,
            "published_as": published_as,
            "sealed_by": by.author,
            "digest": sha256(body).hexdigest(),
        }
        chain = inspection_chain(inspection)
        # The record's clock says when it was sealed, so that the two cannot differ.
        at = time_of_next(chain, kinds.EDITION_SEALED)
        edition = Edition.objects.create(body=body, sealed_at=at, **told)
        write(chain=chain, by=by, kind=kinds.EDITION_SEALED, thing=new_row(edition, at), after=told)
    return edition
