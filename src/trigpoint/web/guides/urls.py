"""Addresses of the guides."""

from django.urls import path

from trigpoint.web.guides import views

urlpatterns = [
    path("", views.guides, name="guides"),
    path("<slug:guide>/", views.guide, name="guide"),
]
