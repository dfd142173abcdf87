"""A page with one form, as data; and the one way in which a view answers what is sent by it.

A view makes its form, says what is around it (`FormPage`), and asks `answer` to do what a valid form asks for:

    @on_inspection(Permission.SET_TIMETABLE)
    @form_page(ReasonForm)
    def end_adjustment(request, inspection, stage):
        form = ReasonForm(request.POST or None, initial={"version": row.version})
        page = FormPage(title="Compute the date again", button="Compute it again", cancel=...)
        return answer(request, page, form, do=lambda: timetabling.end_adjustment(...), then=..., notice="...")
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_http_methods

from trigpoint.people.access import Refusal
from trigpoint.record.versioned import ChangedMeanwhileError
from trigpoint.web.govuk.forms import Form
from trigpoint.web.govuk.sent_before import SENT_BEFORE, do_once, forget_sent, sent_before

V = TypeVar("V", bound=Callable[..., HttpResponse])
# A text, or what gives it once the form is valid: most notices repeat something that was typed.
Text = str | Callable[[], str]
Trail = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """What is around the fields of a form: its title, a lead in front, its button.

    `refusal` is why whoever opens the page cannot send it, '' where they can: it stands in place of the form, which is
    still there, without its button, where something was typed. `trail` are the pages above, by text and address;
    `cancel` is the address to which one goes back without sending. `makes` marks a form that makes something new: sent
    again, it makes no second one; `takes_back` one that takes something back, which may then be made again (see
    `sent_before`).
    """

    title: str
    button: str
    lead: str = ""
    refusal: str = ""
    trail: Trail = ()
    cancel: str = ""
    makes: bool = False
    takes_back: bool = False


def form_page(form: type[forms.BaseForm]) -> Callable[[V], V]:
    """Mark a view as one that shows a form and takes it, and name the form's class.

    What somebody typed can be shown again by the labels of that class, where it can not be taken.
    """

    def decorate(view: V) -> V:
        answering = require_http_methods(["GET", "HEAD", "POST"])(view)
        answering.form_class = form  # type: ignore[attr-defined]
        return answering

    return decorate


def form_class_at(path: str) -> type[forms.BaseForm] | None:
    """Return the class of the form that the page at an address takes; None where it takes none or there is no page.

    By the address alone: it is asked of requests that may never reach their view.
    """
    try:
        view = resolve(path).func
    except Resolver404:
        return None
    form: type[forms.BaseForm] | None = getattr(view, "form_class", None)
    return form


def answer(
    request: HttpRequest, page: FormPage, form: Form, *, do: Callable[[], object], then: Text, notice: Text
) -> HttpResponse:
    """Do what a valid form asks for and go to the address `then` with a notice; else show the form's page.

    The page has the status 422 where the form was sent and is shown again, with what was typed and what is wrong.
    """
    redirected = _carry_out(request, form, page, do=do, then=then, notice=notice)
    return redirected or render(
        request, "layouts/form.html.jinja", {"page": page, "form": form}, status=status_of(form)
    )


def carry_out(
    request: HttpRequest, form: Form, *, do: Callable[[], object], then: Text, notice: Text, makes: bool = False
) -> HttpResponse | None:
    """Do what a valid form asks for and redirect, for views whose form is one part of a page.

    `makes` is as in `FormPage`. Return None where the form is to be shown, for the first time or again. Where the
    action refused, or someone else changed the same thing meanwhile, the form holds the sentence, or both versions.
    """
    page = FormPage(title="", button="", makes=makes)
    return _carry_out(request, form, page, do=do, then=then, notice=notice)


def _carry_out(
    request: HttpRequest, form: Form, page: FormPage, *, do: Callable[[], object], then: Text, notice: Text
) -> HttpResponse | None:
    # Before the form is asked: what it made may be no choice of its own any more.
    if page.makes and (address := sent_before(request)):
        messages.success(request, SENT_BEFORE)
        return redirect(address)
    if not form.is_valid():
        return None
    try:
        address, is_done_now = _do(request, page, do, then)
    except Refusal as refusal:
        # Beside what it is about where the page has that, so that nobody has to look for the place.
        form.add_error(refusal.about if refusal.about in form.fields else None, refusal.sentence)
        return None
    except ChangedMeanwhileError as changed:
        form.show_both_versions(changed.newer)
        return None
    messages.success(request, _text(notice) if is_done_now else SENT_BEFORE)
    return redirect(address)


def _do(request: HttpRequest, page: FormPage, do: Callable[[], object], then: Text) -> tuple[str, bool]:
    """Do it, and return where to go and whether it was done now."""
    if page.makes:
        return do_once(request, do, lambda: _text(then))
    do()
    if page.takes_back:
        forget_sent(request.user.pk)
    return _text(then), True


def status_of(form: forms.BaseForm) -> int:
    """The status of a page with a form: 422 where the form was sent and could not be taken as it is."""
    return 422 if form.is_bound else 200


def _text(text: Text) -> str:
    return text if isinstance(text, str) else text()
