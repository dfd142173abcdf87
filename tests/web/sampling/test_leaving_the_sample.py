"""The pages by which cases leave the sample: they name the answers first, and say where these are kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.factories.case_files import drawn as draw
from tests.factories.samples import DRAWN_AT, KEYS
from tests.factories.world import World
from tests.inspectorate.sampling.test_answers_that_leave import answer_of, new_seed_and_lists, read, take
from tests.web.conftest import As
from tests.web.pages.words import words
from trigpoint.inspectorate.programme.actions.timetabling import set_site_date
from trigpoint.inspectorate.sampling.actions.seeds import commit_seed
from trigpoint.inspectorate.sampling.draws import newest_draw
from trigpoint.inspectorate.sampling.models import Draw, SeedCommitment

MOVED = "The child has moved away"


def page(world: World, as_: As, name: str = "sample", role: str = "lead-inspector") -> str:
    return words(as_(role).get(reverse(name, args=[world.inspection.reference])))


def post(world: World, as_: As, name: str, **said: object) -> Any:
    return as_("lead-inspector").post(reverse(name, args=[world.inspection.reference]), said)


def seen(world: World) -> str:
    found = newest_draw(world.inspection)
    assert found is not None
    return found.certificate_sha256


def test_taking_out_a_case_that_was_read_asks_a_second_time_and_keeps_what_was_chosen(
    sample_drawn: World, as_: As
) -> None:
    case, other = read(sample_drawn)[:2]
    answer_of(sample_drawn, case, other)
    assert f"{case}, 2 answers recorded" in page(sample_drawn, as_, "take_out_case")
    assert "stays in the older versions of the inspection's file" in page(sample_drawn, as_, "take_out_case")
    said = {"seen": seen(sample_drawn), "case": case, "why": MOVED}
    answer = post(sample_drawn, as_, "take_out_case", **said)
    assert answer.status_code == 422
    assert f"2 answers are recorded of {case}. Tick the box to take it out" in words(answer)
    assert f"Take {case} out with its 2 answers" in words(answer)
    assert f'value="{case}" selected' in answer.content.decode()
    # The tick says yes to one case, and to no other.
    answer = post(sample_drawn, as_, "take_out_case", **said | {"case": other, "with_answers": f"{case} 2"})
    assert answer.status_code == 422
    assert other in read(sample_drawn)
    assert post(sample_drawn, as_, "take_out_case", **said, with_answers=f"{case} 2").status_code == 302
    assert case not in read(sample_drawn)
    assert "stays in the older versions of the inspection's file" in page(sample_drawn, as_)


def test_a_take_out_that_is_sent_twice_says_that_the_case_is_out(sample_drawn: World, as_: As) -> None:
    case, said = read(sample_drawn)[0], {"seen": seen(sample_drawn), "why": MOVED}
    assert post(sample_drawn, as_, "take_out_case", case=case, **said).status_code == 302
    answer = words(post(sample_drawn, as_, "take_out_case", case=case, **said))
    assert f"{case} is out of the sample already." in answer
    assert "took its place" in answer
    assert "Select a case" not in answer


def test_the_page_warns_where_fewer_cases_are_read_than_the_size_asks_for(announced: World, as_: As) -> None:
    draw(announced, 4, 4)
    assert "Fewer cases" not in page(announced, as_)
    assert "No reserve of court disposals is left" in page(announced, as_, "take_out_case")
    case = read(announced)[0]
    take(announced, case)
    assert "Fewer cases are read than the size of the sample asks for: 3 of 4." in page(announced, as_)


def test_a_reserve_that_came_in_and_was_taken_out_is_no_reserve_again(announced: World, as_: As) -> None:
    draw(announced, 25, 20)
    before = set(read(announced))
    take(announced, read(announced)[0])
    (came,) = set(read(announced)) - before
    take(announced, came)
    found = newest_draw(announced.inspection)
    assert found is not None
    said = page(announced, as_)
    reserves = said.split("Reserves, in the order in which they were drawn")[1].split("Taken out")[0]
    assert came not in reserves.replace(",", "").split()


def test_one_eligible_case_is_read_in_the_singular(announced: World, as_: As) -> None:
    draw(announced, 1, 20)
    assert "The one eligible case is read: a census" in page(announced, as_)


def test_a_draw_names_the_cases_with_answers_and_is_made_once_they_may_leave(sample_drawn: World, as_: As) -> None:
    case = read(sample_drawn)[0]
    answer_of(sample_drawn, case)
    new_seed_and_lists(sample_drawn)
    assert f"{case} (2). In brackets" in page(sample_drawn, as_, "draw_sample")
    shown = as_("lead-inspector").get(reverse("draw_sample", args=[sample_drawn.inspection.reference])).content.decode()
    seen = shown.split('name="seen"')[1].split('value="')[1].split('"')[0]
    said = {"number": "2", "seen": seen, "reason": "Wrong list"}
    answer = post(sample_drawn, as_, "draw_sample", **said)
    assert answer.status_code == 422
    assert "Tick the box if these cases may leave the sample with their answers" in words(answer)
    assert Draw.objects.count() == 1
    tick = answer.content.decode().split('name="with_answers"')[1].split('value="')[1].split('"')[0]
    assert post(sample_drawn, as_, "draw_sample", **said, with_answers=tick).status_code == 302
    assert Draw.objects.count() == 2


def test_whoever_draws_second_reads_that_it_is_drawn(sample_drawn: World, as_: As) -> None:
    answer = words(post(sample_drawn, as_, "draw_sample", number="1"))
    assert "The sample has been drawn already, by you or by somebody else." in answer
    assert "Fix the seed" not in answer
    assert "Enter why" not in answer


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_a_withdrawn_seed_is_told_to_both_sides(sample_drawn: World, as_: As) -> None:
    new_seed_and_lists(sample_drawn)
    assert "Withdraw the seed" in page(sample_drawn, as_)
    assert post(sample_drawn, as_, "withdraw_seed", version="1", reason="The list was right").status_code == 302
    withdrawn = SeedCommitment.objects.get(withdrawn_on__isnull=False)
    for said in (page(sample_drawn, as_), page(sample_drawn, as_, "case_lists", "service-manager")):
        assert f"{withdrawn.commitment} , fixed on" in said
        assert "is never used: The list was right" in said
        assert "another seed" not in said
        assert "Draw it again yourself" in said


def test_the_service_is_not_told_to_send_lists_for_a_seed_that_was_withdrawn(sample_drawn: World, as_: As) -> None:
    told, by = "Send the case lists again: a new seed was fixed", sample_drawn.standing("lead-inspector")
    commit_seed(inspection=sample_drawn.inspection, seed="another seed", at=DRAWN_AT, keys=KEYS, by=by)
    assert told in words(as_("service-manager").get(reverse("home")))
    assert post(sample_drawn, as_, "withdraw_seed", version="1", reason="The list was right").status_code == 302
    assert "Send the case lists" not in words(as_("service-manager").get(reverse("home")))


def test_a_seed_that_does_not_wait_is_not_withdrawn(sample_drawn: World, as_: As) -> None:
    answer = as_("lead-inspector").get(reverse("withdraw_seed", args=[sample_drawn.inspection.reference]))
    assert answer.status_code == 403
    assert "No seed waits for a draw." in words(answer)


def test_a_site_date_that_moved_after_the_draw_is_said_on_both_sides(sample_drawn: World, as_: As) -> None:
    assert "Drawn for fieldwork of" not in page(sample_drawn, as_)
    inspection, by = sample_drawn.inspection, sample_drawn.standing("lead-inspector")
    inspection.refresh_from_db()
    assert inspection.site_date is not None
    later = inspection.site_date + timedelta(days=7)
    set_site_date(inspection=inspection, seen=inspection.version, site_date=later, reason="Snow", by=by)
    for said in (page(sample_drawn, as_), page(sample_drawn, as_, "case_lists", "service-manager")):
        assert "Drawn for fieldwork of 1 March 2027; the site date is now 8 March 2027." in said
