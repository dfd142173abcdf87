"""Addresses of the register."""

from django.urls import include, path

from trigpoint.web.inspectorate.register import views

urlpatterns = [
    path("", views.services, name="services"),
    path("new/", views.enter_service, name="enter_service"),
    path("<slug:service>/", views.service, name="service"),
    path("<slug:service>/change/", views.change_service, name="change_service"),
    path("<slug:service>/record/", include("trigpoint.web.record.figures_urls")),
    path("<slug:service>/figures/new/", views.enter_figures, name="enter_figures"),
    path("<slug:service>/figures/<uuid:figures>/", views.change_figures, name="change_figures"),
    path("<slug:service>/figures/<uuid:figures>/withdraw/", views.withdraw_figures, name="withdraw_figures"),
]
