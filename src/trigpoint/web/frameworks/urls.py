"""Addresses of the framework browser."""

from django.urls import path

from trigpoint.web.frameworks import views

urlpatterns = [
    path("", views.frameworks, name="frameworks"),
    path("<slug:framework>/", views.framework, name="framework"),
    path("<slug:framework>/<str:standard>/", views.standard, name="framework_standard"),
]
