"""The activity as Django knows it."""

from django.apps import AppConfig


class ContentsConfig(AppConfig):
    """The app 'contents'."""

    name = "trigpoint.inspectorate.contents"
    label = "contents"
