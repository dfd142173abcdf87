"""Addresses for everybody."""

from django.urls import path

from trigpoint.web.public import views

urlpatterns = [
    path("", views.public_home, name="public_home"),
    path("published/<slug:reference>/", views.published_inspection, name="published_inspection"),
    path("published/<slug:reference>/report/", views.published_report, name="published_report"),
    path("published/<slug:reference>/report/<str:file>", views.published_file, name="published_file"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
]
