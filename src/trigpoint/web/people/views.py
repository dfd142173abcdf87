"""People of an organisation, and roles that end."""

from collections.abc import Container
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from trigpoint.people import actions
from trigpoint.people.access import check_can_end_membership
from trigpoint.people.models import Membership, Organisation
from trigpoint.people.permissions import Permission
from trigpoint.people.queries import declared_interests, invited_elsewhere, open_invitations, roles_held_for
from trigpoint.people.roles import role
from trigpoint.web.edge.access import requires_permission
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk.pages import FormPage, answer, form_page
from trigpoint.web.people.forms import EndRoleForm
from trigpoint.web.people.presenters import invitation_shown, membership_shown

PAGE = 50


@requires_permission(Permission.SEE_PEOPLE)
@require_safe
def people(request: SignedInRequest) -> HttpResponse:
    """The people of one of my organisations with their roles, and the invitations that are open."""
    standing = request.standing
    organisations = list(Organisation.objects.filter(pk__in=standing.organisations(Permission.SEE_PEOPLE)))
    asked = request.GET.get("organisation", organisations[0].reference)
    shown = next((organisation for organisation in organisations if organisation.reference == asked), None)
    if shown is None:
        raise Http404
    page = Paginator(roles_held_for(shown.id, standing.on), PAGE).get_page(request.GET.get("page"))
    keeping = standing.organisations(Permission.KEEP_PEOPLE)
    values = {
        "organisation": shown,
        "others": [other for other in organisations if other != shown],
        "page": page,
        "held": [membership_shown(row, standing) for row in page],
        "keeps": shown.id in keeping,
        "interests": declared_interests({row.person_id for row in page}, standing) if _lifts_in(shown, keeping) else (),
        "invited": [
            invitation_shown(invitation, standing.on)
            for invitation in open_invitations([shown.id] if shown.id in keeping else [], standing.on)
        ],
        "elsewhere": [
            invitation_shown(invitation, standing.on)
            for invitation in invited_elsewhere(standing, [own.id for own in organisations])
        ],
        "has_record": standing.has(Permission.SEE_ORGANISATION_RECORD, shown.id),
    }
    return render(request, "people/people.html.jinja", values)


def _lifts_in(organisation: Organisation, keeping: Container[UUID]) -> bool:
    """Interests are lifted where inspectors work, by whoever keeps the people there."""
    return organisation.kind == Organisation.Kind.INSPECTORATE and organisation.id in keeping


@requires_permission(Permission.KEEP_PEOPLE)
@form_page(EndRoleForm)
def end_role(request: SignedInRequest, membership: UUID) -> HttpResponse:
    """End somebody's role."""
    organisations = request.standing.organisations(Permission.KEEP_PEOPLE)
    rows = Membership.objects.select_related("person", "organisation").filter(organisation__in=organisations)
    row = get_object_or_404(rows, pk=membership)
    check_can_end_membership(request.standing, row, max(request.standing.on, row.starts))
    form = EndRoleForm(
        request.POST if request.method == "POST" else None,
        initial={"version": row.version, "ends": row.ends or request.standing.on},
    )
    page = FormPage(
        title=f"End a role of {row.person.name}",
        lead=f"{row.person.name}: {role(row.role).title}, {row.organisation.name}.",
        button="End the role",
        cancel=reverse("people"),
        trail=(("People", reverse("people")),),
    )
    return answer(
        request,
        page,
        form,
        do=lambda: actions.end_membership(
            membership=row,
            seen=form.seen,
            last=form.cleaned_data["ends"],
            reason=form.cleaned_data["reason"],
            by=request.standing,
        ),
        then=f"{reverse('people')}?organisation={row.organisation.reference}",
        notice=f"The role of {row.person.name} has a last day now.",
    )
