"""How one is reached at work: given on one's own account's page, and shown to the other side of an inspection."""

from typing import Final

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse

from trigpoint.people.contacts import contacts_of, give_contact
from trigpoint.web.edge.access import for_signed_in
from trigpoint.web.edge.signed_in import SignedInRequest
from trigpoint.web.govuk import fields
from trigpoint.web.govuk.forms import VersionedForm
from trigpoint.web.govuk.pages import FormPage, answer, form_page

# An extension is written with letters: '0161 496 0000 ext 12'.
_IN_A_NUMBER: Final = frozenset("0123456789 +()-./#extEXT")
_LEAST_DIGITS: Final = 5


class ContactForm(VersionedForm):
    """A work e-mail address and a telephone number, each of which may be left out."""

    email = fields.email("Work e-mail address", hint="Leave it empty if you do not want to be written to.")
    telephone = fields.text("Work telephone number", hint="For example, 0161 496 0000", longest=40, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = False
        self.fields["email"].widget.attrs |= {"autocomplete": "work email", "spellcheck": "false"}
        self.fields["telephone"].widget.attrs |= {"autocomplete": "work tel", "inputmode": "tel"}

    def clean_telephone(self) -> str:
        """Refuse what nobody can dial."""
        typed: str = self.cleaned_data["telephone"]
        digits = sum(character.isdigit() for character in typed)
        if typed and (not set(typed) <= _IN_A_NUMBER or digits < _LEAST_DIGITS):
            raise ValidationError("Enter a telephone number, such as 0161 496 0000 or +44 161 496 0000 ext 12")
        return typed


@for_signed_in
@form_page(ContactForm)
def my_contact(request: SignedInRequest) -> HttpResponse:
    """Say how I am reached at work."""
    contact = contacts_of([request.user.id]).get(request.user.id)
    initial = {
        "version": contact.version if contact else 0,
        "email": contact.email if contact else "",
        "telephone": contact.telephone if contact else "",
    }
    form = ContactForm(request.POST or None, initial=initial)
    page = FormPage(
        title="How you are reached at work",
        lead="The other side of an inspection sees this while you lead it, or manage the service that is inspected. "
        "It is not the address that you sign in with.",
        button="Save",
        trail=(("Your account", reverse("my_account")),),
        cancel=reverse("my_account"),
    )
    return answer(
        request,
        page,
        form,
        do=lambda: give_contact(
            person=request.user,
            seen=form.seen,
            email=form.cleaned_data["email"],
            telephone=form.cleaned_data["telephone"],
            by=request.standing,
        ),
        then=page.cancel,
        notice="Saved. Whoever may see it sees it at once.",
    )
