"""The outbox as Django knows it."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """E-mails that wait, and those that went."""

    name = "trigpoint.outbox"
