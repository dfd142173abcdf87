from datetime import UTC, datetime

import pytest

from tests.record.writers import ADA
from trigpoint.record.kinds import Kind
from trigpoint.record.models import Event
from trigpoint.record.sentences import hashes_in, sentence

MOVED = Kind("stage_moved", "Stage", "moved the inspection from '{before[stage]:name}' to '{after[stage]:name}'")
ASKED = Kind("person_asked", "Team", "asked {after[person_id]:name} to join")
DATED = Kind("dated", "Timetable", "set the site date to {after[site_date]:day}")
KINDS = {kind.key: kind for kind in (MOVED, ASKED, DATED)}
NAMES = {ADA.author: "Ada Vale", "panel": "Ratings panel"}
AT = datetime(2027, 3, 1, tzinfo=UTC)


def event(kind: str, who: str = ADA.author, **values: dict[str, object]) -> Event:
    return Event(kind=kind, who=who, at=AT, thing="x:1", **values)


def test_an_event_reads_as_a_sentence_with_the_names_of_people_stages_and_days() -> None:
    moved = event("stage_moved", before={"stage": "case week"}, after={"stage": "panel"})
    assert sentence(moved, KINDS, NAMES) == "Ada Vale moved the inspection from 'case week' to 'Ratings panel'."
    dated = event("dated", after={"site_date": "2027-03-01"})
    assert sentence(dated, KINDS, NAMES) == "Ada Vale set the site date to 1 March 2027."
    asked = event("person_asked", who="operator", after={"person_id": ADA.author})
    assert sentence(asked, KINDS, NAMES) == "The operator asked Ada Vale to join."


def test_somebody_who_is_gone_and_a_value_that_is_not_there_still_make_a_sentence() -> None:
    assert sentence(event("stage_moved", who="gone"), KINDS, {}) == (
        "Somebody no longer in the register moved the inspection from 'nothing' to 'nothing'."
    )


def test_an_event_of_a_kind_that_is_no_longer_known_shows_what_it_holds() -> None:
    assert sentence(event("old.kind", after={"a": 1}), KINDS, NAMES) == "Ada Vale: old.kind {'a': 1}."


def test_a_title_that_looks_like_a_stage_or_a_day_stays_a_title() -> None:
    drafted = Kind("drafted", "Requests", "drafted the request '{after[title]}'")
    for title in ("panel", "2027-03-01", ADA.author):
        text = sentence(event("drafted", after={"title": title}), {"drafted": drafted}, NAMES)
        assert text == f"Ada Vale drafted the request '{title}'."


def test_a_sentence_shows_the_beginning_of_a_hash_and_the_whole_is_there_beside_it() -> None:
    fixed = Kind("fixed", "Sample", "fixed the seed; its SHA-256 begins with {after[commitment]:hash}")
    sealed = event("fixed", after={"commitment": "0123456789ab" + "c" * 52, "list_sha256": "d" * 64})
    assert sentence(sealed, {"fixed": fixed}, NAMES) == "Ada Vale fixed the seed; its SHA-256 begins with 0123456789ab."
    assert hashes_in(sealed, {"fixed": fixed}) == ("0123456789ab" + "c" * 52,)
    assert hashes_in(event("fixed"), {"fixed": fixed}) == ()
    assert hashes_in(sealed, {}) == ()


def test_a_type_of_cases_and_a_framework_are_called_as_they_call_themselves() -> None:
    sent = Kind("sent", "Sample", "sent the list of {before[case_type]:name} by '{after[framework]:name}'")
    sending = event("sent", before={"case_type": "out_of_court"}, after={"framework": "youth-2018"})
    titles = NAMES | {"out_of_court": "out-of-court disposals", "youth-2018": "Youth services"}
    assert (
        sentence(sending, {"sent": sent}, titles)
        == "Ada Vale sent the list of out-of-court disposals by 'Youth services'."
    )


@pytest.mark.parametrize("field", ["{after[title]:colour}", "{thing}", "{after}"])
def test_a_kind_with_a_field_that_no_event_can_fill_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match=r"colour|before and after the event alone"):
        Kind("drafted", "Requests", f"drafted {field}")
