"""Which database is a demonstration's. It never becomes an installation for others, nor the other way about.

The mark is an entry in the record, written when settings for a demonstration first open an empty database: it cannot be
taken off, and goes wherever the database goes. A demonstration that is older than the mark is known by its accounts.
"""

from datetime import date
from typing import Final

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from trigpoint.english import count_of
from trigpoint.people import kinds
from trigpoint.people.models import Organisation, Person
from trigpoint.people.standing import operator
from trigpoint.record.chains import INSTALLATION_CHAIN
from trigpoint.record.models import Event
from trigpoint.record.writing import write

# Where everybody in a demonstration has their address; nobody else can have one there.
MAIL: Final = "demo.example"


def check_database_fits(*, demonstration: bool) -> None:
    """Raise ImproperlyConfigured where settings for a demonstration meet a real database, or real ones one of those."""
    if demonstration:
        if not (is_empty() or is_demonstration()):
            raise ImproperlyConfigured(
                "this database is no demonstration's: it holds people or inspections that are real, and these settings "
                "ask nobody for a second step. For the installation set DJANGO_SETTINGS_MODULE to "
                "trigpoint.web.settings.production; to try Trigpoint, unset DATABASE_URL and name an empty folder in "
                "TRIGPOINT_VAR."
            )
    elif is_demonstration():
        raise ImproperlyConfigured(
            "this database is a demonstration's, and everybody's password in it is printed. Give the installation a "
            "database of its own in DATABASE_URL or TRIGPOINT_VAR; to see the demonstration, unset "
            "DJANGO_SETTINGS_MODULE."
        )
    elif accounts := _accounts():
        raise ImproperlyConfigured(
            f"a demonstration was filled into this database: {count_of(accounts, 'account')} at {MAIL} can sign in "
            "with a password that is printed. Put back the database from before, or close them as docs/operating.md "
            "says under 'A demonstration in a real database'."
        )


def is_demonstration() -> bool:
    """Whether the database was begun as a demonstration's."""
    return _is_marked() or _is_older_than_the_mark()


def is_empty() -> bool:
    """Whether nothing was entered into the database yet, but perhaps the mark itself."""
    others = Event.objects.exclude(kind=kinds.DEMONSTRATION_BEGUN.key)
    return not (others.exists() or Person.objects.exists() or Organisation.objects.exists())


def is_filled() -> bool:
    """Whether the accounts of the demonstration are there."""
    return bool(_accounts())


def mark_demonstration(on: date) -> None:
    """Mark the database as a demonstration's, in its record, where that is not done. Raises as check_database_fits."""
    with transaction.atomic():
        if not _is_marked():
            check_database_fits(demonstration=True)
            write(
                chain=INSTALLATION_CHAIN,
                by=operator(on),
                kind=kinds.DEMONSTRATION_BEGUN,
                thing=INSTALLATION_CHAIN,
                after={"reference": INSTALLATION_CHAIN},
            )


def _is_marked() -> bool:
    return Event.objects.filter(chain=INSTALLATION_CHAIN, kind=kinds.DEMONSTRATION_BEGUN.key).exists()


def _is_older_than_the_mark() -> bool:
    """Whether a demonstration was filled in before anybody was invited: a real installation begins with invitations."""
    demonstrated = [str(pk) for pk in Person.objects.filter(email__endswith=f"@{MAIL}").values_list("pk", flat=True)]
    given = Event.objects.filter(kind=kinds.ROLE_GIVEN.key, after__person_id__in=demonstrated).order_by("pk").first()
    if given is None:
        return False
    return not Event.objects.filter(kind=kinds.PERSON_INVITED.key, pk__lt=given.pk).exists()


def _accounts() -> int:
    return Person.objects.filter(email__endswith=f"@{MAIL}", is_active=True).count()
