"""The address of one's own cases."""

from django.urls import path

from trigpoint.web.home import cases

urlpatterns = [path("", cases.my_cases, name="my_cases")]
