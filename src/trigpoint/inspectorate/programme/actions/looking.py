"""Looking that leaves a trace: who viewed a case, who downloaded the file."""

from django.db import transaction

from trigpoint.inspectorate.programme import kinds
from trigpoint.inspectorate.programme.access import check_on, check_on_own
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.people.permissions import Permission
from trigpoint.people.standing import Standing
from trigpoint.record.chains import inspection_chain
from trigpoint.record.writing import write


def view_case(*, inspection: Inspection, case: str, by: Standing) -> None:
    """Record that somebody opened a case, before it is shown."""
    check_on(by, Permission.SEE_CASES, inspection)
    with transaction.atomic():
        chain = inspection_chain(inspection)
        write(
            chain=chain,
            by=by,
            kind=kinds.CASE_VIEWED,
            thing=f"case:{inspection.reference}/{case}",
            after={"case": case},
        )


def download_bundle(*, inspection: Inspection, version: int, by: Standing) -> None:
    """Record that somebody downloaded a version of what the inspection holds, with its cases, as a file."""
    check_on(by, Permission.DOWNLOAD_FILE, inspection)
    with transaction.atomic():
        chain, after = inspection_chain(inspection), {"contents_version": version}
        write(chain=chain, by=by, kind=kinds.BUNDLE_DOWNLOADED, thing=inspection, after=after)


def download_list(*, inspection: Inspection, what: str, by: Standing) -> None:
    """Record that somebody downloaded a list with the references of cases. `what` says which, such as 'the cases'."""
    check_on(by, Permission.SEE_CASES, inspection)
    _write_download(inspection, what, by)


def download_own_list(*, inspection: Inspection, what: str, by: Standing) -> None:
    """Record the same of somebody on the side of the inspected service."""
    check_on_own(by, Permission.SEE_OWN_INSPECTIONS, inspection)
    _write_download(inspection, what, by)


def _write_download(inspection: Inspection, what: str, by: Standing) -> None:
    with transaction.atomic():
        chain, after = inspection_chain(inspection), {"what": what}
        write(chain=chain, by=by, kind=kinds.LIST_DOWNLOADED, thing=inspection, after=after)
