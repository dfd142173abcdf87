"""Addresses of requests to the service."""

from django.urls import path

from trigpoint.web.inspectorate.requests import views

urlpatterns = [
    path("", views.requests, name="requests"),
    path("new/", views.draft_request, name="draft_request"),
    path("<uuid:request_id>/", views.request_page, name="request"),
    path("<uuid:request_id>/draft-report/", views.enclosed_draft, name="enclosed_draft"),
    path("<uuid:request_id>/draft-report/<str:file>", views.enclosed_draft_file, name="enclosed_draft_file"),
    path("<uuid:request_id>/change/", views.reword_request, name="reword_request"),
    path("<uuid:request_id>/send/", views.release_request, name="release_request"),
    path("<uuid:request_id>/withdraw/", views.withdraw_request, name="withdraw_request"),
    path("<uuid:request_id>/accept/", views.accept_answer, name="accept_answer"),
    path("<uuid:request_id>/send-back/", views.send_back_request, name="send_back_request"),
]
