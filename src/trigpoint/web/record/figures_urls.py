"""The address of the record of a service's figures."""

from django.urls import path

from trigpoint.web.record import views

urlpatterns = [path("", views.figures_record, name="figures_record")]
