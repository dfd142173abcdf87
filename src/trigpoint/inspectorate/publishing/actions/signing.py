"""Sign a report, and set the day on which it is published."""

from datetime import date

from django.db import transaction

from trigpoint.inspectorate.bundling.pieces import pieces_of
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.programme.queries import lock_inspection
from trigpoint.inspectorate.publishing import kinds
from trigpoint.inspectorate.publishing.access import check_can_sign
from trigpoint.inspectorate.publishing.models import Signature
from trigpoint.people.access import refuse_unless
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.writing import new_row, write


def sign_report(*, inspection: Inspection, contents: str, publish_on: date, by: Standing) -> Signature:
    """Sign the report of exactly the contents that were read (`contents`, their digest), to be published on a day.

    Raises Refusal where the inspection holds something else by now: nobody signs what they have not read.
    """
    with transaction.atomic():
        check_can_sign(by, lock_inspection(inspection), publish_on)
        now = pieces_of(inspection).digest
        refuse_unless(
            contents == now, "The report was changed since you opened this page. Read it again, then sign it."
        )
        newest = Signature.objects.filter(inspection=inspection).first()
        same = {"contents": now, "signed_by_id": by.person, "signed_on": by.on, "publish_on": publish_on}
        if newest and all(getattr(newest, column) == value for column, value in same.items()):
            return newest
        columns = {"number": newest.number + 1 if newest else 1, "inspection_id": inspection.pk, **same}
        signature = Signature.objects.create(**columns)
        chain = inspection_chain(inspection)
        write(chain=chain, by=by, kind=kinds.REPORT_SIGNED, thing=new_row(signature), after=columns)
    return signature
