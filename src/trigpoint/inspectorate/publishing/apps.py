"""The activity as Django knows it."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The app 'publishing'."""

    name = "trigpoint.inspectorate.publishing"
    label = "publishing"
