"""Addresses of what an inspection holds."""

from django.urls import path

from trigpoint.web.inspectorate.contents import views

urlpatterns = [
    path("ratings/", views.ratings, name="ratings"),
    path("cases/", views.cases, name="cases"),
    path("cases/<str:case>/", views.case, name="case"),
    path("file/", views.put_in, name="fill"),
    path("file/bundle/", views.take_out, name="take_out_bundle"),
]
