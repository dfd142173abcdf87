"""An e-mail is in the outbox exactly when what causes it has happened, and nobody who reads the database reads it."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from tests.factories.posted import AT, TEXT, posted, run_all_jobs, undecided
from tests.factories.world import World
from trigpoint.outbox.clearing import clear_messages
from trigpoint.outbox.models import Message
from trigpoint.outbox.sealing import SealError, Text, seal, unseal
from trigpoint.outbox.writing import Concern, call_back, post
from trigpoint.record.writing import NotInTransactionError


class SomethingFailedError(Exception):
    pass


@pytest.mark.usefixtures("committed")
def test_what_is_rolled_back_sends_nothing_and_what_is_committed_does() -> None:
    with pytest.raises(SomethingFailedError), transaction.atomic():
        posted()
        raise SomethingFailedError
    assert (Message.objects.count(), DBTaskResult.objects.count()) == (0, 0)
    posted()
    assert (Message.objects.count(), DBTaskResult.objects.count()) == (1, 1)


@pytest.mark.usefixtures("committed")
def test_outside_a_transaction_nothing_is_written() -> None:
    with pytest.raises(NotInTransactionError):
        post(kind=Message.Kind.INVITATION, address="a@x.example", text=TEXT, concern=Concern(), at=AT)
    assert Message.objects.count() == 0


@pytest.mark.django_db
def test_the_text_is_sealed_while_it_waits_and_wiped_once_it_has_gone() -> None:
    message = posted()
    assert "secret" not in everything_in("outbox_message") + everything_in("django_tasks_database_dbtaskresult")
    run_all_jobs()
    message.refresh_from_db()
    assert (message.state, message.sealed) == ("sent", "")


def test_only_the_key_that_sealed_a_text_opens_it() -> None:
    sealed = seal(Text("Subject", "Body"), "one key")
    assert unseal(sealed, "one key") == Text("Subject", "Body")
    with pytest.raises(SealError, match="secret key was changed"):
        unseal(sealed, "another key")


@pytest.mark.django_db
def test_what_is_called_back_before_it_went_is_not_sent() -> None:
    message = posted()
    call_back("invitation:1", AT)
    run_all_jobs()
    message.refresh_from_db()
    assert (message.state, message.tries, message.sealed) == ("called-back", 0, "")


def test_texts_are_wiped_after_14_days_and_addresses_after_90(world: World) -> None:
    message = undecided(world.inspectorate)
    clear_messages(AT + timedelta(days=14))
    message.refresh_from_db()
    assert message.sealed
    clear_messages(AT + timedelta(days=14, seconds=1))
    message.refresh_from_db()
    assert not message.sealed
    clear_messages(AT + timedelta(days=90))
    assert Message.objects.filter(pk=message.pk).exists()
    clear_messages(AT + timedelta(days=90, seconds=1))
    assert not Message.objects.filter(pk=message.pk).exists()


def everything_in(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - a table of ours, named above
        return str(cursor.fetchall())
