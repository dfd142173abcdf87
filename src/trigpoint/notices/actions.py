"""Choose when e-mails about inspections come."""

from django.db import transaction

from trigpoint.notices import kinds
from trigpoint.notices.models import EmailChoice
from trigpoint.people.access import refuse_unless
from trigpoint.people.models import Person
from trigpoint.people.standing import Standing
from trigpoint.record.chains import account_chain
from trigpoint.record.writing import About, new_row, write


def choose_emails(*, person: Person, once_a_day: bool, by: Standing) -> None:
    """Choose one e-mail a day, or one for each thing that happens. Everybody chooses for themselves."""
    refuse_unless(by.person == person.id, "Everybody chooses their own e-mails.")
    with transaction.atomic():
        # Of two forms of one person sent at once, the second waits for the first.
        Person.objects.select_for_update().get(pk=person.pk)
        earlier = EmailChoice.objects.filter(person=person).first()
        if earlier is not None and earlier.once_a_day == once_a_day:
            return
        choice, is_new = EmailChoice.objects.update_or_create(person=person, defaults={"once_a_day": once_a_day})
        write(
            chain=account_chain(person.id),
            by=by,
            kind=kinds.EMAILS_CHOSEN,
            thing=new_row(choice) if is_new else About(choice),
            before={"once_a_day": earlier.once_a_day} if earlier else None,
            after={"once_a_day": once_a_day},
        )
