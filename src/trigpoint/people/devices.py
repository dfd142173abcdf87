"""Devices on which somebody signed in before, which the limits of sign-in spare."""

from django.db.models import F

from trigpoint.people.models import Person


def revoke_devices(person: Person) -> None:
    """Let every device on which somebody signed in before be a stranger's again: what it signs in with is unchanged."""
    Person.objects.filter(pk=person.pk).update(devices_revoked=F("devices_revoked") + 1)
