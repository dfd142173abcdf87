"""The activity as Django knows it."""

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    """The app 'requests'."""

    name = "trigpoint.inspectorate.requests"
    label = "requests"
