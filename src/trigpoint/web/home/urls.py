"""The address of one's own home."""

from django.urls import path

from trigpoint.web.home import views

urlpatterns = [path("", views.home, name="home")]
