"""Addresses of readers and interviews."""

from django.urls import path

from trigpoint.web.inspectorate.assessment import views

urlpatterns = [
    path("", views.interviews, name="interviews"),
    path("allocate/", views.put_on_readers, name="allocate"),
    path("conflict/", views.conflict, name="declare_conflict"),
    path("<uuid:allocation>/reader/", views.reader, name="move_case"),
    path("<uuid:allocation>/slot/", views.slot, name="move_interview"),
]
