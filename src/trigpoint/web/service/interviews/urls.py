"""Addresses of interviews, on the service's side."""

from django.urls import path

from trigpoint.web.service.interviews import views

urlpatterns = [
    path("", views.own_interviews, name="own_interviews"),
    path("who-comes/", views.who_comes_to_all, name="who_comes_to_all"),
    path("<uuid:allocation>/", views.who_comes, name="who_comes"),
]
