"""The address of the jobs."""

from django.urls import path

from trigpoint.web.jobs import views

urlpatterns = [path("", views.jobs, name="jobs")]
