"""Addresses of what an inspection holds."""

from django.urls import path, register_converter

from trigpoint.web.inspectorate.bundling import views
from trigpoint.web.inspectorate.bundling.addresses import CaseReference

register_converter(CaseReference, "case")

urlpatterns = [
    path("ratings/", views.ratings, name="ratings"),
    path("report/", views.report, name="inspection_report"),
    path("report/<str:file>", views.file_of_report, name="inspection_report_file"),
    path("cases/", views.cases, name="cases"),
    path("cases/<case:case>/", views.case, name="case"),
    path("file/", views.load, name="load_file"),
    path("figures/", views.take_over, name="take_over_figures"),
    path("file/bundle/", views.download, name="download_file"),
]
