"""The jobs as Django knows them."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Workers, and whose turn it was."""

    name = "trigpoint.jobs"
