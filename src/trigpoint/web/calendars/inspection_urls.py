"""The address of an inspection's calendar, for the inspectorate."""

from django.urls import path

from trigpoint.web.calendars import views

urlpatterns = [path("calendar.ics", views.inspection_calendar, name="inspection_calendar")]
