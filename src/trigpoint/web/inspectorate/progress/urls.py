"""Addresses of moves between stages."""

from django.urls import path

from trigpoint.web.inspectorate.progress import signing, views

urlpatterns = [
    path("move/", views.move, name="move_on"),
    path("sign/", signing.sign, name="sign_report"),
    path("back/", views.back, name="take_back"),
]
