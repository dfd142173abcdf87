"""Addresses of calendars: one's own, and that of an inspection for the service."""

from django.urls import path

from trigpoint.web.calendars import views

urlpatterns = [
    path("cases/calendar.ics", views.my_calendar, name="my_calendar"),
    path("service/inspections/<slug:reference>/calendar.ics", views.own_calendar, name="own_calendar"),
]
