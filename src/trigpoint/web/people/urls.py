"""Addresses of people."""

from django.urls import path

from trigpoint.web.people import interests, invitations, messages, views
from trigpoint.web.record.views import organisation_record

urlpatterns = [
    path("", views.people, name="people"),
    path("invite/", invitations.invite_somebody, name="invite"),
    path("invitations/<str:secret>/", invitations.accept_invitation, name="accept_invitation"),
    path("invitations/<uuid:invitation>/withdraw/", invitations.withdraw_invitation, name="withdraw_invitation"),
    path("roles/<uuid:membership>/end/", views.end_role, name="end_membership"),
    path("e-mails/", messages.messages, name="messages"),
    path("e-mails/<uuid:message>/again/", messages.send_again, name="send_message_again"),
    path("e-mails/<uuid:message>/leave/", messages.leave_as_it_is, name="leave_message"),
    path("interests/", interests.interests, name="interests"),
    path("interests/<uuid:person>/<slug:service>/lift/", interests.lift, name="lift_interest"),
    path("record/<slug:organisation>/", organisation_record, name="organisation_record"),
]
