"""The record in plain words: whole or broken, filtered, and a checkpoint to hand over."""

from pathlib import Path

from django.conf import LazySettings
from django.urls import reverse

from tests.factories.case_files import drawn
from tests.factories.world import World, answered, move_to, today
from tests.locks import lock_record, unlock_record
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.record.chains import inspection_chain
from trigpoint.record.checkpoints import read, still_holds
from trigpoint.record.models import Event


def record(world: World, as_: As, **asked: str) -> str:
    return words(as_("lead-inspector").get(reverse("inspection_record", args=[world.inspection.reference]), asked))


def test_every_entry_is_a_sentence_the_newest_first(world: World, as_: As) -> None:
    move_to(world, "announced")
    answered(world, "evidence")
    said = record(world, as_)
    answer = said.index("Invented service-manager answered the request 'About evidence' for the service.")
    moved = said.index("moved the inspection from 'Planned' to 'Announced'.")
    assert answer < moved


def test_it_can_be_narrowed_by_what_by_whom_and_by_day(world: World, as_: As) -> None:
    move_to(world, "announced")
    answered(world, "evidence")
    assert "drafted the request" not in record(world, as_, about="Stage")
    assert "moved the inspection from 'Planned' to 'Announced'." in record(world, as_, about="Stage")
    by_service = record(world, as_, who=str(world.people["service-manager"].id))
    assert "answered the request" in by_service
    assert "moved the inspection" not in by_service
    assert "No entry is like that." in record(world, as_, last="2001-01-01")
    assert "moved the inspection" in record(world, as_, first=today().isoformat(), last=today().isoformat())


def test_who_viewed_a_case_stands_in_it(world: World, as_: As) -> None:
    move_to(world, "case-week")
    assert as_("inspector").get(reverse("case", args=[world.inspection.reference, "C1"])).status_code == 200
    assert "Invented inspector viewed the case C1." in record(world, as_, about="Cases viewed")


def test_a_broken_record_is_said_on_its_page_with_the_place(world: World, as_: As) -> None:
    move_to(world, "announced")
    assert "The record is whole" in record(world, as_)
    unlock_record()
    Event.objects.filter(chain_id=inspection_chain(world.inspection), number=2).update(reason="changed")
    lock_record()
    assert "The record is broken at entry 2." in record(world, as_)


def test_a_checkpoint_is_a_file_that_the_other_side_can_check(
    world: World, as_: As, settings: LazySettings, tmp_path: Path
) -> None:
    settings.VAR = tmp_path
    move_to(world, "announced")
    answer = as_("lead-inspector").post(reverse("checkpoint", args=[world.inspection.reference]))
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    said = read(answer.content.decode())
    assert said.chain == inspection_chain(world.inspection)
    assert still_holds(said)


def test_kinds_of_cases_are_said_in_words_and_hashes_by_their_beginning_with_the_whole_behind(
    world: World, as_: As
) -> None:
    move_to(world, "announced")
    draw = drawn(world)
    said = record(world, as_, about="Sample")
    assert "sent the list of out-of-court disposals; cases on it: 20." in said
    assert "out_of_court" not in said
    assert f"from the list whose SHA-256 begins with {draw.list_sha256[:12]}. Entry" in said
    assert f"of entry {Event.objects.get(kind='sampling.sample_drawn').number} {draw.list_sha256}" in said
    assert said.count(draw.list_sha256) == 1


def test_the_framework_is_called_by_its_title_and_by_its_id_where_it_is_gone(world: World, as_: As) -> None:
    assert "by the framework 'Youth offending services, standards of the 2018 programme'." in record(world, as_)
    Inspection.objects.filter(pk=world.inspection.pk).update(framework_digest="0" * 64)
    assert "by the framework 'hmip-youth-2018'." in record(world, as_)
