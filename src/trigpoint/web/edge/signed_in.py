"""A request as our views get it."""

from django.http import HttpRequest

from trigpoint.people.models import Person
from trigpoint.people.standing import Standing


class SignedInRequest(HttpRequest):
    """A request of somebody signed in: `standing` is what they hold today."""

    user: Person
    standing: Standing
