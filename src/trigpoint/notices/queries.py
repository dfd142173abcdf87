"""What somebody has chosen about their e-mails."""

from trigpoint.notices.models import EmailChoice
from trigpoint.people.models import Person


def gets_summary(person: Person) -> bool:
    """Whether somebody gets one e-mail a day in place of one for each thing."""
    return EmailChoice.objects.filter(person=person, once_a_day=True).exists()
