"""People as Django knows them."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The app 'people'."""

    name = "trigpoint.people"
    label = "people"
