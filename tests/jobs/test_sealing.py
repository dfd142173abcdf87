"""The job that seals the record: its head goes to another organisation's folder, and a head that went missing is said."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.factories.witness import witness_folder
from tests.record.writers import begin
from trigpoint.jobs.sealing import seal_record
from trigpoint.record.delivery import DeliveryError

pytestmark = pytest.mark.django_db


@pytest.fixture
def witness(tmp_path: Path, settings: LazySettings) -> Path:
    return witness_folder(tmp_path, settings)


def test_each_time_the_new_head_is_in_the_folder(witness: Path) -> None:
    begin()
    seal_record.call()
    assert len(list(witness.glob("head-*.note"))) == 1


def test_a_head_that_somebody_took_away_is_there_again_and_the_job_has_failed_so_that_it_is_read(witness: Path) -> None:
    begin()
    seal_record.call()
    (head,) = witness.glob("head-*.note")
    head.unlink()
    with pytest.raises(DeliveryError, match="1 head that went out by folder, as the database says, had to be"):
        seal_record.call()
    assert head.exists()
    seal_record.call()
