"""What one side sends and the other looks at: unasked, the draft report, answers that are accepted; and a report signed."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.factories.world import World, answered, ask, in_days, move_to, publishing_day, put_in, sign
from tests.web.conftest import As
from tests.web.pages.test_sent_twice import opened
from tests.web.pages.words import words
from trigpoint.english import long_date
from trigpoint.inspectorate.bundling.live import live_bundle
from trigpoint.inspectorate.bundling.pieces import pieces_of
from trigpoint.inspectorate.programme.models import Inspection
from trigpoint.inspectorate.progress.actions import move_on
from trigpoint.inspectorate.publishing.actions.signing import sign_report
from trigpoint.inspectorate.publishing.models import DraftReport
from trigpoint.inspectorate.requests.actions import Wording, draft, release
from trigpoint.inspectorate.requests.models import Request
from trigpoint.people.access import Refusal


def test_the_service_sends_its_evidence_before_anybody_asks_and_only_once(announced: World, as_: As) -> None:
    client, reference = as_("service-manager"), announced.inspection.reference
    address = reverse("send_unasked", args=[reference])
    assert f'href="{address}?purpose=evidence"' in client.get(reverse("home")).content.decode()
    form = {"submission": str(uuid4()), "reply": "Ten documents, by secure mail."}
    for _ in range(2):
        assert client.post(address, form).status_code == 302
    row = Request.objects.get(inspection=announced.inspection)
    assert (row.purpose, row.state, row.replied_by) == ("evidence", "answered", announced.people["service-manager"])
    again = client.post(address, {**form, "submission": str(uuid4())})
    assert "Your service has sent this already." in words(again)
    assert Request.objects.count() == 1


def test_who_was_asked_for_it_answers_the_request_instead(announced: World, as_: As) -> None:
    ask(announced, "evidence")
    address = reverse("send_unasked", args=[announced.inspection.reference])
    form = {"submission": str(uuid4()), "reply": "Ten documents."}
    said = words(as_("service-manager").post(address, form))
    assert "The inspectorate has asked for this: answer its request." in said


def test_an_answer_waits_on_the_lead_until_it_is_accepted_and_more_can_still_be_asked_for(
    announced: World, as_: As
) -> None:
    row, lead = answered(announced, "other"), as_("lead-inspector")
    waits = "Look at what the service sent: About other"
    assert waits in words(lead.get(reverse("home")))
    parts = [announced.inspection.reference, row.id]
    assert "Accept the answer" in words(lead.get(reverse("request", args=parts)))
    lead.post(reverse("accept_answer", args=parts), {"version": row.version})
    row.refresh_from_db()
    assert row.state == "accepted"
    assert waits not in words(lead.get(reverse("home")))
    page = words(lead.get(reverse("request", args=parts)))
    assert "Ask for more" in page
    assert "Accept the answer" not in page


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_the_service_reads_the_draft_that_was_sealed_and_not_what_was_changed_since(sampled: World, as_: As) -> None:
    row = ask(sampled, "factual-accuracy", "Check the draft")
    parts = [sampled.inspection.reference, row.id]
    assert "Read the draft report that you are asked to check" in words(
        as_("service-manager").get(reverse("own_request", args=parts))
    )
    told = live_bundle(sampled.inspection)
    texts = told.texts.model_copy(update={"introduction": ("Another introduction.",)})
    put_in(sampled, told.model_copy(update={"texts": texts, "certificate": told.certificate}))
    page = words(as_("service-manager").get(reverse("own_draft", args=parts)))
    assert "to be checked for factual accuracy. It is not published" in page
    assert "Another introduction." not in page
    # Whoever asked reads exactly what the service reads.
    lead = as_("lead-inspector")
    assert reverse("enclosed_draft", args=parts) in lead.get(reverse("request", args=parts)).text
    asker = words(lead.get(reverse("enclosed_draft", args=parts)))
    assert "Another introduction." not in asker
    assert asker == page.replace("Service manager", "Lead inspector")
    file = [*parts, "inspection.json"]
    given = lead.get(reverse("enclosed_draft_file", args=file))
    assert given.content == as_("service-manager").get(reverse("own_draft_file", args=file)).content
    other = ask(sampled)
    no_draft = reverse("own_draft", args=[sampled.inspection.reference, other.id])
    assert as_("service-manager").get(no_draft).status_code == 404


def test_a_request_to_check_the_draft_is_not_sent_without_it(announced: World) -> None:
    lead, wording = announced.standing("lead-inspector"), Wording("Check it", "Please check.", "", in_days(7))
    purpose = "factual-accuracy"
    row = draft(form=uuid4(), inspection=announced.inspection, purpose=purpose, wording=wording, by=lead)
    with pytest.raises(Refusal, match="this request is sent with the draft report"):
        release(request=row, seen=row.version, by=lead)
    assert not DraftReport.objects.exists()


def test_the_form_of_a_request_begins_with_what_it_is_for_and_its_day_in_the_timetable(
    announced: World, as_: As
) -> None:
    address = reverse("draft_request", args=[announced.inspection.reference])
    page = as_("lead-inspector").get(f"{address}?purpose=evidence").content.decode()
    assert 'value="Evidence in advance"' in page
    # Evidence is in 15 working days before Monday 1 March 2027: Monday 8 February.
    assert all(f'value="{part}"' in page for part in ("8", "2", "2027"))


def test_what_can_no_longer_be_done_is_said_once_and_offers_no_button(announced: World, as_: As) -> None:
    row, lead = answered(announced, "other"), as_("lead-inspector")
    address = reverse("accept_answer", args=[announced.inspection.reference, row.id])
    assert lead.post(address, {"version": row.version}).status_code == 302
    for page in (lead.get(address), lead.post(address, {"version": row.version})):
        assert words(page).count("This answer has been accepted already.") == 1
        assert "Accept it" not in words(page)


def test_what_a_request_is_for_is_not_said_again_where_its_title_says_it(announced: World, as_: As) -> None:
    for title, says in (("Evidence in advance", "Due"), ("The ten documents", "Evidence in advance, due")):
        row = ask(announced, "evidence", title)
        parts = [announced.inspection.reference, row.id]
        due = long_date(row.due)
        assert f"{title} {says} {due}" in words(as_("service-manager").get(reverse("own_request", args=parts)))
        lead = words(as_("lead-inspector").get(reverse("request", args=parts)))
        assert f"{title} With the service {says} {due}" in lead


def test_what_was_typed_and_can_no_longer_be_sent_is_still_there_to_be_copied(announced: World, as_: As) -> None:
    ask(announced, "evidence")
    address = reverse("send_unasked", args=[announced.inspection.reference])
    page = as_("service-manager").post(address, {"submission": str(uuid4()), "reply": "Ten documents."})
    assert "Ten documents." in page.content.decode()
    assert "Send it" not in words(page)


def test_the_service_answers_a_draft_with_its_faults_and_all_else_with_what_it_sent(announced: World, as_: As) -> None:
    row, manager = ask(announced, "evidence"), as_("service-manager")
    address = reverse("own_request", args=[announced.inspection.reference, row.id])
    assert "What you have sent, and how" in words(manager.get(address))
    Request.objects.filter(pk=row.pk).update(purpose="factual-accuracy")
    said = words(manager.post(address, {"version": row.version, "reply": ""}))
    assert "What is not correct, point by point" in said
    assert "What you have sent" not in said


def test_who_signs_reads_the_report_first_and_is_told_of_a_wrong_day_beside_it(sampled: World, as_: As) -> None:
    Inspection.objects.filter(pk=sampled.inspection.pk).update(stage="sign-off")
    director, parts = as_("director"), [sampled.inspection.reference]
    address = reverse("sign_report", args=parts)
    page = director.get(address)
    assert f'href="{reverse("inspection_report", args=parts)}">report as it is now</a>' in page.content.decode()
    assert "signed this report on" not in words(page)
    typed = {**opened(director, address), "publish_on_0": "1", "publish_on_1": "6", "publish_on_2": "2020"}
    wrong = director.post(address, typed).content.decode()
    assert 'href="#id_publish_on_0">The day of publication, 1 June 2020, has passed.' in wrong
    day = in_days(30)
    right = {"publish_on_0": str(day.day), "publish_on_1": str(day.month), "publish_on_2": str(day.year)}
    assert director.post(address, typed | right).status_code == 302
    assert f"Invented director signed this report on {long_date(in_days(0))}, to be published from" in words(
        director.get(address)
    )
    # On another day it is signed again; the overview leads there.
    again = f'href="{address}">Sign the report again, for another day</a>'
    overview = reverse("inspection", args=parts)
    assert again in director.get(overview).content.decode()
    assert again not in as_("lead-inspector").get(overview).content.decode()
    # Nobody else can sign, and is offered no form for it.
    others = words(as_("programme-manager").get(address))
    assert "Only the director can sign a report." in others
    assert "Sign it" not in others


def test_a_report_signed_again_on_another_day_has_a_new_signature_and_sent_twice_has_one(sampled: World) -> None:
    """What was signed before the case week is signed again after it, for the same day of publication."""
    inspection, director = sampled.inspection, sampled.standing("director")
    Inspection.objects.filter(pk=inspection.pk).update(stage="sign-off")
    contents = pieces_of(inspection).digest
    numbers = [
        sign_report(
            inspection=inspection, contents=contents, publish_on=in_days(90), by=replace(director, on=day)
        ).number
        for day in (in_days(0), in_days(0), in_days(40))
    ]
    assert numbers == [1, 1, 2]


@pytest.mark.proof
@pytest.mark.on_postgresql
def test_a_report_is_published_by_somebody_else_than_who_signed_it(world: World) -> None:
    move_to(world, "sign-off")
    sign(world)
    director = replace(world.standing("director"), on=publishing_day(world))
    with pytest.raises(Refusal, match="You signed this report: somebody else publishes it"):
        move_on(inspection=world.inspection, seen=world.inspection.version, by=director)
    manager = replace(world.standing("programme-manager"), on=publishing_day(world))
    move_on(inspection=world.inspection, seen=world.inspection.version, by=manager)
    assert world.inspection.stage == "published"


def test_the_reason_of_a_site_date_is_asked_for_beside_its_field_and_only_where_one_is_needed(
    world: World, as_: As
) -> None:
    Inspection.objects.filter(pk=world.inspection.pk).update(site_date=None)
    world.inspection.refresh_from_db()
    lead, address = as_("lead-inspector"), reverse("site_date", args=[world.inspection.reference])
    assert "Why" not in words(lead.get(address))
    saturday = {"version": world.inspection.version, "site_date_0": "6", "site_date_1": "3", "site_date_2": "2027"}
    page = lead.post(address, saturday).content.decode()
    assert 'href="#id_site_date_0">The site date must be a working day.' in page
    past = saturday | {"site_date_0": "6", "site_date_1": "1", "site_date_2": "2020"}
    said = lead.post(address, past)
    assert "Why on this day" in words(said)
    assert "6 January 2020 is in the past. Say why the site date is." in words(said)
    assert lead.post(address, past | {"reason": "Entered after the event"}).status_code == 302
