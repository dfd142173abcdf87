"""Addresses of readers and interviews."""

from django.urls import path

from trigpoint.web.inspectorate.assessment import views

urlpatterns = [
    path("", views.interviews, name="interviews"),
    path("allocate/", views.put_on_readers, name="allocate"),
    path("again/", views.plan_again, name="plan_interviews_again"),
    path("conflicts/<uuid:conflict>/withdraw/", views.withdraw_conflict, name="withdraw_conflict"),
    path("conflict/", views.conflict, name="declare_conflict"),
    path("<uuid:allocation>/reader/", views.reader, name="move_case"),
    path("<uuid:allocation>/slot/", views.slot, name="move_interview"),
]
