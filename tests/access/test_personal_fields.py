"""Every field of every table says whether it is about a person."""

import pytest
from django.apps import apps
from django.db import models

from trigpoint.record.personal import Personal

OURS = [model for model in apps.get_models() if model.__module__.startswith("trigpoint.")]

# Tables of libraries: what they hold of people, and why it is there.
OF_LIBRARIES = {
    "account.EmailAddress": Personal.YES,  # kept by allauth beside our own address
    "account.EmailConfirmation": Personal.SECRET,
    "auth.Group": Personal.NO,  # not used
    "auth.Permission": Personal.NO,  # not used
    "axes.AccessAttempt": Personal.YES,  # lock-out after failures: address and machine
    "axes.AccessAttemptExpiration": Personal.NO,
    "axes.AccessFailureLog": Personal.YES,
    "axes.AccessLog": Personal.YES,  # switched off
    "contenttypes.ContentType": Personal.NO,
    # Ids of what a job is about; what a failed one said may name people, and is shown at the command line alone.
    "django_tasks_database.DBTaskResult": Personal.YES,
    "mfa.Authenticator": Personal.SECRET,
    "sessions.Session": Personal.SECRET,
    "socialaccount.SocialAccount": Personal.YES,
    "socialaccount.SocialApp": Personal.SECRET,
    "socialaccount.SocialToken": Personal.SECRET,
    "usersessions.UserSession": Personal.YES,  # which browser, since when, from where
}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_of_ours_says_whether_it_is_personal(model: type[models.Model]) -> None:
    said: dict[str, Personal] = getattr(model, "PERSONAL", {})
    assert set(said) == {field.name for field in model._meta.get_fields() if isinstance(field, models.Field)}
    assert all(isinstance(one, Personal) for one in said.values())


def test_every_table_of_a_library_is_known_with_what_it_holds_of_people() -> None:
    theirs = {model._meta.label for model in apps.get_models() if model not in OURS}
    assert theirs == set(OF_LIBRARIES)


def test_nothing_in_the_record_names_a_person() -> None:
    record = [model for model in OURS if model._meta.app_label == "record"]
    assert record
    for model in record:
        assert Personal.YES not in getattr(model, "PERSONAL", {}).values()


def test_later_tables_point_back_and_are_never_read_forward() -> None:
    """A foreign key between activities has no name backwards, so that nobody reads from an earlier to a later one."""
    for model in OURS:
        for field in model._meta.get_fields():
            if not isinstance(field, models.ForeignKey) or not isinstance(field.related_model, type):
                continue
            across = field.related_model._meta.app_label != model._meta.app_label
            assert not across or field.remote_field.hidden, f"{model._meta.label}.{field.name}"
