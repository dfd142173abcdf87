"""The activity as Django knows it."""

from django.apps import AppConfig


class PartsConfig(AppConfig):
    """The app 'parts'."""

    name = "trigpoint.inspectorate.parts"
    label = "parts"
