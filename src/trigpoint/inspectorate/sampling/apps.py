"""The activity as Django knows it."""

from django.apps import AppConfig


class SamplingConfig(AppConfig):
    """The app 'sampling'."""

    name = "trigpoint.inspectorate.sampling"
    label = "sampling"
