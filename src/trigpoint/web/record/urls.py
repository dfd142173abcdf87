"""Addresses of an inspection's record."""

from django.urls import path

from trigpoint.web.record import views

urlpatterns = [
    path("", views.inspection_record, name="inspection_record"),
    path("checkpoint/", views.checkpoint, name="checkpoint"),
]
