"""What two lists write with and without noughts is asked on the service's page, and stands on the pages of both sides."""

from django.test import Client
from django.urls import reverse

from tests.factories.case_files import as_confirmed, file_of, in_window, sent, started
from tests.factories.samples import IN_AT
from tests.factories.world import World
from tests.web.pages.words import words
from trigpoint.case_lists.noughts import between_lists_id
from trigpoint.inspectorate.sampling.actions.lists import answer_questions
from trigpoint.inspectorate.sampling.actions.sending import send_list
from trigpoint.inspectorate.sampling.models import CaseList


def page(world: World, person: str, address: str, *more: object) -> str:
    client = Client()
    client.force_login(world.people[person])
    return words(client.get(reverse(address, args=[world.inspection.reference, *more])))


def test_the_service_is_asked_and_both_sides_see_what_it_said(announced: World) -> None:
    by = announced.standing("data-officer")
    sent(announced, content=file_of("court", 3, in_window(announced)).replace(b"K-C2", b"00417"))
    content = file_of("out_of_court", 3, in_window(announced)).replace(b"K-O2", b"417")
    second = started(announced, "out_of_court", content=content)
    asked = page(announced, "data-officer", "case_list", second.pk)
    assert "Is '417' under 'Child reference' the same child as '00417' on the list of court disposals?" in asked
    given = {between_lists_id("child"): ("different",)}
    answer_questions(case_list=second, seen=second.version, answers=given, by=by)
    send_list(case_list=second, seen=second.version, confirmed=as_confirmed(second), at=IN_AT, by=by)
    told = "00417: court disposals On the other 417: out-of-court disposals"
    assert f"{told} The service says Different" in page(announced, "lead-inspector", "sample")
    assert f"{told} You said Different" in page(announced, "data-officer", "case_lists")
    # As of lists that came in before it was asked.
    CaseList.objects.filter(pk=second.pk).update(answers={})
    lead = page(announced, "lead-inspector", "sample")
    assert f"{told} The service says Not said yet" in lead
    assert "Ask the service to send one of the two lists again" in lead
