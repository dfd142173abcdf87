"""Addresses of the inspected service's side."""

from django.urls import include, path

from trigpoint.web.service import sending, views

urlpatterns = [
    path("inspections/<slug:reference>/", views.own_inspection, name="own_inspection"),
    path("inspections/<slug:reference>/requests/<uuid:request_id>/", views.own_request, name="own_request"),
    path("inspections/<slug:reference>/requests/<uuid:request_id>/draft-report/", sending.own_draft, name="own_draft"),
    path(
        "inspections/<slug:reference>/requests/<uuid:request_id>/draft-report/<str:file>",
        sending.own_draft_file,
        name="own_draft_file",
    ),
    path("inspections/<slug:reference>/send/", sending.unasked, name="send_unasked"),
    path("inspections/<slug:reference>/interviews/", include("trigpoint.web.service.interviews.urls")),
    path("inspections/<slug:reference>/case-lists/", include("trigpoint.web.service.case_lists.urls")),
]
