"""Pages that ask nothing of the database: they say that it does not answer, or that a request was not read."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.backends.utils import csrf_input_lazy
from django.template.loader import get_template
from django.utils.cache import patch_cache_control


def page_alone(request: HttpRequest, template: str, values: Mapping[str, object], status: int) -> HttpResponse:
    """A page of ours without navigation and without anybody's name: who asks would have to be read first."""
    around: dict[str, object] = {"navigation": (), "menu": (), "help_href": "", "person_name": "", "notice": ""}
    around |= {"demonstration": settings.DEMONSTRATION}
    # Without the request, from which the layout of other pages reads who is signed in.
    text = get_template(template).render({**around, "csrf_input": csrf_input_lazy(request), **values})
    answer = HttpResponse(text, status=status)
    patch_cache_control(answer, private=True, no_store=True)
    return answer
