"""Addresses of the programme."""

from django.urls import path

from trigpoint.web.inspectorate.programme import views

urlpatterns = [
    path("", views.programme, name="programme"),
    path("new/", views.plan_a_programme, name="plan_programme"),
    path("inspections/", views.inspections, name="inspections"),
    path("inspections/new/", views.plan_an_inspection, name="plan_inspection"),
    path("<slug:programme>/", views.programme, name="programme_of"),
]
