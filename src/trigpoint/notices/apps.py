"""The notices as Django knows them."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Who gets which e-mail, and when."""

    name = "trigpoint.notices"
