"""Files that the service downloads: templates, the annotated copy of a list, the certificate, the list drawn from."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from trigpoint.case_lists.annotated import SUFFIX, annotate
from trigpoint.case_lists.layout import CaseListLayout
from trigpoint.case_lists.template import template_csv, template_xlsx
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.list_plans import checked_list, read_upload, table_of
from trigpoint.inspectorate.sampling.models import CaseList
from trigpoint.inspectorate.sampling.queries import case_lists, layout_of
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.files import file_to_keep
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.guards.inspections import on_own_inspection
from trigpoint.web.sample.files import certificate_file, list_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def layout_or_404(inspection: Inspection) -> CaseListLayout:
    """The layout of an inspection's case lists. Raises Http404 where its framework draws no sample."""
    layout = layout_of(inspection)
    if layout is None:
        raise Http404
    return layout


@on_own_inspection(Permission.SEND_CASE_LISTS)
@require_safe
def template_as_csv(request: SignedInRequest, inspection: Inspection, case_type: str) -> HttpResponse:  # noqa: ARG001
    """The template as CSV: its headings."""
    layout = _layout_with(inspection, case_type)
    return file_to_keep(template_csv(layout), CSV, f"case-list-{case_type}.csv")


@on_own_inspection(Permission.SEND_CASE_LISTS)
@require_safe
def template_as_xlsx(request: SignedInRequest, inspection: Inspection, case_type: str) -> HttpResponse:  # noqa: ARG001
    """The template as a workbook that offers the codes of each column."""
    layout = _layout_with(inspection, case_type)
    return file_to_keep(template_xlsx(layout, case_type), XLSX, f"case-list-{case_type}.xlsx")


@on_own_inspection(Permission.SEND_CASE_LISTS)
@require_safe
def annotated_copy(request: SignedInRequest, inspection: Inspection, case_list: UUID) -> HttpResponse:  # noqa: ARG001
    """The list as it was uploaded, with what has to be corrected beside each row."""
    row, layout = get_object_or_404(case_lists(inspection), pk=case_list), layout_or_404(inspection)
    if row.state in {CaseList.State.DROPPED, CaseList.State.REPLACED}:
        raise Http404
    if row.state == CaseList.State.CHECKING:
        upload = read_upload(row, layout)
        content = annotate(upload.read.table, upload.checked)
    else:
        content = annotate(table_of(row), checked_list(row, layout))
    return file_to_keep(content, XLSX, f"{row.case_type}-to-correct{SUFFIX}")


@on_own_inspection(Permission.SEND_CASE_LISTS)
@require_safe
def certificate(request: SignedInRequest, inspection: Inspection, number: int) -> HttpResponse:  # noqa: ARG001
    """The certificate of a draw."""
    return certificate_file(inspection, number)


@on_own_inspection(Permission.SEND_CASE_LISTS)
@require_safe
def drawn_list(request: SignedInRequest, inspection: Inspection, number: int) -> HttpResponse:  # noqa: ARG001
    """The list that a draw was made from."""
    return list_file(inspection, number)


def _layout_with(inspection: Inspection, case_type: str) -> CaseListLayout:
    layout = layout_or_404(inspection)
    if case_type not in {kind.id for kind in layout.case_types}:
        raise Http404
    return layout
