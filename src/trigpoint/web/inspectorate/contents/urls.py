"""Addresses of what an inspection holds."""

from django.urls import path, register_converter

from trigpoint.web.inspectorate.contents import views
from trigpoint.web.inspectorate.contents.addresses import CaseReference

register_converter(CaseReference, "case")

urlpatterns = [
    path("ratings/", views.ratings, name="ratings"),
    path("report/", views.report, name="inspection_report"),
    path("cases/", views.cases, name="cases"),
    path("cases/<case:case>/", views.case, name="case"),
    path("file/", views.put_in, name="fill"),
    path("file/bundle/", views.take_out, name="take_out_bundle"),
]
