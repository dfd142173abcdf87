"""Inviting somebody, and accepting an invitation."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from trigpoint.people import actions
from trigpoint.people.access import Limits, keeps_people_outside, may_still_send
from trigpoint.people.models import Invitation, Organisation, Person
from trigpoint.people.permissions import Permission
from trigpoint.people.queries import sender_of, without_conflicts
from trigpoint.people.roles import role
from trigpoint.people.standing import Standing
from trigpoint.web.edge.access import for_everyone, requires_permission
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk.forms import Form
from trigpoint.web.govuk.pages import FormPage, answer, carry_out, form_page
from trigpoint.web.people.emails import call_back_invitation, post_invitation
from trigpoint.web.people.forms import AcceptForm, ChooseOrganisationForm, InviteForm


@requires_permission(Permission.KEEP_PEOPLE)
@form_page(InviteForm)
def invite_somebody(request: SignedInRequest) -> HttpResponse:
    """Invite somebody by an e-mail with a link: to which organisation, if there are several, then who and as what."""
    organisations = list(_kept_by(request.standing))
    asked = request.GET.get("organisation")
    if asked is None and len(organisations) == 1:
        return redirect(f"{reverse('invite')}?organisation={organisations[0].reference}")
    chosen = next((organisation for organisation in organisations if organisation.reference == asked), None)
    if chosen is not None:
        return _invite_to(request, chosen)
    if asked:
        raise Http404
    form = ChooseOrganisationForm(None if asked is None else request.GET, organisations=organisations)
    page = {"form": form, "trail": [("People", reverse("people"))]}
    return render(request, "people/choose_organisation.html.jinja", page, status=422 if form.is_bound else 200)


def _invite_to(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    form = InviteForm(
        request.POST if request.method == "POST" else None, organisation=organisation, by=request.standing
    )
    page = FormPage(
        title=f"Invite somebody to {organisation.name}",
        lead=f"They get an e-mail with a link, which works for {settings.INVITATION_DAYS} days.",
        button="Send the invitation",
        cancel=reverse("people"),
        makes=True,
        trail=(("People", reverse("people")),),
    )
    return answer(
        request,
        page,
        form,
        do=lambda: _invite(request, form, organisation),
        then=page.cancel,
        notice=lambda: f"An invitation is on its way to {form.cleaned_data['email']}.",
    )


def _invite(request: SignedInRequest, form: InviteForm, organisation: Organisation) -> None:
    """Invite, and write the e-mail: both or neither. Raises Refusal."""
    with transaction.atomic():
        invitation, secret = actions.invite(
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            organisation=organisation,
            role=form.cleaned_data["role"],
            days=settings.INVITATION_DAYS,
            limits=Limits(settings.INVITATIONS_OPEN, settings.INVITATIONS_A_DAY),
            by=request.standing,
        )
        address = request.build_absolute_uri(reverse("accept_invitation", args=[secret]))
        post_invitation(invitation, address, request.standing, timezone.now())


def _kept_by(standing: Standing) -> QuerySet[Organisation]:
    """The organisations to which somebody may invite, by name."""
    outside = without_conflicts(Organisation.objects.exclude(kind=Organisation.Kind.INSPECTORATE), standing)
    other = Q(pk__in=outside) if keeps_people_outside(standing) else Q(pk=None)
    return Organisation.objects.filter(Q(pk__in=standing.organisations(Permission.KEEP_PEOPLE)) | other)


@for_everyone
@never_cache
@form_page(AcceptForm)
def accept_invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Accept an invitation: somebody new chooses a password, somebody known signs in first."""
    hashed = actions.token_hash(secret)
    invitation = (
        Invitation.objects.select_related("organisation", "accepted_by", "invited_by").filter(token_hash=hashed).first()
    )
    over = _over(request, invitation)
    if over or invitation is None:
        return over or _page(request, invitation, "unknown", 404)
    person = Person.objects.filter(email__iexact=invitation.email).first()
    if request.user.is_authenticated and request.user != person:
        return _page(request, invitation, "other")
    if person is not None and not request.user.is_authenticated:
        return _page(request, invitation, "known")
    return _join(request, invitation, person)


def _over(request: HttpRequest, invitation: Invitation | None) -> HttpResponse | None:
    """The answer to a link that is no longer, or never was, an open invitation; None for one that is."""
    if invitation is None:
        return _page(request, None, "unknown", 404)
    if invitation.accepted_by is not None and invitation.accepted_by == request.user:
        messages.success(request, "You have accepted this invitation.")
        return redirect("home")
    if invitation.accepted_by is not None:
        return _page(request, invitation, "used", 410)
    if invitation.withdrawn_on is not None:
        return _page(request, invitation, "withdrawn", 410)
    if invitation.expires_on < timezone.localdate():
        return _page(request, invitation, "too-old", 410)
    # No error's status, for the reason given in _page: it is open again should its sender get that role back.
    ended = not may_still_send(invitation, sender_of(invitation, timezone.localdate()))
    return _page(request, invitation, "ended") if ended else None


@requires_permission(Permission.KEEP_PEOPLE)
@form_page(Form)
def withdraw_invitation(request: SignedInRequest, invitation: UUID) -> HttpResponse:
    """Call back an invitation that was sent to the wrong person, or is no longer wanted."""
    rows = Invitation.objects.select_related("organisation").filter(organisation__in=_kept_by(request.standing))
    row = get_object_or_404(rows, pk=invitation)
    form = Form(request.POST if request.method == "POST" else None)
    page = FormPage(
        title=f"Withdraw the invitation of {row.name}",
        lead=f"It was sent to {row.email}. Its link stops working at once.",
        button="Withdraw the invitation",
        cancel=reverse("people"),
        takes_back=True,
        trail=(("People", reverse("people")),),
    )
    return answer(
        request,
        page,
        form,
        do=lambda: _withdraw(row, request.standing),
        then=page.cancel,
        notice=f"The invitation of {row.name} is withdrawn. Its link no longer works.",
    )


def _withdraw(invitation: Invitation, by: Standing) -> None:
    """Withdraw it, and its e-mail too where that has not gone. Raises Refusal."""
    with transaction.atomic():
        actions.withdraw_invitation(invitation=invitation, by=by)
        call_back_invitation(invitation, timezone.now())


def _page(request: HttpRequest, invitation: Invitation | None, why: str, status: int = 200) -> HttpResponse:
    """While the invitation is open, the status is no error's: errors are logged with the address, which is a secret."""
    values = {"invitation": invitation, "why": why, "then": request.path}
    return render(request, "people/invitation.html.jinja", values, status=status)


def _join(request: HttpRequest, invitation: Invitation, person: Person | None) -> HttpResponse:
    form = AcceptForm(
        request.POST if request.method == "POST" else None, initial={"name": invitation.name}, email=invitation.email
    )
    if person is not None:
        form.fields.clear()
    redirected = carry_out(
        request,
        form,
        do=lambda: actions.accept(
            invitation=invitation,
            name=form.cleaned_data.get("name", ""),
            password=form.cleaned_data.get("password", ""),
            on=timezone.localdate(),
        ),
        then=reverse("home" if person else "account_login"),
        notice="You have accepted the invitation." if person else "Your account is ready. Sign in to begin.",
    )
    invited_as = role(invitation.role)
    page = FormPage(
        title=f"Join {invitation.organisation.name}",
        lead=f"You are invited as {invited_as.title[:1].lower()}{invited_as.title[1:]}. {invited_as.sentence}",
        button="Accept the invitation",
    )
    values = {"page": page, "form": form, "email": invitation.email}
    # No error's status, for the reason given in _page.
    return redirected or render(request, "people/accept.html.jinja", values)
