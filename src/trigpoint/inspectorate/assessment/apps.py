"""The activity as Django knows it."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """The app 'assessment'."""

    name = "trigpoint.inspectorate.assessment"
    label = "assessment"
