"""Addresses of the files about a draw, on the inspectorate's side."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.people.permissions import Permission
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.guards.inspections import on_inspection
from trigpoint.web.sample.files import certificate_file, list_file


@on_inspection(Permission.SEE_CASES)
@require_safe
def certificate(request: SignedInRequest, inspection: Inspection, number: int) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """The certificate of a draw as a file."""
    return certificate_file(inspection, number)


@on_inspection(Permission.SEE_CASES)
@require_safe
def drawn_list(request: SignedInRequest, inspection: Inspection, number: int) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """The list that a draw was made from, as a file."""
    return list_file(inspection, number)
