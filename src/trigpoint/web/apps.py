"""The web application as Django knows it."""

from django.apps import AppConfig
from django.conf import settings

from trigpoint.web.settings.environment import check_hardened


class WebConfig(AppConfig):
    """Named apart, as 'web' alone is a common label."""

    name = "trigpoint.web"
    label = "trigpoint_web"

    def ready(self) -> None:
        """Begin with no settings that are too weak for others. Here, because every way of starting comes by here."""
        if not settings.DEMONSTRATION:
            check_hardened(settings.SECRET_KEY, debug=settings.DEBUG)
