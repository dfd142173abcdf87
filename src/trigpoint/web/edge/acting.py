"""A view's one domain call: do it and go on, or show the form again with the reason and with all that was typed."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from trigpoint.people.access import Refusal
from trigpoint.record.versioned import ChangedMeanwhileError
from trigpoint.web.govuk.forms import Form


def acted(
    request: HttpRequest, form: Form, action: Callable[[], object], *, then: str, notice: str
) -> HttpResponse | None:
    """Do what a valid form asks for and redirect to the address `then` with a notice.

    Return None where the action refused, or someone else changed the same thing meanwhile: the form then holds the
    sentence (and both versions), and is to be shown again with status 422.
    """
    try:
        action()
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return None
    except ChangedMeanwhileError as changed:
        form.show_both_versions(changed.theirs)
        return None
    messages.success(request, notice)
    return redirect(then)
