"""Addresses of the sample."""

from django.urls import path

from trigpoint.web.inspectorate.sampling import views

urlpatterns = [
    path("", views.sample, name="sample"),
    path("seed/", views.fix_seed, name="fix_seed"),
    path("exclude/", views.exclude, name="exclude_case"),
    path("exclusions/<uuid:exclusion>/", views.readmit, name="readmit_case"),
    path("exclusions/<uuid:exclusion>/confirm/", views.confirm, name="confirm_exclusion"),
    path("draw/", views.draw, name="draw_sample"),
    path("take-out/", views.take_out, name="take_out_case"),
    path("certificate/", views.certificate, name="certificate"),
    path("list/", views.drawn_list, name="drawn_list"),
]
