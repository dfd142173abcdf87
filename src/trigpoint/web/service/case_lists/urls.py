"""Addresses of case lists and sample, on the service's side."""

from django.urls import path

from trigpoint.web.service.case_lists import files, views

urlpatterns = [
    path("", views.case_lists, name="case_lists"),
    path("upload/", views.upload, name="upload_list"),
    path("template/<slug:case_type>.csv", files.template_as_csv, name="list_template_csv"),
    path("template/<slug:case_type>.xlsx", files.template_as_xlsx, name="list_template_xlsx"),
    path("draws/<int:number>/certificate/", files.certificate, name="own_certificate"),
    path("draws/<int:number>/list/", files.drawn_list, name="own_drawn_list"),
    path("<uuid:case_list>/", views.case_list, name="case_list"),
    path("<uuid:case_list>/columns/", views.columns, name="list_columns"),
    path("<uuid:case_list>/send/", views.send, name="send_list"),
    path("<uuid:case_list>/drop/", views.drop, name="drop_list"),
    path("<uuid:case_list>/annotated/", files.annotated_copy, name="annotated_list"),
]
