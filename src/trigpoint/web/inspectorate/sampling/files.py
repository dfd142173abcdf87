"""Files about a draw that both sides download."""

from django.http import Http404, HttpResponse

from trigpoint.bundle.certificate import certificate_text
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.queries import Drawn, drawn


def drawn_or_404(inspection: Inspection) -> Drawn:
    """The newest draw. Raises Http404 before the first one."""
    found = drawn(inspection)
    if found is None:
        raise Http404
    return found


def certificate_file(inspection: Inspection) -> HttpResponse:
    """The certificate, to be kept. Raises Http404 before the first draw."""
    text = certificate_text(drawn_or_404(inspection).certificate)
    return file_to_keep(text.encode(), "application/json", f"{inspection.reference}-certificate.json")


def list_file(inspection: Inspection) -> HttpResponse:
    """The list that was drawn from, byte for byte. Raises Http404 before the first draw."""
    content = drawn_or_404(inspection).draw.list_text.encode()
    return file_to_keep(content, "text/csv; charset=utf-8", f"{inspection.reference}-case-list.csv")


def file_to_keep(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file that a browser saves instead of showing it."""
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
