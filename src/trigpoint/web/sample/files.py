"""Files about a draw that both sides download."""

from django.http import Http404, HttpResponse

from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.sampling.draws import CertifiedDraw, PastDraw, draw_history, newest_draw
from trigpoint.web.edge.files import file_to_keep


def newest_draw_or_404(inspection: Inspection) -> CertifiedDraw:
    """The newest draw. Raises Http404 before the first one."""
    draw = newest_draw(inspection)
    if draw is None:
        raise Http404
    return draw


def certificate_file(inspection: Inspection, number: int) -> HttpResponse:
    """The newest certificate of one draw. Raises Http404 where there is no such draw."""
    content = _draw(inspection, number).certificate.encode()
    return file_to_keep(content, "application/json", f"{stem(inspection, number)}-certificate.json")


def list_file(inspection: Inspection, number: int) -> HttpResponse:
    """The list that one draw was made from, byte for byte. Raises Http404 where there is no such draw."""
    content = _draw(inspection, number).draw.list_text.encode()
    return file_to_keep(content, "text/csv; charset=utf-8", f"{stem(inspection, number)}-case-list.csv")


def stem(inspection: Inspection, number: int) -> str:
    """What the names of the files of a draw begin with."""
    return f"{inspection.reference}-draw-{number}"


def _draw(inspection: Inspection, number: int) -> PastDraw:
    past_draw = next((past for past in draw_history(inspection) if past.draw.number == number), None)
    if past_draw is None:
        raise Http404
    return past_draw
