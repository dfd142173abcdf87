"""The activity as Django knows it."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """The app 'register'."""

    name = "trigpoint.inspectorate.register"
    label = "register"
