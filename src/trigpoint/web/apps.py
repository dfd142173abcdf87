"""The web application as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Named apart, as 'web' alone is a common label."""

    name = "trigpoint.web"
    label = "trigpoint_web"
