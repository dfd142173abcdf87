"""Addresses of moves between stages."""

from django.urls import path

from trigpoint.web.inspectorate.progress import views

urlpatterns = [
    path("move/", views.move, name="move_on"),
    path("back/", views.back, name="take_back"),
]
