"""The addresses under one inspection, gathered from the activities."""

from django.urls import include, path

urlpatterns = [
    path("", include("trigpoint.web.inspectorate.programme.inspection_urls")),
    path("", include("trigpoint.web.inspectorate.progress.urls")),
    path("", include("trigpoint.web.inspectorate.bundling.urls")),
    path("", include("trigpoint.web.calendars.inspection_urls")),
    path("sample/", include("trigpoint.web.inspectorate.sampling.urls")),
    path("interviews/", include("trigpoint.web.inspectorate.assessment.urls")),
    path("requests/", include("trigpoint.web.inspectorate.requests.urls")),
    path("record/", include("trigpoint.web.record.urls")),
]
