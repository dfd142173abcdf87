"""Every address. A name is used once, and each is in tests/access/matrix.csv with who may open it."""

from django.urls import include, path

handler400 = "trigpoint.web.edge.errors.bad_request"
handler403 = "trigpoint.web.edge.errors.refused"
handler404 = "trigpoint.web.edge.errors.not_found"
handler500 = "trigpoint.web.edge.errors.server_error"

urlpatterns = [
    path("", include("trigpoint.web.public.urls")),
    path("", include("trigpoint.web.account.urls")),
    path("home/", include("trigpoint.web.home.urls")),
    path("", include("trigpoint.web.calendars.urls")),
    path("cases/", include("trigpoint.web.home.cases_urls")),
    path("frameworks/", include("trigpoint.web.frameworks.urls")),
    path("help/", include("trigpoint.web.guides.urls")),
    path("jobs/", include("trigpoint.web.jobs.urls")),
    path("people/", include("trigpoint.web.people.urls")),
    path("programme/", include("trigpoint.web.inspectorate.programme.urls")),
    path("services/", include("trigpoint.web.inspectorate.register.urls")),
    path("inspections/<slug:reference>/", include("trigpoint.web.inspectorate.inspection_urls")),
    path("service/", include("trigpoint.web.service.urls")),
]
