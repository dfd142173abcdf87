"""Send the service the draft report to check: the report as it is now, sealed, with the request that asks for it."""

from hashlib import sha256

from django.db import transaction

from trigpoint.bundle.files import canonical_json
from trigpoint.bundle.model import Bundle
from trigpoint.inspectorate.bundling.live import live_bundle
from trigpoint.inspectorate.programme.queries import lock_inspection
from trigpoint.inspectorate.publishing import kinds
from trigpoint.inspectorate.publishing.access import check_is_a_report
from trigpoint.inspectorate.publishing.models import DraftReport
from trigpoint.inspectorate.requests.actions import release
from trigpoint.inspectorate.requests.models import Request
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.writing import new_row, write


def send_draft(*, request: Request, seen: int, by: Standing) -> DraftReport:
    """Release a request to check the draft report, with the report as it is now. The service reads exactly that.

    Raises Refusal where there is nothing to read yet, AlteredError where the inspection is not what was recorded.
    """
    inspection = request.inspection
    with transaction.atomic():
        lock_inspection(inspection)
        bundle = live_bundle(inspection)
        check_is_a_report(bundle)
        release(request=request, seen=seen, by=by, encloses_report=True)
        return _seal(request, bundle, by)


def _seal(request: Request, bundle: Bundle, by: Standing) -> DraftReport:
    inspection, body = request.inspection, canonical_json(bundle).encode()
    before = DraftReport.objects.filter(inspection=inspection).count()
    columns = {
        "number": before + 1,
        "inspection_id": inspection.pk,
        "request_id": request.pk,
        "sealed_on": by.on,
        "digest": sha256(body).hexdigest(),
    }
    draft = DraftReport.objects.create(body=body, **columns)
    chain = inspection_chain(inspection)
    write(chain=chain, by=by, kind=kinds.DRAFT_SEALED, thing=new_row(draft), after=columns)
    return draft
