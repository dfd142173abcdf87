"""Addresses of one inspection: overview, team and timetable."""

from django.urls import path

from trigpoint.web.inspectorate.programme import cancelling, overview, team, team_form, timetable

urlpatterns = [
    path("", overview.inspection, name="inspection"),
    path("cancel/", cancelling.cancel, name="cancel_inspection"),
    path("team/", team.team, name="team"),
    path("team/ask/", team.ask, name="ask_to_join"),
    path("team/ask/several/", team_form.ask_several, name="ask_several"),
    path("team/<uuid:place>/end/", team.end, name="end_place"),
    path("declare/<uuid:place>/", team.declare, name="declare_and_join"),
    path("timetable/", timetable.timetable, name="timetable"),
    path("timetable/site-date/", timetable.site_date, name="site_date"),
    path("timetable/<slug:stage>/", timetable.adjust, name="adjust_date"),
    path("timetable/<slug:stage>/computed/", timetable.end_adjustment, name="end_adjustment"),
]
