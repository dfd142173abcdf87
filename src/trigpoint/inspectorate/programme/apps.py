"""The activity as Django knows it."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """The app 'programme'."""

    name = "trigpoint.inspectorate.programme"
    label = "programme"
