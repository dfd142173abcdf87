"""Addresses of the sample."""

from django.urls import path

from trigpoint.web.inspectorate.sampling import exclusions, files, listed_cases, second_decisions, views

urlpatterns = [
    path("", views.sample, name="sample"),
    path("seed/", views.fix_seed, name="fix_seed"),
    path("seed/withdraw/", views.withdraw_seed, name="withdraw_seed"),
    path("cases/", listed_cases.cases_on_lists, name="cases_on_lists"),
    path("exclude/", exclusions.exclude, name="exclude_case"),
    path("exclusions/<uuid:exclusion>/", exclusions.readmit, name="readmit_case"),
    path("exclusions/<uuid:exclusion>/confirm/", exclusions.confirm, name="confirm_exclusion"),
    path("draw/", views.draw, name="draw_sample"),
    path("second-decision/", second_decisions.ask, name="ask_second"),
    path("second-decisions/<uuid:decision>/", second_decisions.decide, name="decide_second"),
    path("take-out/", views.take_out, name="take_out_case"),
    path("draws/<int:number>/certificate/", files.certificate, name="certificate"),
    path("draws/<int:number>/list/", files.drawn_list, name="drawn_list"),
]
